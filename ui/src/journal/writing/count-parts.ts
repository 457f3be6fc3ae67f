/** Counting the words of a text too long to be drawn: each part once, again only when something was written in it, and never while one types. */
import { wordsIn } from './count';

/** What is counted in one go ends before a blank. Segmenting costs more than twice as much for twice as many signs. */
const SLICE = /[^]{1,2000}(?=\s|$)|[^]{1,2000}/gu;
/** No key may wait longer than this for the counting, in milliseconds. */
const SHARE = 5;
/** How long one must have stopped typing. */
const PAUSE = 1000;

/** Counts in the background, at first and whenever it is told that a part changed. */
export class PartCounter {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #words = new Map<number, number>();

  constructor(
    private parts: readonly string[],
    private tell: (words: number) => void,
  ) {
    this.#later(0);
  }

  changed(part: number): void {
    this.#words.delete(part);
    this.#later(PAUSE);
  }

  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  #later(delay: number): void {
    this.stop();
    this.#timer = setTimeout(() => void this.#count(this.#turn), delay);
  }

  async #count(turn: number): Promise<void> {
    let until = performance.now() + SHARE;
    for (const [part, text] of this.parts.entries()) {
      if (this.#words.has(part)) continue;
      let words = 0;
      for (const [slice] of text.matchAll(SLICE)) {
        words += wordsIn(slice);
        if (performance.now() < until) continue;
        await new Promise((resolve) => setTimeout(resolve));
        if (turn !== this.#turn) return;
        until = performance.now() + SHARE;
      }
      this.#words.set(part, words);
    }
    this.tell([...this.#words.values()].reduce((sum, words) => sum + words, 0));
  }
}
