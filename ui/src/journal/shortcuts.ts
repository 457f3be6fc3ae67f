/** What the keyboard asks for, anywhere in the journal window. */
export type Wish = 'new' | 'search' | 'lock' | 'quit' | 'panic' | 'back';

const WITHIN = 1000;

export class Shortcuts {
  #shifts: number[] = [];

  /** What this key means, if anything. Shift three times in a second is the panic key, so it must be the only key in between. */
  wish(event: KeyboardEvent, now = performance.now()): Wish | null {
    if (event.key === 'Shift') {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return null;
      this.#shifts = [...this.#shifts.filter((at) => now - at <= WITHIN), now];
      if (this.#shifts.length < 3) return null;
      this.#shifts = [];
      return 'panic';
    }
    this.#shifts = [];
    if (event.isComposing) return null;
    if (event.altKey && event.key === 'ArrowLeft') return 'back';
    if (event.key === 'Escape') return 'back';
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return null;
    const wishes: Record<string, Wish> = { n: 'new', k: 'search', l: 'lock', q: 'quit' };
    const key = event.key.toLowerCase();
    return Object.hasOwn(wishes, key) ? (wishes[key] as Wish) : null;
  }
}
