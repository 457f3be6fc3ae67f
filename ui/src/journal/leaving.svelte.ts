import { failure, sentence } from '$lib/failure';
import type { Ipc } from '$lib/ipc';
import type { Desk } from './writing/desk.svelte';

/** How long hiding everything may wait for the last words before it locks all the same. */
const PANIC_WAIT = 3000;

/** The ways out of the window. Text is stored first; when that fails, the person decides, except where hiding matters more. */
export class Leaving {
  /** What was asked for and waits for an answer, because something could not be stored. */
  asking = $state<'lock' | 'quit' | null>(null);
  trouble = $state('');

  constructor(
    private ipc: Ipc,
    private desk: Desk,
  ) {}

  async lock(): Promise<void> {
    if (await this.desk.flush()) await this.#do('lock');
    else this.asking = 'lock';
  }

  async quit(): Promise<void> {
    if (await this.desk.flush()) await this.#do('quit');
    else this.asking = 'quit';
  }

  /** The shell locks because nobody is here: the words get one chance, the lock is not put off. */
  async idle(): Promise<void> {
    await this.desk.flush();
    await this.#do('lock');
  }

  /** Blank at once, then hidden, stored, locked: in this order, whatever fails. */
  async panic(): Promise<void> {
    document.documentElement.dataset.covered = '';
    const hidden = this.ipc.hide_now().catch(() => {});
    await Promise.race([this.desk.flush(), new Promise((done) => setTimeout(done, PANIC_WAIT))]);
    await hidden;
    await this.#do('lock');
  }

  stay(): void {
    this.asking = null;
  }

  /** Leaves without the last words, because the person said so. */
  async anyway(): Promise<void> {
    const what = this.asking;
    this.asking = null;
    if (what) await this.#do(what);
  }

  async #do(what: 'lock' | 'quit'): Promise<void> {
    this.trouble = '';
    try {
      await this.ipc[what]();
    } catch (error) {
      // Locked already is what we wanted.
      if (failure(error).code !== 'locked') this.trouble = sentence(error);
    }
  }
}
