import type { WordFelt } from '$lib/bindings/WordFelt';
import { m } from '$lib/paraglide/messages';
import { firstWeekday, weekdays } from '../../reading/calendar';

/** A word, and how often it was reached for in the two periods. */
export interface Reached {
  /** As it was felt in the period that is looked at, or in the one before if only there. */
  word: WordFelt;
  now: number;
  before: number;
}

/** The words of one or of two periods, those of now first. */
export function reached(now: WordFelt[], before: WordFelt[]): Reached[] {
  const earlier = new Map(before.map((word) => [word.id, word.count]));
  const here = new Set(now.map(({ id }) => id));
  return [
    ...now.map((word) => ({ word, now: word.count, before: earlier.get(word.id) ?? 0 })),
    ...before.filter(({ id }) => !here.has(id)).map((word) => ({ word, now: 0, before: word.count })),
  ];
}

/** How often something was, at one time of many. */
export interface Bar {
  /** Said whole: `14:00`, `Monday`. */
  name: string;
  count: number;
}

const hour = new Intl.DateTimeFormat(undefined, { hour: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(undefined, { month: 'long', timeZone: 'UTC' });

export const byHour = ({ hours }: WordFelt): Bar[] => hours.map((count, index) => ({ name: hour.format(Date.UTC(2024, 0, 1, index)), count }));
export const byMonth = ({ months }: WordFelt): Bar[] => months.map((count, index) => ({ name: month.format(Date.UTC(2024, index)), count }));
/** From the day on with which a week begins here. */
export function byWeekday({ weekdays: counts }: WordFelt): Bar[] {
  const first = firstWeekday();
  return weekdays(first).map(({ long }, index) => ({ name: long, count: counts[(first - 1 + index) % 7] ?? 0 }));
}

/** With fewer, “mostly” says nothing. */
const ENOUGH = 10;
/** The hours with which the parts of a day begin. */
const PARTS: [from: number, said: () => string][] = [[0, m.feel_mostly_night], [5, m.feel_mostly_morning], [12, m.feel_mostly_afternoon], [18, m.feel_mostly_evening]];

/** When more than half of them lie in one part of the day, which. */
export function mostlyAt({ count, hours }: WordFelt): string | null {
  if (count < ENOUGH) return null;
  const sums = PARTS.map(([from], index) => hours.slice(from, PARTS[index + 1]?.[0] ?? 24).reduce((sum, one) => sum + one, 0));
  return PARTS[sums.findIndex((sum) => sum > count / 2)]?.[1]() ?? null;
}

/** The same for one bar of many. */
function most(count: number, bars: Bar[]): string | null {
  return count < ENOUGH ? null : (bars.find((bar) => bar.count > count / 2)?.name ?? null);
}

export function mostlyOn(word: WordFelt): string | null {
  const day = most(word.count, byWeekday(word));
  return day && m.feel_mostly_on({ day });
}

export function mostlyIn(word: WordFelt): string | null {
  const name = most(word.count, byMonth(word));
  return name && m.feel_mostly_in({ month: name });
}
