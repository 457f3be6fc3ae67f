import { getContext, setContext } from 'svelte';
import type { Ipc } from '$lib/ipc';

/** So many small pictures are kept; each is some 30 kB. */
const MOST = 80;

/** Small pictures by id, as addresses the page can show. The oldest are given back. */
export class Thumbnails {
  #ipc: Ipc;
  #urls = new Map<string, Promise<string>>();

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  /** The address of a picture. Throws what the shell throws; the next call asks again. */
  url(id: string): Promise<string> {
    const known = this.#urls.get(id);
    this.#urls.delete(id);
    const url = known ?? this.#fetch(id);
    this.#urls.set(id, url);
    for (const [oldest] of [...this.#urls].slice(0, Math.max(0, this.#urls.size - MOST))) this.#drop(oldest);
    return url;
  }

  /** Gives everything back. */
  clear(): void {
    for (const id of [...this.#urls.keys()]) this.#drop(id);
  }

  async #fetch(id: string): Promise<string> {
    try {
      return URL.createObjectURL(new Blob([await this.#ipc.picture(id, true)]));
    } catch (error) {
      this.#urls.delete(id);
      throw error;
    }
  }

  #drop(id: string): void {
    this.#urls.get(id)?.then((url) => URL.revokeObjectURL(url)).catch(() => {});
    this.#urls.delete(id);
  }
}

const KEY = Symbol('thumbnails');

export function provideThumbnails(thumbnails: Thumbnails): void {
  setContext(KEY, thumbnails);
}

export function useThumbnails(): Thumbnails {
  return getContext<Thumbnails>(KEY);
}
