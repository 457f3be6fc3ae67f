import type { Draft } from '$lib/bindings/Draft';
import type { Entry } from '$lib/bindings/Entry';
import type { Ipc } from '$lib/ipc';
import { Autosave } from './autosave.svelte';

/** An entry on the desk: what is stored of it and what has been written since. */
export class Sheet {
  readonly id: string;
  readonly kind: string;
  readonly written_at: string;
  readonly autosave: Autosave;

  title = $state('');
  tags = $state<string[]>([]);
  favourite = $state(false);

  #parents: string[];
  #body: () => string;

  constructor(ipc: Ipc, entry: Entry) {
    this.id = entry.id;
    this.kind = entry.kind;
    this.written_at = entry.written_at;
    this.title = entry.title;
    this.tags = [...entry.tags];
    this.favourite = entry.favourite;
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

  /** Title and text, to be copied when nothing else works. */
  get words(): string {
    return [this.title, this.#body()].filter(Boolean).join('\n\n');
  }
}
