import type { PathStep } from '$lib/bindings/PathStep';
import { m } from '$lib/paraglide/messages';
import { settled, stepAlong, stepAt } from '../drawn/line';

/** About half way between two steps, in parts of the way. */
const MIDDLE = 0.36;

/** A place on the line by the names of its steps: at one, near it, between two, or at either end. */
export function placeWords(along: number, steps: PathStep[]): string {
  const count = steps.length;
  const index = stepAt(along, count);
  const here = steps[index];
  if (!here) return '';
  const step = stepAlong(index, count);
  if (settled(along, count) === step) return here.title;
  if (Math.abs(along - step) * count < MIDDLE) return m.path_place_near({ step: here.title });
  const other = steps[along < step ? index - 1 : index + 1];
  if (!other) return along < step ? m.path_place_begins() : m.path_place_on();
  const [one, next] = along < step ? [other, here] : [here, other];
  return m.path_place_between({ one: one.title, other: next.title });
}
