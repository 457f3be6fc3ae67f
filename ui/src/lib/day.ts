/** Days as they were lived: the date and time written down with an entry, in its own offset, never moved to another zone. */

/** The wall clock of an RFC 3339 date, as a UTC date to format with `timeZone: 'UTC'`. */
export function wallClock(written_at: string): Date {
  return new Date(`${written_at.slice(0, 19)}Z`);
}

const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
  return (written_at: string) => formatter.format(wallClock(written_at));
};

/** 22 */
export const dayNumber = format({ day: 'numeric' });
/** Sun */
export const weekday = format({ weekday: 'short' });
/** Nov */
export const shortMonth = format({ month: 'short' });
/** 2026 */
export const year = format({ year: 'numeric' });
/** Sunday, 22 November 2026 */
export const longDay = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** 14:05 */
export const time = format({ hour: '2-digit', minute: '2-digit' });
/** Sunday, 22 November 2026 at 14:05 */
export const longMoment = format({ dateStyle: 'full', timeStyle: 'short' });

const months = format({ month: 'long', year: 'numeric' });

/** November 2026, from `2026-11`. */
export function monthName(month: string): string {
  return months(`${month}-01T00:00:00`);
}

/** `2026-11-22`, the day it is here and now. */
export function localDay(now: Date): string {
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}

const headline = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** Sunday, 22 November */
export const todayName = (now: Date) => headline.format(now);
/** 14:05 */
export const clockTime = (ms: number) => clock.format(ms);
