import type { Filter } from '$lib/bindings/Filter';
import type { Hit } from '$lib/bindings/Hit';
import type { Ipc } from '$lib/ipc';
import { EVERYTHING, narrows } from '../reading/filter';

const LIMIT = 60;
const PAUSE = 90;

/** Search as one types: the last finds stay until the next are there, and an answer that comes late is dropped. */
export class Search {
  filter = $state.raw<Filter>(EVERYTHING);
  /** Null while nothing is searched for. */
  hits = $state.raw<Hit[] | null>(null);
  /** Whether there may be more finds than `hits`. */
  more = $state(false);
  error = $state.raw<unknown>(null);

  #ipc: Ipc;
  #limit: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(ipc: Ipc, limit = LIMIT) {
    this.#ipc = ipc;
    this.#limit = limit;
  }

  /** Searches with other words, once the typing pauses. */
  type(words: string): void {
    this.set({ ...this.filter, words }, PAUSE);
  }

  set(filter: Filter, pause = 0): void {
    this.filter = filter;
    const turn = (this.#turn += 1);
    clearTimeout(this.#timer);
    if (filter.words.trim() || narrows(filter)) {
      this.#timer = setTimeout(() => void this.#ask(turn, 0), pause);
      return;
    }
    this.hits = null;
    this.more = false;
    this.error = null;
  }

  /** Adds the next finds. */
  extend(): void {
    if (this.more && this.hits) void this.#ask(this.#turn, this.hits.length);
  }

  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  async #ask(turn: number, offset: number): Promise<void> {
    try {
      const found = await this.#ipc.search(this.filter, offset, this.#limit);
      // Two requests for the same part give it once.
      if (turn !== this.#turn || (offset > 0 && this.hits?.length !== offset)) return;
      this.hits = offset > 0 ? [...(this.hits ?? []), ...found] : found;
      this.more = found.length === this.#limit;
      this.error = null;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }
}
