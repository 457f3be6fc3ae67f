import { monthName } from '$lib/day';
import { m } from '$lib/paraglide/messages';
import { between } from '../feelings/pictures/period';
import { addDays, lastDay, monthLong, weekStart } from '../reading/calendar';

/** What one can look back on, the shortest first. */
export const LENGTHS = ['week', 'month', 'quarter', 'year'] as const;
export type Length = (typeof LENGTHS)[number];

/** A week (ISO 8601: from Monday on, of the year its Thursday lies in), a month, a quarter or a year. */
export interface Period {
  /** `2026-W47`, `2026-11`, `2026-Q4`, `2026`: what an entry's `review` holds. */
  text: string;
  length: Length;
  /** Its first local day. */
  from: string;
  /** Its last local day. */
  to: string;
}

const MONDAY = 1;
const padded = (number: number) => String(number).padStart(2, '0');
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

/** The period of this length that a day lies in. */
export function containing(day: string, length: Length): Period {
  const [year, month] = [day.slice(0, 4), day.slice(0, 7)];
  if (length === 'year') return { text: year, length, from: `${year}-01-01`, to: `${year}-12-31` };
  if (length === 'month') return { text: month, length, from: `${month}-01`, to: lastDay(month) };
  if (length === 'quarter') {
    const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
    return { text: `${year}-Q${quarter}`, length, from: `${year}-${padded(quarter * 3 - 2)}-01`, to: lastDay(`${year}-${padded(quarter * 3)}`) };
  }
  const from = weekStart(day, MONDAY);
  const thursday = addDays(from, 3);
  const week = Math.floor(between(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
  return { text: `${thursday.slice(0, 4)}-W${padded(week)}`, length, from, to: addDays(from, 6) };
}

/** Reads `2026-W47`, `2026-11`, `2026-Q4` or `2026`; null for anything else, and where years end. */
export function periodOf(text: string): Period | null {
  const [, year = '', week, quarter, month] = /^(?!0000)(\d{4})(?:-W(\d\d)|-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (!year) return null;
  let found: Period;
  if (week) found = containing(addDays(`${year}-01-04`, (Number(week) - 1) * 7), 'week');
  else if (quarter) found = containing(`${year}-${padded(Number(quarter) * 3)}-01`, 'quarter');
  else if (month) found = containing(`${text}-01`, 'month');
  else found = containing(`${year}-01-01`, 'year');
  // A week that its year does not have lies in another one.
  return found.text === text && isDay(found.from) && isDay(found.to) ? found : null;
}

const beside = (day: string, length: Length) => (isDay(day) ? periodOf(containing(day, length).text) : null);

/** The one just before, of the same length. */
export const before = ({ from, length }: Period) => beside(addDays(from, -1), length);
/** The one just after. */
export const after = ({ to, length }: Period) => beside(addDays(to, 1), length);
/** Whether a day lies in it. */
export const holds = ({ from, to }: Period, day: string) => from <= day && day <= to;

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const [dayOfYear, wholeDay] = [format({ day: 'numeric', month: 'long' }), format({ day: 'numeric', month: 'long', year: 'numeric' })];
const [months, wholeMonths, year] = [format({ month: 'long' }), format({ month: 'long', year: 'numeric' }), format({ year: 'numeric' })];

/** Week of 16 November 2026; November 2026; October – December 2026; 2026 */
export function nameOf({ length, from, to }: Period): string {
  if (length === 'week') return m.review_week_of({ day: wholeDay.format(at(from)) });
  if (length === 'month') return monthName(from.slice(0, 7));
  return length === 'quarter' ? wholeMonths.formatRange(at(from), at(to)) : year.format(at(from));
}

/** The same where the year stands above: Week of 16 November; November; October – December */
export function shortName({ length, from, to }: Period): string {
  if (length === 'week') return m.review_week_of({ day: dayOfYear.format(at(from)) });
  if (length === 'month') return monthLong(from.slice(0, 7));
  return length === 'quarter' ? months.formatRange(at(from), at(to)) : year.format(at(from));
}
