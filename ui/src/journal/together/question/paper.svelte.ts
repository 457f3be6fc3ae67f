import type { Question } from '$lib/bindings/Question';
import type { Ipc } from '$lib/ipc';
import { Autosave } from '../../writing/autosave.svelte';
import type { Desk, Paper } from '../../writing/desk.svelte';

/** A question and one's own answer while they are being written. They keep themselves, from the first word on. */
export class QuestionPaper implements Paper {
  readonly autosave: Autosave;
  /** Whether the question is one's own, and may be changed. */
  readonly mine: boolean;
  /** Whether it began here, and was not read from the journal. */
  readonly fresh: boolean;
  /** Empty until it was kept once. */
  id = $state('');
  /** Whom it is for; empty until somebody was chosen. */
  partner = $state('');
  text = $state('');
  answer = $state('');

  #ipc: Ipc;
  #removed = false;

  /** Goes on with a question, or begins one for a partner. */
  constructor(ipc: Ipc, begun: Question | { partner: string }) {
    this.#ipc = ipc;
    this.fresh = !('id' in begun);
    this.mine = !('id' in begun) || begun.mine;
    if ('id' in begun) [this.id, this.partner, this.text, this.answer] = [begun.id, begun.with.partner ?? '', begun.text, begun.my_answer];
    else this.partner = begun.partner;
    this.autosave = new Autosave({ write: () => this.#write(), keep: async () => this.id !== '' }, this.fresh ? 'blank' : 'saved');
  }

  /** Whether nothing is written. */
  get blank(): boolean {
    return !this.text.trim() && !this.answer.trim();
  }

  /** Whether there is all that a file needs. */
  get whole(): boolean {
    return this.partner !== '' && this.text.trim() !== '' && this.answer.trim() !== '';
  }

  change(some: Partial<Pick<QuestionPaper, 'partner' | 'text' | 'answer'>>): void {
    Object.assign(this, some);
    // Whom it would be for is nothing yet that could be kept.
    if (this.id === '' && this.blank && this.autosave.settled) return;
    this.autosave.changed();
  }

  /** Keeps everything. False when that did not work; trying goes on by itself. */
  store(): Promise<boolean> {
    return this.autosave.flush();
  }

  get copy(): string {
    return [this.text, this.answer].filter((text) => text.trim()).join('\n\n');
  }

  /** Makes the file that fixes it. Null when that was cancelled, or when the words could not be kept before. Nothing is written meanwhile. */
  async send(): Promise<Question | null> {
    if (!(await this.store())) return null;
    await this.autosave.hold();
    let sent: Question | null = null;
    try {
      sent = await this.#ipc.send_question(this.id);
    } finally {
      if (!sent) this.autosave.release();
    }
    return sent;
  }

  /** Moves it to the trash, with everything that was written last. */
  async remove(): Promise<void> {
    await this.store();
    await this.#ipc.trash_entries([this.id]);
    this.#removed = true;
  }

  async #write(): Promise<void> {
    if (this.#removed || (this.id === '' && this.blank)) return;
    const { id } = await this.#ipc.save_question({ id: this.id, partner: this.partner, text: this.text, my_answer: this.answer });
    this.id = id;
  }
}

/** One that was left before it could be kept; null for the id means one that was begun here. */
export function left(desk: Desk, id: string | null): QuestionPaper | undefined {
  return desk.left(QuestionPaper, (paper) => (id === null ? paper.fresh && paper.id === '' : paper.id === id));
}
