import type { Factor } from '$lib/bindings/Factor';
import { m } from '$lib/paraglide/messages';
import type { Measure } from './measures';

type Said = [more: () => string, less: () => string];

const SAID: Record<string, Said> = {
  pleasant: [m.feel_beside_pleasant_more, m.feel_beside_pleasant_less],
  energy: [m.feel_beside_energy_more, m.feel_beside_energy_less],
  trust: [m.feel_beside_trust_more, m.feel_beside_trust_less],
  safe: [m.feel_beside_safe_more, m.feel_beside_safe_less],
  hope: [m.feel_beside_hope_more, m.feel_beside_hope_less],
  closeness: [m.feel_beside_closeness_more, m.feel_beside_closeness_less],
  intrusive: [m.feel_beside_intrusive_more, m.feel_beside_intrusive_less],
};

/** How the higher and the lower days of a measure are spoken of. */
export function beside({ id, kind }: Measure): Said {
  const own: Said = kind === 'yes-no' ? [m.feel_beside_yes, m.feel_beside_no] : [m.feel_beside_more, m.feel_beside_less];
  return Object.hasOwn(SAID, id) ? (SAID[id] ?? own) : own;
}

const KINDS: Record<string, () => string> = { tag: m.feel_factor_tag, trigger: m.feel_factor_trigger, need: m.feel_factor_need, place: m.feel_factor_place, tracker: m.feel_factor_tracker };

/** What sort of thing it is. A tracker stands there for the days on which it was above its mean. */
export function factorKind({ kind, id }: Factor, measures: Measure[]): string {
  if (kind === 'tracker' && measures.some((one) => one.id === `tracker:${id}` && one.kind === 'yes-no')) return m.feel_factor_yes();
  return Object.hasOwn(KINDS, kind) ? (KINDS[kind]?.() ?? kind) : kind;
}
