import type { CheckIn } from '$lib/bindings/CheckIn';
import { longMoment } from '$lib/day';
import { m } from '$lib/paraglide/messages';
import { placeWords, pointOf } from './place';
import { pulseWords } from './pulse';

/** Everything that a check-in says, line by line, to be copied when nothing else works. */
export function plain(one: CheckIn): string {
  const point = pointOf(one);
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join(', ');
  const named = (label: string, list: { name: string }[]) => (list.length > 0 ? `${label} ${names(list)}` : '');
  const lines = [
    longMoment(one.at), point ? placeWords(point) : '', names(one.feelings),
    named(m.checkins_body(), one.places), named(m.checkins_trigger(), one.triggers), named(m.checkins_need(), one.needs),
    pulseWords(one.pulse), one.trackers.map(({ name, value }) => m.checkin_value({ name, value })).join(', '), one.note.trim(),
  ];
  return lines.filter(Boolean).join('\n');
}
