import { sentence } from '$lib/failure';

/** What a page asked the journal for. Only the newest question counts; what was there stays until its answer comes. */
export class Asked<T> {
  /** Null until the first answer. */
  answer = $state.raw<T | null>(null);
  trouble = $state('');

  #turn = 0;
  #question: () => Promise<T>;

  constructor(question: () => Promise<T>) {
    this.#question = question;
  }

  /** Asks, or asks again. In an effect, what the question reads before it waits is what it is asked again for. */
  async ask(): Promise<void> {
    const mine = (this.#turn += 1);
    try {
      const answer = await this.#question();
      if (mine !== this.#turn) return;
      this.answer = answer;
      this.trouble = '';
    } catch (error) {
      if (mine === this.#turn) this.trouble = sentence(error);
    }
  }
}
