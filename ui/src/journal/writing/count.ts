/** Counting words without being felt: each block is counted once, a few at a time. */
import type { Node } from '@tiptap/pm/model';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const known = new WeakMap<Node, number>();

/** Words as the person's language parts them. */
export function wordsIn(text: string): number {
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
  return words;
}

/** The words of a document; null when `until` (as of `performance.now`) came before all were counted: then it is to be asked again. */
export function countWords(doc: Node, until: number): number | null {
  let words = 0;
  for (let index = 0; index < doc.childCount; index += 1) {
    const block = doc.child(index);
    let own = known.get(block);
    if (own === undefined) {
      if (performance.now() > until) return null;
      own = wordsIn(block.textBetween(0, block.content.size, ' ', ' '));
      known.set(block, own);
    }
    words += own;
  }
  return words;
}

/** No key may wait longer than this for the counting, in milliseconds. */
const SHARE = 5;
/** How long a count may be old while one types. */
const LATE = 1000;

/** Counts in the background whenever it is told that the text changed. */
export class Counter {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private doc: () => Node,
    private tell: (words: number) => void,
  ) {
    this.#later(0);
  }

  changed(): void {
    this.#later(LATE);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #later(delay: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const words = countWords(this.doc(), performance.now() + SHARE);
      if (words === null) this.#later(0);
      else this.tell(words);
    }, delay);
  }
}
