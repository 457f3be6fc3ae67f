import { SvelteSet } from 'svelte/reactivity';
import { getContext, setContext } from 'svelte';
import type { Entry } from '$lib/bindings/Entry';
import type { Ipc } from '$lib/ipc';
import { Sheet } from './sheet.svelte';
import { Timer } from './timer.svelte';

/** Every entry that is open or not yet safely stored. Whoever wants to close the journal asks here first. */
export class Desk {
  /** Goes on from page to page. */
  readonly timer = new Timer();
  #ipc: Ipc;
  #sheets = new SvelteSet<Sheet>();
  #others: (() => Promise<boolean>)[] = [];

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  /** Sheets whose last save failed. */
  get failing(): Sheet[] {
    return [...this.#sheets].filter((sheet) => sheet.autosave.state === 'failed');
  }

  /** The sheet of an entry that was read after `flush`; one that could not be stored is still here and is the newer one. */
  take(entry: Entry): Sheet {
    const here = this.#find(entry.id);
    if (here) return here;
    const sheet = new Sheet(this.#ipc, entry);
    this.#sheets.add(sheet);
    return sheet;
  }

  /** Opens an entry. What lies here of it is stored first: two sheets of one entry would become two versions of it. */
  async open(id: string): Promise<Sheet> {
    const here = this.#find(id);
    if (here && !(await this.leave(here))) return here;
    // A worksheet that was just left may be the same entry.
    await Promise.all(this.#others.map((store) => store()));
    return this.take(await this.#ipc.entry(id));
  }

  #find(id: string): Sheet | undefined {
    return [...this.#sheets].find((sheet) => sheet.id === id);
  }

  /** Stores a sheet and puts it away; one that cannot be stored stays until it can. */
  async leave(sheet: Sheet): Promise<boolean> {
    this.#sheets.add(sheet);
    const stored = await sheet.store();
    if (stored) this.#sheets.delete(sheet);
    return stored;
  }

  /**
   * Puts a sheet away without storing it, because `remove` removes its entry for good: nothing of it is written meanwhile or afterwards.
   * When that fails, the sheet lies here as before.
   */
  async drop(sheet: Sheet, remove: () => Promise<void>): Promise<void> {
    await sheet.autosave.hold();
    try {
      await remove();
    } catch (error) {
      sheet.autosave.release();
      throw error;
    }
    this.#sheets.delete(sheet);
  }

  /** Takes in something else that has to be stored before the journal is closed, until the returned function is called. */
  also(store: () => Promise<boolean>): () => void {
    this.#others = [...this.#others, store];
    return () => void (this.#others = this.#others.filter((other) => other !== store));
  }

  /** Stores everything. False when something could not be stored. */
  async flush(): Promise<boolean> {
    const all = await Promise.all([...[...this.#sheets].map((sheet) => sheet.store()), ...this.#others.map((store) => store())]);
    return all.every(Boolean);
  }
}

const KEY = Symbol('desk');

export function provideDesk(desk: Desk): void {
  setContext(KEY, desk);
}

export function useDesk(): Desk {
  return getContext<Desk>(KEY);
}
