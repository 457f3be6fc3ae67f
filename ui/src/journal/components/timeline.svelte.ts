import { SvelteMap } from 'svelte/reactivity';
import type { EntryRow } from '$lib/bindings/EntryRow';
import type { Month } from '$lib/bindings/Month';
import type { Ipc } from '$lib/ipc';

/** A line of the timeline before it is known what stands in it. */
export type Line = { month: string; index: number | null };

const CHUNK = 40;

/** All months at once, their entries only where one looks. */
export class Timeline {
  months = $state.raw<Month[] | null>(null);
  error = $state.raw<unknown>(null);
  readonly lines = $derived.by<Line[]>(() =>
    (this.months ?? []).flatMap(({ month, entries }) => [
      { month, index: null },
      ...Array.from({ length: entries }, (_, index) => ({ month, index })),
    ]),
  );

  #ipc: Ipc;
  #rows = new SvelteMap<string, EntryRow[]>();
  // Only bookkeeping: nothing on the page reads it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #asked = new Set<string>();

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  async load(): Promise<void> {
    this.error = null;
    try {
      const months = await this.#ipc.months();
      this.#rows.clear();
      this.#asked.clear();
      // The first page is there when the page appears: no empty lines that fill up.
      const first = months[0];
      if (first) await this.#fetch(first.month, 0);
      this.months = months;
    } catch (error) {
      this.error = error;
    }
  }

  /** The entry of a line, or null until it is loaded. */
  row(line: Line): EntryRow | null {
    if (line.index === null) return null;
    const chunk = Math.floor(line.index / CHUNK);
    return this.#rows.get(`${line.month}/${chunk}`)?.[line.index % CHUNK] ?? null;
  }

  /** The entries that are loaded, in order. */
  get loaded(): EntryRow[] {
    return this.lines.flatMap((line) => this.row(line) ?? []);
  }

  /** The line a month begins with. */
  find(month: string): number {
    return this.lines.findIndex((line) => line.month === month);
  }

  /** Loads what a line needs, unless that is under way. */
  ask(line: Line): void {
    if (line.index !== null) void this.#fetch(line.month, Math.floor(line.index / CHUNK));
  }

  async #fetch(month: string, chunk: number): Promise<void> {
    const key = `${month}/${chunk}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    try {
      this.#rows.set(key, await this.#ipc.month_entries(month, chunk * CHUNK, CHUNK));
    } catch (error) {
      this.#asked.delete(key);
      this.error = error;
    }
  }
}
