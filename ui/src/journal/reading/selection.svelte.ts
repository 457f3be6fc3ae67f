import { SvelteMap } from 'svelte/reactivity';
import type { EntryRow } from '$lib/bindings/EntryRow';

/** The entries one has picked to do something with all of them. */
export class Selection {
  active = $state(false);
  #picked = new SvelteMap<string, EntryRow>();
  /** Where a range begins. */
  #from = '';

  get count(): number {
    return this.#picked.size;
  }

  get ids(): string[] {
    return [...this.#picked.keys()];
  }

  /** The same, the first written first. */
  get inOrder(): string[] {
    return [...this.#picked.values()].sort((a, b) => Date.parse(a.written_at) - Date.parse(b.written_at)).map(({ id }) => id);
  }

  /** Every tag that one of them has. */
  get tags(): string[] {
    // Only to leave out what is there twice.
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    return [...new Set([...this.#picked.values()].flatMap((row) => row.tags))].sort((a, b) => a.localeCompare(b));
  }

  has(id: string): boolean {
    return this.#picked.has(id);
  }

  begin(): void {
    this.active = true;
  }

  leave(): void {
    this.active = false;
    this.#from = '';
    this.#picked.clear();
  }

  /** Picks or drops one; with `range`, picks everything from the last one to it. */
  toggle(row: EntryRow, range: boolean, all: EntryRow[]): void {
    const ends = [this.#from, row.id].map((id) => all.findIndex((other) => other.id === id));
    if (range && ends.every((end) => end >= 0)) this.all(all.slice(Math.min(...ends), Math.max(...ends) + 1));
    else if (!this.#picked.delete(row.id)) this.#picked.set(row.id, row);
    this.#from = row.id;
  }

  /** What makes a row of a list something to pick, while one picks. */
  offer(row: EntryRow, all: () => EntryRow[]): { pick?: { picked: boolean; onpick: (range: boolean) => void } } {
    return this.active ? { pick: { picked: this.has(row.id), onpick: (range) => this.toggle(row, range, all()) } } : {};
  }

  all(rows: EntryRow[]): void {
    for (const row of rows) this.#picked.set(row.id, row);
  }
}
