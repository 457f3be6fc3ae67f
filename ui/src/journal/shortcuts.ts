import { MAC } from './reading/keys';

/** What the keyboard asks for, anywhere in the journal window. */
export type Wish = 'new' | 'palette' | 'search' | 'keys' | 'lock' | 'quit' | 'panic' | 'back' | 'newer' | 'older' | 'checkin';

const WITHIN = 1000;
const WITH_MOD: Record<string, Wish> = { n: 'new', k: 'palette', f: 'search', l: 'lock', q: 'quit', j: 'checkin' };
/** Keys that mean something only where nobody types. */
const ALONE: Record<string, Wish> = { '/': 'search', '?': 'keys' };
const AROUND: Record<string, Wish> = { ArrowUp: 'newer', ArrowDown: 'older', ArrowLeft: 'back' };

const wishIn = (wishes: Record<string, Wish>, key: string): Wish | null => (Object.hasOwn(wishes, key) ? (wishes[key] ?? null) : null);

/** Whether what has the focus takes letters. */
function types(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [contenteditable="true"] *');
}

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
    if (event.key === 'Escape') return 'back';
    // On a Mac, Option and an arrow move through the text.
    if (MAC && event.metaKey && event.key === '[') return 'back';
    if (event.altKey && event.metaKey === MAC && !event.ctrlKey && !event.shiftKey) return wishIn(AROUND, event.key);
    if (event.altKey) return null;
    if (event.ctrlKey || event.metaKey) return event.shiftKey ? null : wishIn(WITH_MOD, event.key.toLowerCase());
    return types(event.target) ? null : wishIn(ALONE, event.key);
  }
}
