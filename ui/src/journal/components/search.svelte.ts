import type { Hit } from '$lib/bindings/Hit';
import type { Ipc } from '$lib/ipc';

const LIMIT = 60;
const PAUSE = 90;

/** Search as one types: the last finds stay until the next are there, and an answer that comes late is dropped. */
export class Search {
  query = $state('');
  /** Null while nothing is searched for. */
  hits = $state.raw<Hit[] | null>(null);
  error = $state.raw<unknown>(null);

  #ipc: Ipc;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  type(query: string, pause = PAUSE): void {
    this.query = query;
    const turn = (this.#turn += 1);
    clearTimeout(this.#timer);
    if (!query.trim()) {
      this.hits = null;
      this.error = null;
      return;
    }
    this.#timer = setTimeout(() => void this.#ask(turn), pause);
  }

  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  async #ask(turn: number): Promise<void> {
    try {
      const hits = await this.#ipc.search(this.query, LIMIT);
      if (turn !== this.#turn) return;
      this.hits = hits;
      this.error = null;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }
}
