import type { CheckIn } from '$lib/bindings/CheckIn';
import type { Tracker } from '$lib/bindings/Tracker';
import { m } from '$lib/paraglide/messages';
import { placeWords, pointOf } from '../check-in/place';
import { measures, said } from '../pictures/measures';

/** Where a check-in lies, in words; null when that was not said. */
export function place(one: CheckIn): string | null {
  const point = pointOf(one);
  return point && placeWords(point);
}

/** What a check-in is called in one line: its words, else its place, else what it is. */
export const title = (one: CheckIn) => one.feelings.map(({ name }) => name).join(', ') || place(one) || m.kind_check_in();

/** What own trackers held, under the names they had then. */
export function tracked({ trackers }: CheckIn, known: Tracker[]): { name: string; value: string }[] {
  return trackers.flatMap(({ id, name, value }) => measures([`tracker:${id}`], known).map((measure) => ({ name, value: said(measure, value) })));
}
