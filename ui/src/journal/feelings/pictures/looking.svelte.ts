import type { Ipc } from '$lib/ipc';
import type { Days, PeriodName } from './period';

/** What one looks at on the Feelings page. */
export class Looking {
  period = $state<PeriodName>('weeks-12');
  /** The days of a period of one's own. */
  own = $state.raw<Days | null>(null);
  comparing = $state(false);
  /** The days to compare with, if not those just before. */
  before = $state.raw<Days | null>(null);
  /** The measure of the line, and of what goes together with it. */
  measure = $state('');
  /** The measure of the year in days. */
  pixels = $state('');

  /** Looks at another period; days that were chosen to go with the one before do not fit it any more. */
  at(period: PeriodName, own: Days | null = null): void {
    this.period = period;
    this.own = own;
    this.before = null;
  }
}

const all = new WeakMap<Ipc, Looking>();

/** Kept while the window lives, as its shell does; never written down. */
export function looking(ipc: Ipc): Looking {
  const kept = all.get(ipc) ?? new Looking();
  all.set(ipc, kept);
  return kept;
}
