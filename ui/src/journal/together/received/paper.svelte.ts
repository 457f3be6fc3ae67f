import type { Reply } from '$lib/bindings/Reply';
import type { Ipc } from '$lib/ipc';
import { Autosave } from '../../writing/autosave.svelte';
import type { Desk, Paper } from '../../writing/desk.svelte';

const NOTHING: Reply = { heard: '', ask: '', thanks: '' };

/** An answer to what came while it is being written. It keeps itself, until it is made into a file or thrown away. */
export class ReplyPaper implements Paper {
  readonly autosave: Autosave;
  /** The id of what it answers. */
  readonly received: string;
  reply = $state.raw<Reply>(NOTHING);

  #ipc: Ipc;

  /** Goes on with one as far as it was written, or begins one. */
  constructor(ipc: Ipc, received: string, draft: Reply | null) {
    this.#ipc = ipc;
    this.received = received;
    this.reply = draft ?? NOTHING;
    this.autosave = new Autosave({ write: () => this.#save(), keep: async () => !this.blank }, this.blank ? 'blank' : 'saved');
  }

  /** Whether nothing is said in it. */
  get blank(): boolean {
    return Object.values(this.reply).every((text) => !text.trim());
  }

  change(some: Partial<Reply>): void {
    this.reply = { ...this.reply, ...some };
    this.autosave.changed();
  }

  /** Keeps everything. False when that did not work; trying goes on by itself. */
  store(): Promise<boolean> {
    return this.autosave.flush();
  }

  get copy(): string {
    const { heard, ask, thanks } = this.reply;
    return [heard, ask, thanks].filter((text) => text.trim()).join('\n\n');
  }

  /** Makes the file, which takes the words along. False when that was cancelled, or when they could not be kept before. */
  async send(): Promise<boolean> {
    if (!(await this.store())) return false;
    const sent = await this.#still(() => this.#ipc.send_reply(this.received, this.reply));
    if (sent) this.#clear();
    return sent;
  }

  /** Throws the words away. When that fails, they are here as before. */
  async drop(): Promise<void> {
    await this.#still(async () => {
      await this.#ipc.save_reply(this.received, NOTHING);
      return true;
    });
    this.#clear();
  }

  /** Moves what it answers to the trash; undoing brings both back. False when the last words could not be kept before. */
  async remove(): Promise<boolean> {
    if (!(await this.store())) return false;
    return this.#still(async () => {
      await this.#ipc.trash_entries([this.received]);
      return true;
    });
  }

  /** Does what ends it, with nothing written meanwhile, nor afterwards unless it did not come to it. */
  async #still(act: () => Promise<boolean>): Promise<boolean> {
    await this.autosave.hold();
    let done = false;
    try {
      done = await act();
    } finally {
      if (!done) this.autosave.release();
    }
    return done;
  }

  /** Another may be begun. */
  #clear(): void {
    this.reply = NOTHING;
    this.autosave.release();
  }

  #save(): Promise<void> {
    return this.#ipc.save_reply(this.received, this.blank ? NOTHING : this.reply);
  }
}

/** One that was left before it could be kept. */
export function left(desk: Desk, received: string): ReplyPaper | undefined {
  return desk.left(ReplyPaper, (paper) => paper.received === received);
}
