import type { Gathered } from '$lib/bindings/Gathered';
import { m } from '$lib/paraglide/messages';

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
const [thisYear, anyYear] = [format({ month: 'long' }), format({ month: 'short', year: 'numeric' })];

/** March – June; with the year where it is not this one. */
export function monthsOf(first: string, last: string, today: string): string {
  const year = today.slice(0, 4);
  const months = first.startsWith(year) && last.startsWith(year) ? thisYear : anyYear;
  return months.formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`));
}

/** What is gathered under a step: April · 11 entries, 2 letters. A count and its word stay on one line, and no line begins with the dot. */
export function gatheredWords({ entries, letters, first, last }: Gathered, today: string): string {
  const others = entries - letters;
  const what = [...(others > 0 ? [m.path_entries({ count: others })] : []), ...(letters > 0 ? [m.path_letters({ count: letters })] : [])];
  return `${monthsOf(first, last, today)}\u00a0· ${what.map((one) => one.replaceAll(' ', '\u00a0')).join(', ')}`;
}
