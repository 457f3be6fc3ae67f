import type { Memory } from '$lib/bindings/Memory';
import type { Resurfacing } from '$lib/bindings/Resurfacing';
import type { Ipc } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

/** How long ago: a month, three months, a year. */
export function ago(months: number): string {
  return months % 12 === 0 ? m.before_years({ count: months / 12 }) : m.before_months({ count: months });
}

/** The same over a single thing from then. */
export function fromAgo(months: number): string {
  return months % 12 === 0 ? m.before_from_years({ count: months / 12 }) : m.before_from_months({ count: months });
}

/** What was written on this day before, and what of it may come back. */
export class Memories {
  /** Null until they are there. */
  list = $state.raw<Memory[] | null>(null);
  error = $state.raw<unknown>(null);
  #ipc: Ipc;
  #turn = 0;

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  async load(day: string): Promise<void> {
    const turn = (this.#turn += 1);
    try {
      const list = await this.#ipc.on_this_day(day);
      if (turn !== this.#turn) return;
      this.list = list;
      this.error = null;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }

  /** Changes what may come back. False, with an error to show, when that could not be kept. */
  async tame(change: (now: Resurfacing) => Partial<Resurfacing>): Promise<boolean> {
    this.error = null;
    try {
      const now = await this.#ipc.resurfacing();
      await this.#ipc.set_resurfacing({ ...now, ...change(now) });
      return true;
    } catch (error) {
      this.error = error;
      return false;
    }
  }
}

const joined = (list: string[], value: string) => (list.includes(value) ? list : [...list, value]);

/** What each thing one can say about a memory changes. */
export const never = {
  entry: (id: string) => (now: Resurfacing) => ({ skip_entries: joined(now.skip_entries, id) }),
  tag: (tag: string) => (now: Resurfacing) => ({ skip_tags: joined(now.skip_tags, tag) }),
  days: (from: string, to: string) => (now: Resurfacing) => ({ skip_days: [...now.skip_days, { from, to }] }),
};
