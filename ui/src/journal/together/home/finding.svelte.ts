import { sentence } from '$lib/failure';
import type { Ipc } from '$lib/ipc';

const PAUSE = 90;

/** Search in what came, as one types. An answer that comes late is dropped. */
export class Finding {
  words = $state('');
  /** The ids of what has the words; null while nothing is searched for. */
  found = $state.raw<readonly string[] | null>(null);
  trouble = $state('');

  #ipc: Ipc;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  type(words: string): void {
    this.words = words;
    const turn = (this.#turn += 1);
    clearTimeout(this.#timer);
    this.trouble = '';
    if (words.trim()) this.#timer = setTimeout(() => void this.#ask(turn), PAUSE);
    else this.found = null;
  }

  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  async #ask(turn: number): Promise<void> {
    try {
      const rows = await this.#ipc.find_received(this.words);
      if (turn === this.#turn) this.found = rows.map(({ id }) => id);
    } catch (error) {
      if (turn === this.#turn) this.trouble = sentence(error);
    }
  }
}
