import type { Library } from '$lib/bindings/Library';
import type { Prompt } from '$lib/bindings/Prompt';
import type { Reflect } from '$lib/bindings/Reflect';
import type { TodaysPrompt } from '$lib/bindings/TodaysPrompt';
import type { Ipc } from '$lib/ipc';
import { USUAL, type Choice, type View } from './choosing';

const put = (list: string[], id: string, on: boolean) => [...list.filter((other) => other !== id), ...(on ? [id] : [])];

/** The library, what became of it, and where one is in it. Everything that asks the shell throws what the shell throws. */
export class Reflecting {
  /** Null until it was asked for. */
  library = $state.raw<Library | null>(null);
  known = $state.raw<Reflect | null>(null);
  view = $state<View>('questions');
  choice = $state.raw<Choice>(USUAL);
  /** How far the page was scrolled. */
  top = 0;
  /** A day's question that was put away and brought back, and what had come in its place. */
  broughtBack: { day: string; today: TodaysPrompt; instead: string | undefined } | null = null;
  #ipc: Ipc;

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  /** The library, fetched once: it stays the same but for own questions, which are changed here. */
  async read(): Promise<Library> {
    return (this.library ??= await this.#ipc.library());
  }

  /** Asks again what became of it. */
  async learn(): Promise<Reflect> {
    return (this.known = await this.#ipc.reflect());
  }

  isFavourite(id: string): boolean {
    return this.known?.favourites.includes(id) ?? false;
  }

  isAway(id: string): boolean {
    return this.known?.hidden.includes(id) ?? false;
  }

  async setFavourite(id: string, on: boolean): Promise<void> {
    await this.#ipc.set_favourite(id, on);
    if (this.known) this.known = { ...this.known, favourites: put(this.known.favourites, id, on) };
  }

  async putAway(id: string, away: boolean): Promise<void> {
    await this.#ipc.set_prompt_hidden(id, away);
    if (this.known) this.known = { ...this.known, hidden: put(this.known.hidden, id, away) };
  }

  /** Shows what waits until it is wanted, or no more. */
  async ask(asked: boolean): Promise<void> {
    // Something else about the person may have been changed meanwhile.
    const { person } = await this.learn();
    await this.#ipc.set_person({ ...person, asked });
    await this.learn();
  }

  /** Keeps a question of one's own; a new one comes first. */
  async save(id: string, text: string): Promise<Prompt> {
    const saved = await this.#ipc.save_prompt(id, text);
    const there = this.library?.prompts.some((prompt) => prompt.id === saved.id);
    this.#change((prompts) => (there ? prompts.map((prompt) => (prompt.id === saved.id ? saved : prompt)) : [saved, ...prompts]));
    return saved;
  }

  async remove(id: string): Promise<void> {
    await this.#ipc.delete_prompt(id);
    this.#change((prompts) => prompts.filter((prompt) => prompt.id !== id));
  }

  #change(change: (prompts: Prompt[]) => Prompt[]): void {
    if (this.library) this.library = { ...this.library, prompts: change(this.library.prompts) };
  }
}

const all = new WeakMap<Ipc, Reflecting>();

/** Kept while the window lives, as its shell does; never written down. */
export function reflecting(ipc: Ipc): Reflecting {
  const kept = all.get(ipc) ?? new Reflecting(ipc);
  all.set(ipc, kept);
  return kept;
}
