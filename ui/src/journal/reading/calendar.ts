import { localDay } from '$lib/day';

/** Days as `2026-11-22`, reckoned without any zone: a day of the journal is the day as it was lived. */

const at = (day: string) => new Date(`${day}T00:00:00Z`);
const written = (date: Date) => date.toISOString().slice(0, 10);

/** The day so many days later. */
export function addDays(day: string, count: number): string {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + count);
  return written(date);
}

/** The same day so many months later; the last of the month where there is no such day. */
export function addMonths(day: string, count: number): string {
  const date = at(`${day.slice(0, 7)}-01`);
  date.setUTCMonth(date.getUTCMonth() + count);
  const month = written(date).slice(0, 7);
  const wanted = `${month}-${day.slice(8)}`;
  return wanted > lastDay(month) ? lastDay(month) : wanted;
}

/** The last day of `2026-11`. */
export function lastDay(month: string): string {
  const date = at(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  return written(date);
}

/** The twelve months of a year, `2026-01` to `2026-12`. */
export function monthsOf(year: string): string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
}

/** The weeks of a month; a place outside the month is null. `first` is the weekday a week begins with, 1 (Monday) to 7. */
export function weeks(month: string, first: number): (string | null)[][] {
  const start = `${month}-01`;
  const before = (at(start).getUTCDay() - first + 7) % 7;
  const count = Number(lastDay(month).slice(8));
  return Array.from({ length: Math.ceil((before + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const number = week * 7 + weekday - before + 1;
      return number >= 1 && number <= count ? `${month}-${String(number).padStart(2, '0')}` : null;
    }),
  );
}

/** Where the week of a day begins. */
export function weekStart(day: string, first: number): string {
  return addDays(day, -((at(day).getUTCDay() - first + 7) % 7));
}

interface Week {
  firstDay: number;
}

/** The weekday a week begins with here, 1 (Monday) to 7; Monday where the language does not say. */
export function firstWeekday(): number {
  const locale = new Intl.Locale(new Intl.DateTimeFormat().resolvedOptions().locale) as Intl.Locale & Partial<{ getWeekInfo(): Week; weekInfo: Week }>;
  // Older WebKits have it as a property.
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

/** The day it is here and now. */
export const today = () => localDay(new Date());

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
const [short, long, plain] = [format({ weekday: 'short' }), format({ weekday: 'long' }), format({ dateStyle: 'medium' })];
const [single, whole] = [format({ month: 'short' }), format({ month: 'long' })];

/** The names of the weekdays from the first on, short and whole. */
export function weekdays(first: number): { short: string; long: string }[] {
  // 2024-01-01 was a Monday.
  return Array.from({ length: 7 }, (_, index) => at(addDays('2024-01-01', first - 1 + index))).map((date) => ({ short: short.format(date), long: long.format(date) }));
}

/** November */
export const monthLong = (month: string) => whole.format(at(`${month}-01`));
/** Nov */
export const monthShort = (month: string) => single.format(at(`${month}-01`));
/** 22 Nov 2026 */
export const plainDay = (day: string) => plain.format(at(day));
/** 1 – 22 Nov 2026 */
export const period = (from: string, to: string) => plain.formatRange(at(from), at(to));
