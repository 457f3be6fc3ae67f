import { SvelteSet } from 'svelte/reactivity';
import { getContext, setContext } from 'svelte';
import type { Entry } from '$lib/bindings/Entry';
import type { Ipc } from '$lib/ipc';
import type { Autosave } from './autosave.svelte';
import { Sheet } from './sheet.svelte';
import { Timer } from './timer.svelte';

/** What one is at, and what keeps itself: an entry, a check-in, a worksheet. */
export interface Paper {
  readonly autosave: Autosave;
  /** Stores everything. False when that did not work; trying goes on by itself. */
  store(): Promise<boolean>;
  /** All that was put in, as a text, to be copied when nothing else works. */
  readonly copy: string;
}

/** Every paper that is open or not yet safely stored. Whoever wants to close the journal asks here first. */
export class Desk {
  /** Goes on from page to page. */
  readonly timer = new Timer();
  #ipc: Ipc;
  #papers = new SvelteSet<Paper>();
  #others: (() => Promise<boolean>)[] = [];

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  /** Papers whose last save failed. */
  get unstored(): Paper[] {
    return [...this.#papers].filter((paper) => paper.autosave.state === 'failed');
  }

  /** The entries among them. */
  get failing(): Sheet[] {
    return this.unstored.filter((paper) => paper instanceof Sheet);
  }

  /** One of a kind that was left before it could be stored: it is nowhere but here. */
  left<Kind extends Paper>(kind: new (...made: never[]) => Kind, fits: (paper: Kind) => boolean): Kind | undefined {
    return this.unstored.find((paper): paper is Kind => paper instanceof kind && fits(paper));
  }

  /** Lays down a paper that was read or begun: nobody closes the journal before it is stored. */
  lay(paper: Paper): void {
    this.#papers.add(paper);
  }

  /** The sheet of an entry that was read after `flush`; one that could not be stored is still here and is the newer one. */
  take(entry: Entry): Sheet {
    const here = this.#find(entry.id);
    if (here) return here;
    const sheet = new Sheet(this.#ipc, entry);
    this.lay(sheet);
    return sheet;
  }

  /** Opens an entry. What lies here of it is stored first: two sheets of one entry would become two versions of it. */
  async open(id: string): Promise<Sheet> {
    const here = this.#find(id);
    if (here && !(await this.leave(here))) return here;
    // A worksheet that was just left may be the same entry.
    await this.flush();
    return this.take(await this.#ipc.entry(id));
  }

  #find(id: string): Sheet | undefined {
    return [...this.#papers].filter((paper) => paper instanceof Sheet).find((sheet) => sheet.id === id);
  }

  /** Stores a paper and puts it away; one that cannot be stored stays until it can. */
  async leave(paper: Paper): Promise<boolean> {
    this.lay(paper);
    const stored = await paper.store();
    if (stored) this.#papers.delete(paper);
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
    this.#papers.delete(sheet);
  }

  /** Takes in something else that has to be stored before the journal is closed, until the returned function is called. */
  also(store: () => Promise<boolean>): () => void {
    this.#others = [...this.#others, store];
    return () => void (this.#others = this.#others.filter((other) => other !== store));
  }

  /** Stores everything. False when something could not be stored. */
  async flush(): Promise<boolean> {
    const all = await Promise.all([...[...this.#papers].map((paper) => paper.store()), ...this.#others.map((store) => store())]);
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
