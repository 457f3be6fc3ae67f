import { SvelteMap } from 'svelte/reactivity';
import type { Reply } from '$lib/bindings/Reply';
import type { Desk } from '../../writing/desk.svelte';

const NOTHING: Reply = { heard: '', ask: '', thanks: '' };

/** Whether nothing is said in it. */
export const isBlank = (reply: Reply) => Object.values(reply).every((text) => !text.trim());

/**
 * Answers that were begun, by what they answer. The journal has no place for them before they are made into a file: they wait here while it
 * is open, and nobody closes it on them without being asked.
 */
export class Unsent {
  #all = new SvelteMap<string, Reply>();

  constructor(desk: Desk) {
    desk.also(async () => this.#all.size === 0);
  }

  of(id: string): Reply {
    return this.#all.get(id) ?? NOTHING;
  }

  put(id: string, some: Partial<Reply>): void {
    const reply = { ...this.of(id), ...some };
    if (isBlank(reply)) this.#all.delete(id);
    else this.#all.set(id, reply);
  }

  drop(id: string): void {
    this.#all.delete(id);
  }
}

const all = new WeakMap<Desk, Unsent>();

/** Kept while the window lives, as its desk does; never written down. */
export function unsent(desk: Desk): Unsent {
  const kept = all.get(desk) ?? new Unsent(desk);
  all.set(desk, kept);
  return kept;
}
