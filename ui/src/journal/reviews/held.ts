import type { Ipc } from '$lib/ipc';
import { EVERY } from '../feelings/list/check-ins.svelte';
import { addDays } from '../reading/calendar';
import { containing, type Length, type Period, periodOf } from './periods';

const [FIRST, LAST] = ['0001-01-01', '9999-12-31'];

/** The periods of one length that hold an entry, a check-in or a mark, or that a page is about (their texts), newest first. */
export async function held(ipc: Ipc, length: Length, pages: Iterable<string> = []): Promise<Period[]> {
  const [days, points, marks, span] = await Promise.all([ipc.days(FIRST, LAST), ipc.felt_points(FIRST, LAST), ipc.marks(FIRST, LAST), ipc.feelings_span()]);
  const about = [...pages].flatMap((text) => periodOf(text) ?? []).filter((period) => period.length === length);
  const of = new Set([...days, ...points, ...marks].map(({ day }) => day));
  const found = new Map([...about, ...[...of].map((day) => containing(day, length))].map((period) => [period.text, period]));
  // A check-in without a place on the plane may be all there is.
  if (span.first && span.last && span.check_ins > points.length) {
    const gaps = between([...found.values()], span.first, span.last);
    for (const period of (await Promise.all(gaps.map((gap) => within(ipc, gap.from, gap.to, length)))).flat()) found.set(period.text, period);
  }
  return newestFirst([...found.values()]);
}

const newestFirst = (periods: Period[]) => periods.sort((a, b) => b.from.localeCompare(a.from));

/** What lies between periods, from one day to another. */
function between(periods: Period[], first: string, last: string): { from: string; to: string }[] {
  const gaps: { from: string; to: string }[] = [];
  let to = last;
  for (const period of newestFirst(periods)) {
    const from = addDays(period.to, 1);
    if (from <= to) gaps.push({ from: from < first ? first : from, to });
    if (period.from <= to) to = addDays(period.from, -1);
  }
  return [...gaps, { from: first, to }].filter((gap) => gap.from <= gap.to);
}

/** The periods of check-ins between two days: from the newest to the next. */
async function within(ipc: Ipc, from: string, to: string, length: Length): Promise<Period[]> {
  const found: Period[] = [];
  for (let last = to; from <= last; ) {
    const [newest] = await ipc.check_ins({ ...EVERY, from, to: last }, 0, 1);
    if (!newest) break;
    const period = containing(newest.at.slice(0, 10), length);
    found.push(period);
    last = addDays(period.from, -1);
  }
  return found;
}
