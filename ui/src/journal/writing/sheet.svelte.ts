import type { Draft } from '$lib/bindings/Draft';
import type { Entry } from '$lib/bindings/Entry';
import type { FilledSheet } from '$lib/bindings/FilledSheet';
import type { Picture } from '$lib/bindings/Picture';
import type { Template } from '$lib/bindings/Template';
import type { Ipc } from '$lib/ipc';
import { Autosave } from './autosave.svelte';

/** An entry on the desk: what is stored of it and what has been written since. */
export class Sheet {
  readonly id: string;
  readonly autosave: Autosave;
  /** A letter whose day has not come: its text is not here, and nothing may be written. */
  readonly sealed: boolean;
  /** The sizes of the pictures it shows, as far as they are known. */
  readonly pictures: Record<string, Picture>;
  /** What it looks back on, if it looks back: `2026-W47`, `2026-11`, `2026-Q4`, `2026`. */
  readonly review: string | null;
  /** The worksheet or guided reflection it was made with. */
  readonly filled: FilledSheet | null;
  /** The id of the prompt it answers. */
  readonly prompt: string | null;

  kind = $state('');
  written_at = $state('');
  title = $state('');
  tags = $state<string[]>([]);
  favourite = $state(false);
  concealed = $state(false);
  sealed_until = $state<string | null>(null);
  /** The steps of a path that it is gathered under. */
  steps = $state<string[]>([]);
  /** How many words it has, a moment after they were written; null until they were counted. */
  words = $state<number | null>(null);
  /** How often the whole text was replaced from outside the editor, which then begins anew. */
  turns = $state(0);

  /** What is selected in the text, as Markdown; empty while nothing is. The editor that is open says how to find out. */
  passage: () => string = () => '';

  #parents: string[];
  #body: () => string;
  #work: Promise<unknown>[] = [];

  constructor(ipc: Ipc, entry: Entry) {
    this.id = entry.id;
    this.sealed = entry.sealed;
    this.review = entry.review;
    this.prompt = entry.prompt;
    this.filled = entry.sheet;
    this.pictures = Object.fromEntries(entry.pictures.map((picture) => [picture.id, picture]));
    this.kind = entry.kind;
    this.written_at = entry.written_at;
    this.title = entry.title;
    this.tags = [...entry.tags];
    this.favourite = entry.favourite;
    this.concealed = entry.concealed;
    this.sealed_until = entry.sealed_until;
    this.steps = [...entry.steps];
    this.#parents = entry.parents;
    this.#body = () => entry.body;
    const blank = entry.parents.length === 0 && !entry.body && !entry.title;
    this.autosave = new Autosave(
      {
        write: () => ipc.write_draft(this.draft()),
        keep: async () => {
          const kept = await ipc.keep_draft(this.id);
          if (kept) this.#parents = kept.parents;
          return kept !== null;
        },
      },
      blank ? 'blank' : 'saved',
    );
  }

  /** Everything as it is now, ready to be stored. */
  draft(): Draft {
    return {
      id: this.id,
      parents: [...this.#parents],
      kind: this.kind,
      written_at: this.written_at,
      title: this.title,
      tags: [...this.tags],
      favourite: this.favourite,
      concealed: this.concealed,
      sealed_until: this.sealed_until,
      review: this.review,
      steps: [...this.steps],
      prompt: this.prompt,
      body: this.#body(),
    };
  }

  /** The text as it is now: what an editor begins with. */
  get body(): string {
    return this.#body();
  }

  /** The editor's new text; it is only put together when it is saved. */
  write(body: () => string): void {
    this.#body = body;
    this.autosave.changed();
  }

  retitle(title: string): void {
    this.title = title;
    this.autosave.changed();
  }

  tag(tags: string[]): void {
    this.tags = tags;
    this.autosave.changed();
  }

  mark(favourite: boolean): void {
    this.favourite = favourite;
    this.autosave.changed();
  }

  /** Gathers it under these steps of a path. */
  gather(steps: string[]): void {
    this.steps = steps;
    this.autosave.changed();
  }

  conceal(concealed: boolean): void {
    this.concealed = concealed;
    this.autosave.changed();
  }

  /** Makes it another kind; only a letter can be sealed. */
  become(kind: string): void {
    this.kind = kind;
    if (kind !== 'letter') this.sealed_until = null;
    this.autosave.changed();
  }

  /** Moves it to another moment (RFC 3339, with its own offset). */
  move(written_at: string): void {
    this.written_at = written_at;
    this.autosave.changed();
  }

  /** The seal closes when the sheet is stored. */
  seal(until: string | null): void {
    this.sealed_until = until;
    this.autosave.changed();
  }

  /** Whether nothing is written here yet. */
  get blank(): boolean {
    return !this.title.trim() && !this.#body().trim();
  }

  /** Puts a template on a blank sheet. */
  fill({ kind, title, tags, body }: Pick<Template, 'kind' | 'title' | 'tags' | 'body'>): void {
    this.kind = kind;
    this.title = title;
    this.tags = [...this.tags, ...tags.filter((tag) => !this.tags.includes(tag))];
    this.turns += 1;
    this.write(() => body);
  }

  /** Says that something is on its way into the text: a picture that is being taken in. */
  coming(work: Promise<unknown>): void {
    this.#work.push(work);
    void work.finally(() => (this.#work = this.#work.filter((other) => other !== work)));
  }

  /** Stores everything, the words first, then what is still on its way. False when that did not work. */
  async store(): Promise<boolean> {
    const stored = await this.autosave.flush();
    if (this.#work.length === 0) return stored;
    await Promise.allSettled(this.#work);
    return this.autosave.flush();
  }

  /** The whole entry as one Markdown text. */
  get markdown(): string {
    return [this.title && `# ${this.title}`, this.#body()].filter(Boolean).join('\n\n');
  }

  /** Title and text, to be copied when nothing else works. */
  get copy(): string {
    return [this.title, this.#body()].filter(Boolean).join('\n\n');
  }
}
