import type { Person } from '$lib/bindings/Person';
import { sentence } from '$lib/failure';
import type { Ipc } from '$lib/ipc';

/** Who writes, as it is being said: shown at once, and kept at once, one change after the other. */
export class Myself {
  /** As it is shown; null until it was read. */
  person = $state.raw<Person | null>(null);
  trouble = $state('');
  #ipc: Ipc;
  #kept: Person | null = null;
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  async load(): Promise<void> {
    this.trouble = '';
    try {
      this.#kept = (await this.#ipc.reflect()).person;
      this.person = this.#kept;
    } catch (error) {
      this.trouble = sentence(error);
    }
  }

  set(change: Partial<Person>): Promise<void> {
    if (!this.person) return Promise.resolve();
    this.person = { ...this.person, ...change };
    this.trouble = '';
    this.#waiting += 1;
    this.#last = this.#last.then(() => this.#keep(change));
    return this.#last;
  }

  /** Resolves when everything said so far was kept, or could not be. */
  settled(): Promise<void> {
    return this.#last;
  }

  async #keep(change: Partial<Person>): Promise<void> {
    if (!this.#kept) return;
    const next = { ...this.#kept, ...change };
    try {
      await this.#ipc.set_person(next);
      this.#kept = next;
    } catch (error) {
      this.trouble = sentence(error);
    }
    this.#waiting -= 1;
    // What could not be kept must not look as if it were.
    if (this.#waiting === 0) this.person = this.#kept;
  }
}
