import type { Gathered } from '$lib/bindings/Gathered';
import type { Mark } from '$lib/bindings/Mark';
import type { PathPlace } from '$lib/bindings/PathPlace';
import type { PathStep } from '$lib/bindings/PathStep';
import type { Walk } from '$lib/bindings/Walk';
import { between } from '../../feelings/pictures/period';
import { stepAlong } from './line';

/** A day that stands out, and how far along the line it is drawn. */
export interface Drawn {
  mark: Mark;
  along: number;
}

/** Older ones are in the list only. */
const MOST = 24;

const dayOf = ({ at }: PathPlace) => at.slice(0, 10);

/** Where one was on a day: on the way from the place before to the one after. */
function amongPlaces(day: string, places: PathPlace[]): number | null {
  const next = places.findIndex((place) => dayOf(place) > day);
  const [before, after] = [places[next < 0 ? places.length - 1 : next - 1], places[next]];
  if (!before || !after) return (before ?? after)?.along ?? null;
  return before.along + ((after.along - before.along) * between(dayOf(before), day)) / between(dayOf(before), dayOf(after));
}

/** The step with something from about that day. */
function amongSteps(day: string, gathered: Gathered[], steps: PathStep[]): number | null {
  const far = ({ first, last }: Gathered) => Math.max(0, between(day, first), between(last, day));
  const near = gathered.reduce<Gathered | null>((best, one) => (best && far(best) <= far(one) ? best : one), null);
  const index = steps.findIndex(({ id }) => id === near?.step);
  return index < 0 ? null : stepAlong(index, steps.length);
}

/**
 * The newest days that stand out, drawn where one was at that time, as far as anything says where. None covers another or what is `taken`;
 * `apart` is how far along they have to lie from each other.
 */
export function marked(marks: Mark[], { places, gathered }: Walk, steps: PathStep[], taken: readonly number[], apart: number): Drawn[] {
  const used = [...taken];
  const free = (along: number) => along >= 0 && along <= 1 && used.every((other) => Math.abs(other - along) >= apart * 0.999);
  return marks.slice(-MOST).flatMap((mark) => {
    const wanted = amongPlaces(mark.day, places) ?? amongSteps(mark.day, gathered, steps);
    if (wanted === null) return [];
    const shifts = Array.from({ length: MOST * 8 }, (_, index) => ((index % 2 === 1 ? -1 : 1) * Math.ceil(index / 2) * apart) / 4);
    const along = shifts.map((shift) => wanted + shift).find(free) ?? wanted;
    used.push(along);
    return [{ mark, along }];
  });
}
