import type { CheckIn } from '$lib/bindings/CheckIn';
import type { CheckInFilter } from '$lib/bindings/CheckInFilter';
import type { Ipc } from '$lib/ipc';

/** What leaves nothing out. */
export const EVERY: CheckInFilter = { words: '', feeling: null, from: null, to: null };

/** A line of the list: a day, or a check-in of it. */
export type Line = { day: string; one: CheckIn | null };

/** Check-ins with a line for each day above them. */
export function linesOf(items: CheckIn[]): Line[] {
  const lines: Line[] = [];
  let last = '';
  for (const one of items) {
    const day = one.at.slice(0, 10);
    if (day !== last) lines.push({ day, one: null });
    lines.push({ day, one });
    last = day;
  }
  return lines;
}

/** Fetched at a time while one scrolls. */
const PART = 100;
/** The shell gives no more at once. */
const MOST = 500;
const PAUSE = 90;

/** Check-ins, newest first, part by part; the last finds stay until the next are there, and an answer that comes late is dropped. */
export class CheckIns {
  filter = $state.raw<CheckInFilter>(EVERY);
  /** Null until the first came. */
  items = $state.raw<CheckIn[] | null>(null);
  /** Whether there may be more than `items`. */
  more = $state(false);
  /** Whether an answer is on its way that replaces them. */
  asking = $state(false);
  error = $state.raw<unknown>(null);
  /** The one that was opened from here, and where it stood: coming back leads there. */
  opened: { id: string; line: number } | null = null;

  #ipc: Ipc;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  /** Looks for other words, once the typing pauses. */
  type(words: string): void {
    this.set({ ...this.filter, words }, PAUSE);
  }

  set(filter: CheckInFilter, pause = 0): void {
    this.filter = filter;
    this.opened = null;
    const turn = this.#next();
    this.#timer = setTimeout(() => void this.#read(turn, PART), pause);
  }

  /** Reads again what is here. */
  refresh(): Promise<void> {
    return this.#read(this.#next(), Math.max(PART, this.items?.length ?? 0));
  }

  /** Adds the next part. */
  async extend(): Promise<void> {
    if (!this.more || !this.items) return;
    const [turn, offset] = [this.#turn, this.items.length];
    try {
      const found = await this.#ipc.check_ins(this.filter, offset, PART);
      // Two requests for the same part give it once.
      if (turn !== this.#turn || this.items.length !== offset) return;
      this.items = [...this.items, ...found];
      this.more = found.length === PART;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }

  /** Takes out one that is gone. */
  drop(id: string): void {
    this.items = this.items?.filter((one) => one.id !== id) ?? null;
  }

  stop(): void {
    this.#next();
    this.asking = false;
  }

  /** What is under way counts no more. */
  #next(): number {
    clearTimeout(this.#timer);
    this.asking = true;
    return (this.#turn += 1);
  }

  async #read(turn: number, count: number): Promise<void> {
    const found: CheckIn[] = [];
    let more = true;
    try {
      while (more && found.length < count) {
        const part = Math.min(MOST, count - found.length);
        const next = await this.#ipc.check_ins(this.filter, found.length, part);
        if (turn !== this.#turn) return;
        found.push(...next);
        more = next.length === part;
      }
      this.items = found;
      this.more = more;
      this.error = null;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.error = error;
    }
    this.asking = false;
  }
}

const kept = new WeakMap<Ipc, CheckIns>();

/** The list as one left it: kept while the window lives. */
export function checkInsOf(ipc: Ipc): CheckIns {
  const list = kept.get(ipc) ?? new CheckIns(ipc);
  kept.set(ipc, list);
  return list;
}
