import type { Sheet } from '$lib/bindings/Sheet';
import type { SheetAnswer } from '$lib/bindings/SheetAnswer';
import type { SheetDraft } from '$lib/bindings/SheetDraft';
import type { Ipc } from '$lib/ipc';
import { Autosave } from '../../writing/autosave.svelte';
import type { Desk, Paper } from '../../writing/desk.svelte';
import { isEmpty, plain } from './answers';

/** A worksheet or guided reflection while one is at it. It keeps itself, from the first thing that was put in. */
export class Filling implements Paper {
  readonly id: string;
  readonly sheet: Sheet;
  /** Whether it began here, and was not read from the journal. */
  readonly fresh: boolean;
  readonly autosave: Autosave;
  /** As it is now. */
  now = $state.raw<SheetDraft>() as SheetDraft;
  /** Whether it is in the journal. */
  stored = $state(false);

  #ipc: Ipc;

  constructor(ipc: Ipc, sheet: Sheet, draft: SheetDraft, fresh: boolean) {
    this.#ipc = ipc;
    this.id = draft.id;
    this.sheet = sheet;
    this.fresh = fresh;
    this.stored = !fresh;
    // One that was at its end is read from its first question again.
    this.now = { ...draft, page: draft.page < sheet.steps.length ? draft.page : 0 };
    this.autosave = new Autosave({ write: () => this.#write(), keep: () => this.#keep() }, fresh ? 'blank' : 'saved');
  }

  /** Whether nothing was put in. */
  get blank(): boolean {
    return Object.values(this.now.answers).every((answer) => answer === undefined || isEmpty(answer));
  }

  /** Whether the last question lies behind. */
  get ended(): boolean {
    return this.now.page >= this.sheet.steps.length;
  }

  /** Puts something into a field, or takes it out again. */
  put(field: string, answer: SheetAnswer | undefined): void {
    const others = Object.entries(this.now.answers).filter(([other]) => other !== field);
    this.now = { ...this.now, answers: Object.fromEntries(answer === undefined ? others : [...others, [field, answer]]) };
    this.autosave.changed();
  }

  /** Goes to a page; behind the last question is the end. */
  turn(page: number): void {
    this.now = { ...this.now, page, done: this.now.done || page >= this.sheet.steps.length };
    if (this.stored || !this.blank) this.autosave.changed();
  }

  /** Keeps everything. False when that did not work; trying goes on by itself. */
  store(): Promise<boolean> {
    return this.autosave.flush();
  }

  get copy(): string {
    return plain(this.sheet, this.now);
  }

  async #write(): Promise<void> {
    if (this.blank && !this.stored) return;
    await this.#ipc.write_sheet(this.now);
    this.stored = true;
  }

  async #keep(): Promise<boolean> {
    if (!this.stored) return false;
    const kept = await this.#ipc.keep_draft(this.id);
    if (kept) this.now = { ...this.now, parents: kept.parents };
    // Everything was taken out before it was ever kept: it is not there any more.
    else this.stored = false;
    return this.stored;
  }
}

/** One that was left before it could be kept: by its entry's id, or a new one of this worksheet. */
export function left(desk: Desk, id: string | null, sheet: string | null): Filling | undefined {
  return desk.left(Filling, (filling) => (id === null ? filling.fresh && filling.sheet.id === sheet : filling.id === id));
}
