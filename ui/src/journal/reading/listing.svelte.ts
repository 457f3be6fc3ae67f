import { sentence } from '$lib/failure';

/** What a page lists: asked for, changed and asked for again, with what there is to say about it. */
export class Listing<T> {
  /** Null until it came. */
  items = $state.raw<T[] | null>(null);
  trouble = $state('');
  /** What was just done. */
  news = $state('');

  #ask: () => Promise<T[]>;

  constructor(ask: () => Promise<T[]>) {
    this.#ask = ask;
  }

  async load(): Promise<void> {
    this.trouble = '';
    try {
      this.items = await this.#ask();
    } catch (error) {
      this.trouble = sentence(error);
    }
  }

  /** Changes something in the journal, then lists what is there now and says what was done. */
  async change<Result>(what: () => Promise<Result>, said: (result: Result) => string): Promise<void> {
    this.news = '';
    try {
      const result = await what();
      await this.load();
      this.news = said(result);
    } catch (error) {
      this.trouble = sentence(error);
    }
  }
}
