import { m } from '$lib/paraglide/messages';
import { addDays, addMonths, period, plainDay } from '../../reading/calendar';

/** Local days from one to another, both included. */
export interface Days {
  from: string;
  to: string;
}

export const PERIODS = ['weeks-4', 'weeks-12', 'year', 'all'] as const;
export type PeriodName = (typeof PERIODS)[number] | 'own';

/** How many days there are from one day to another, 0 for the same. */
export function between(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** How many days it has. */
export const length = ({ from, to }: Days) => between(from, to) + 1;

/** The days of a period that ends today; all of them are those from the first to the last check-in, and until today. */
export function days(name: Exclude<PeriodName, 'own'>, today: string, first: string, last: string): Days {
  if (name === 'weeks-4') return { from: addDays(today, -27), to: today };
  if (name === 'weeks-12') return { from: addDays(today, -83), to: today };
  if (name === 'year') return { from: addDays(addMonths(today, -12), 1), to: today };
  return { from: first < today ? first : today, to: last > today ? last : today };
}

/** As many days, just before. */
export function justBefore(days: Days): Days {
  return { from: addDays(days.from, -length(days)), to: addDays(days.from, -1) };
}

/** The first and the last third; of very few days, the halves. */
export function stretches(days: Days): [Days, Days] {
  const third = Math.max(1, Math.floor(length(days) / 3));
  return [{ from: days.from, to: addDays(days.from, third - 1) }, { from: addDays(days.to, 1 - third), to: days.to }];
}

/** The dates in words. */
export const dates = ({ from, to }: Days) => (from === to ? plainDay(from) : period(from, to));

/** What a period is called beside a picture. */
export function called(name: PeriodName, days: Days): string {
  if (name === 'weeks-4') return m.feel_4_weeks();
  if (name === 'weeks-12') return m.feel_12_weeks();
  if (name === 'year') return m.feel_a_year();
  return name === 'all' ? m.feel_since({ day: plainDay(days.from) }) : dates(days);
}
