import { SvelteSet } from 'svelte/reactivity';
import type { Entry } from '$lib/bindings/Entry';
import type { Picture } from '$lib/bindings/Picture';
import type { PlannedEntry } from '$lib/bindings/PlannedEntry';
import { failure, sentence } from '$lib/failure';
import type { Ipc } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { called } from '../../components/called';

/** An entry that was chosen, and what of it goes. */
export class Chosen {
  readonly id: string;
  /** The passage of it that was selected (Markdown), if one was. */
  readonly passage: string | null;
  /** Null until it was read. */
  entry = $state.raw<Entry | null>(null);
  /** The words of its check-ins. */
  felt = $state.raw<string[]>([]);
  /** Whether it is not in the journal any more. */
  gone = $state(false);
  /** Why it could not be read. */
  error = $state.raw<unknown>(null);

  title = $state(true);
  day = $state(true);
  tags = $state(false);
  feelings = $state(false);
  /** Whether only the passage goes. */
  partly = $state(true);
  /** Whether it goes although it is concealed: only because the person said so. */
  agreed = $state(false);
  /** The ids of pictures that do not go. */
  readonly without = new SvelteSet<string>();

  constructor(id: string, passage: string | null = null) {
    this.id = id;
    this.passage = passage || null;
  }

  /** Reads it as it is stored now. */
  async read(ipc: Ipc): Promise<void> {
    try {
      const [entry, checkIns] = await Promise.all([ipc.entry(this.id), ipc.entry_check_ins(this.id)]);
      this.entry = entry;
      this.felt = checkIns.flatMap(({ feelings }) => feelings.map(({ name }) => name)).filter((name, at, all) => all.indexOf(name) === at);
      this.gone = entry.trashed !== null;
      this.error = null;
    } catch (error) {
      this.gone = failure(error).code === 'no_such_entry';
      this.error = this.gone ? null : error;
    }
  }

  get trouble(): string {
    return this.error ? sentence(this.error) : '';
  }

  /** What it is called in a line; of a concealed one nothing is told before its turn. */
  get name(): string {
    if (!this.entry) return m.untitled();
    const { concealed, title, body } = this.entry;
    return called({ concealed: concealed && !this.agreed, title, excerpt: body.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/[*_#>`\\]/g, '').replace(/\s+/g, ' ').trim() });
  }

  /** Whether something of it goes. */
  get goes(): boolean {
    return this.entry !== null && !this.gone && !this.trouble && !this.entry.sealed && (!this.entry.concealed || this.agreed);
  }

  /** The text that goes. */
  get passing(): string | null {
    return this.partly ? this.passage : null;
  }

  /** The pictures of the text that goes. */
  get pictures(): Picture[] {
    const { passing } = this;
    return (this.entry?.pictures ?? []).filter(({ id }) => passing === null || passing.includes(`(picture:${id})`));
  }

  get planned(): PlannedEntry {
    const { id, passing, title, day, tags, feelings } = this;
    return { id, passage: passing, title, day, tags, feelings, pictures: this.pictures.map((picture) => picture.id).filter((picture) => !this.without.has(picture)) };
  }
}
