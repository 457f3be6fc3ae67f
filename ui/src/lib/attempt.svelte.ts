import { sentence } from '$lib/failure';

/** Something asked of the shell at a time, and in a sentence what went wrong with it. */
export class Attempt {
  trouble = $state('');
  #busy = $state(false);

  /** Whether something is still being done. */
  get busy(): boolean {
    return this.#busy;
  }

  /** False when it failed, or when something else is still being done. */
  async make(work: () => Promise<unknown>): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.trouble = '';
    try {
      await work();
      return true;
    } catch (error) {
      this.trouble = sentence(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }
}
