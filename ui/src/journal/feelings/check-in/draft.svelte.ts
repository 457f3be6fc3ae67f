import type { CheckIn } from '$lib/bindings/CheckIn';
import type { Named } from '$lib/bindings/Named';
import type { Ipc } from '$lib/ipc';
import { Autosave } from '../../writing/autosave.svelte';
import type { Desk, Paper } from '../../writing/desk.svelte';
import { plain } from './plain';
import { written } from './words';

/** Whether nothing was said. */
export function isBlank({ pleasant, feelings, places, triggers, needs, pulse, trackers, note }: CheckIn): boolean {
  const lists = [feelings, places, triggers, needs, trackers];
  return pleasant === null && lists.every((list) => list.length === 0) && Object.values(pulse).every((value) => value === null) && !note.trim();
}

/** What was just typed has no id yet: takes over those that keeping gave. */
const named = (now: Named[], kept: Named[]) => now.map((one) => (one.id ? one : (written(kept, one.name) ?? one)));

/** A check-in while one is at it. It keeps itself. */
export class CheckInDraft implements Paper {
  readonly autosave: Autosave;
  /** As it is now. */
  now = $state.raw<CheckIn>() as CheckIn;
  /** Whether it is in the journal. */
  stored = $state(false);
  /** When it began, if it began here. */
  readonly begun: string | null;

  #ipc: Ipc;
  #removed = false;
  #trashing = false;

  constructor(ipc: Ipc, checkIn: CheckIn, stored: boolean) {
    this.#ipc = ipc;
    this.now = checkIn;
    this.stored = stored;
    this.begun = stored ? null : checkIn.at;
    this.autosave = new Autosave({ write: () => this.#write(), keep: async () => this.stored }, stored ? 'saved' : 'blank');
  }

  change(some: Partial<CheckIn>): void {
    this.now = { ...this.now, ...some };
    this.autosave.changed();
  }

  /** Keeps what was said until now. False when that did not work; trying goes on by itself. */
  async store(): Promise<boolean> {
    // Throwing something away has everything stored first, also this.
    return this.#trashing || this.autosave.flush();
  }

  get copy(): string {
    return plain(this.now);
  }

  /** Moves it to the trash, with everything that was said last. */
  async remove(): Promise<void> {
    await this.store();
    await this.#ipc.trash_entries([this.now.id]);
    this.#removed = true;
  }

  async #write(): Promise<void> {
    if (this.#removed) return;
    if (!isBlank(this.now)) {
      const kept = await this.#ipc.save_check_in(this.now);
      this.stored = true;
      const { triggers, needs } = this.now;
      this.now = { ...this.now, triggers: named(triggers, kept.triggers), needs: named(needs, kept.needs) };
    } else if (this.stored) {
      // Everything was taken back: what was said before lies in the trash, and comes out of it with the next word.
      this.#trashing = true;
      try {
        await this.#ipc.trash_entries([this.now.id]);
      } finally {
        this.#trashing = false;
      }
      this.stored = false;
    }
  }
}

/** One that was left before it could be kept; null for the id means a new one of this entry, or of none. */
export function left(desk: Desk, id: string | null, entry: string | null): CheckInDraft | undefined {
  return desk.left(CheckInDraft, ({ now, begun }) => (id === null ? begun !== null && now.entry === entry : now.id === id));
}
