import type { PlannedMeasure } from '$lib/bindings/PlannedMeasure';
import type { SharePlan } from '$lib/bindings/SharePlan';
import type { Ipc } from '$lib/ipc';
import type { ShareStart } from '../start';
import { Chosen } from './chosen.svelte';

/** Whether nothing would go. */
export const isEmpty = ({ note, entries, measure }: SharePlan) => !note.trim() && entries.length === 0 && !measure;

/** Something that is being put together to be shared. Nothing of it is written down. */
export class Sharing {
  /** The partner it is for. */
  partner = $state<string | null>(null);
  /** Whether it is to be a page for somebody without Mend. */
  page = $state(false);
  /** For whom such a page is, for one's own list. */
  forWhom = $state('');
  note = $state('');
  /** In the order they are to be read. */
  chosen = $state.raw<Chosen[]>([]);
  measure = $state.raw<PlannedMeasure | null>(null);
  /** Whether everything that was chosen was read. */
  ready = $state(false);

  constructor({ entries = [], passage, measure, partner }: ShareStart) {
    this.chosen = entries.filter((id, at) => entries.indexOf(id) === at).map((id) => new Chosen(id, entries.length === 1 ? passage : null));
    this.measure = measure ?? null;
    this.partner = partner ?? null;
  }

  /** What goes, as it stands now. */
  get plan(): SharePlan {
    const { page, partner, note, chosen, measure } = this;
    return { partner: page ? null : partner, note, entries: chosen.filter(({ goes }) => goes).map(({ planned }) => planned), measure };
  }

  /** Whether there is nothing here that one would miss. */
  get blank(): boolean {
    return !this.note.trim() && this.chosen.length === 0 && !this.measure;
  }

  /** Reads again what was chosen: it may have changed since. */
  async read(ipc: Ipc): Promise<void> {
    this.ready = false;
    await Promise.all(this.chosen.map((one) => one.read(ipc)));
    this.ready = true;
  }

  /** Chooses one more entry, as the last. One that cannot be read is chosen as well, to be tried again in its place; why is thrown. */
  async add(ipc: Ipc, id: string): Promise<void> {
    if (this.chosen.some((one) => one.id === id)) return;
    const one = new Chosen(id);
    await one.read(ipc);
    if (!this.chosen.some((other) => other.id === id)) this.chosen = [...this.chosen, one];
    if (one.error) throw one.error;
  }

  drop(id: string): void {
    this.chosen = this.chosen.filter((one) => one.id !== id);
  }

  /** Puts one back where it was. */
  insert(one: Chosen, at: number): void {
    if (!this.chosen.some(({ id }) => id === one.id)) this.chosen = this.chosen.toSpliced(at, 0, one);
  }

  /** Moves one to another place in the order. */
  move(id: string, to: number): void {
    const one = this.chosen.find((other) => other.id === id);
    if (one && to >= 0 && to < this.chosen.length) this.chosen = this.chosen.filter((other) => other !== one).toSpliced(to, 0, one);
  }
}

/** What one is putting together, kept while the window lives: who leaves the page for a card or an entry loses nothing. */
export class Begun {
  current = $state.raw<Sharing>(new Sharing({}));
  /** What was put together before something else was begun. */
  before = $state.raw<Sharing | null>(null);
  #start: ShareStart | null = null;

  /** Goes on with what was begun, unless something else is asked for. True if it goes on. */
  open(start: ShareStart): boolean {
    const again = start === this.#start;
    this.#start = start;
    const asks = (start.entries?.length ?? 0) > 0 || start.measure !== undefined || (start.partner !== undefined && (start.partner !== this.current.partner || this.current.page));
    if (asks && !again) this.begin(start);
    return !this.current.blank && (again || !asks);
  }

  /** Begins anew, and puts aside what there was. */
  begin(start: ShareStart): void {
    if (!this.current.blank) this.before = this.current;
    this.current = new Sharing(start);
  }

  /** Takes up what was put aside. */
  swap(): void {
    if (!this.before) return;
    const { current } = this;
    this.current = this.before;
    this.before = current.blank ? null : current;
  }

  /** It was made: it is on the list of what went, and no longer here. */
  made(sharing: Sharing): void {
    if (this.current === sharing) this.current = new Sharing({});
    else if (this.before === sharing) this.before = null;
  }
}

const all = new WeakMap<Ipc, Begun>();

export function begun(ipc: Ipc): Begun {
  const kept = all.get(ipc) ?? new Begun();
  all.set(ipc, kept);
  return kept;
}
