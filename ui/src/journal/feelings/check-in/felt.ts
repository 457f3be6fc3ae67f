import type { CheckIn } from '$lib/bindings/CheckIn';
import { time } from '$lib/day';
import { m } from '$lib/paraglide/messages';
import { placeWords, pointOf, quarter, type Quarter } from './place';

/** One thing that a check-in says, as a line of a day shows it. */
export interface Said {
  key: string;
  /** The check-in's id. */
  id: string;
  at: string;
  text: string;
  quarter: Quarter | null;
}

/** What stands for a check-in without words. */
function instead(checkIn: CheckIn): string {
  const point = pointOf(checkIn);
  if (point) return placeWords(point);
  if (checkIn.note.trim()) return m.checkin_a_note();
  const [first] = [...checkIn.places, ...checkIn.triggers, ...checkIn.needs, ...checkIn.trackers];
  return first?.name ?? time(checkIn.at);
}

/** What check-ins say in a few words, in the order in which they are given. */
export function said(checkIns: CheckIn[], colours: Map<string, Quarter>): Said[] {
  return checkIns.flatMap((checkIn) => {
    const { id, at } = checkIn;
    const point = pointOf(checkIn);
    const own = point && quarter(point);
    if (checkIn.feelings.length === 0) return [{ key: id, id, at, text: instead(checkIn), quarter: own }];
    return checkIn.feelings.map((felt) => ({ key: `${id} ${felt.id}`, id, at, text: felt.name, quarter: colours.get(felt.id) ?? own }));
  });
}
