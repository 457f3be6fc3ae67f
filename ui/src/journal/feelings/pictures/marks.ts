import type { Mark } from '$lib/bindings/Mark';
import { m } from '$lib/paraglide/messages';

/** What a marked day is called: its words, or what it stands for. */
export function markName({ text, kind }: Mark): string {
  return text || markKind(kind);
}

/** A kind from a newer version is called as it is stored. */
export function markKind(kind: string): string {
  if (kind === 'setback') return m.feel_setback();
  return kind === 'milestone' ? m.feel_milestone() : kind;
}
