import type { DayValue } from '$lib/bindings/DayValue';
import type { EntryRow } from '$lib/bindings/EntryRow';
import type { FeelingsSpan } from '$lib/bindings/FeelingsSpan';
import type { Mark } from '$lib/bindings/Mark';
import type { Tracker } from '$lib/bindings/Tracker';
import type { Ipc } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { markName } from '../../feelings/pictures/marks';
import { rounded, type Measure } from '../../feelings/pictures/measures';
import type { Table } from '../../feelings/pictures/table';
import { plainDay } from '../../reading/calendar';
import { EVERYTHING } from '../../reading/filter';
import { held } from '../../reviews/held';
import { containing, nameOf, periodOf, type Period } from '../../reviews/periods';
import { called } from '../seam/seam';

/** What is told of the entries of a season; more would be a list. */
const MOST = 3;
export const [FIRST, LAST] = ['0001-01-01', '9999-12-31'];

/** Three months of a year. */
export interface Season {
  period: Period;
  /** Whether something was written in it. */
  written: boolean;
  /** How pleasant each of its months was. */
  months: (number | null)[];
  marks: Mark[];
  favourites: EntryRow[];
  /** What pages were kept about, in it. */
  pages: Period[];
}

/** A year that holds something. */
export interface Year {
  year: string;
  /** Without those that are still to come. */
  seasons: Season[];
  /** Whether a page was kept about the whole of it. */
  page: boolean;
}

/** Years that hold nothing, the first and the last of them. */
export interface Gap {
  from: string;
  to: string;
}

export interface LongView {
  /** Oldest first. */
  years: (Year | Gap)[];
  span: FeelingsSpan;
  trackers: Tracker[];
  marks: Mark[];
}

export const isYear = (one: Year | Gap): one is Year => 'seasons' in one;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of the days of each period of a length, by its text, in order. */
export function means(days: DayValue[], length: 'month' | 'quarter'): Map<string, number> {
  const of = new Map<string, number[]>();
  for (const { day, value } of days) {
    const { text } = containing(day, length);
    of.set(text, [...(of.get(text) ?? []), value]);
  }
  return new Map([...of].map(([text, values]) => [text, mean(values)]));
}

const monthsOf = ({ from }: Period) => [0, 1, 2].map((more) => `${from.slice(0, 4)}-${String(Number(from.slice(5, 7)) + more).padStart(2, '0')}`);
const seasonsOf = (year: string) => ['01', '04', '07', '10'].map((month) => containing(`${year}-${month}-01`, 'quarter'));

/** Everything there is of all years; null while there is nothing. */
export async function longView(ipc: Ipc, today: string): Promise<LongView | null> {
  const [span, choices, marks, months, reviews, pleasant] = await Promise.all([
    ipc.feelings_span(), ipc.check_in_choices(), ipc.marks(FIRST, LAST), ipc.months(), ipc.reviews(), ipc.series('pleasant', FIRST, LAST),
  ]);
  const pages = reviews.flatMap(({ period }) => periodOf(period) ?? []);
  const written = new Set(months.map(({ month }) => containing(`${month}-01`, 'quarter').text));
  const felt = means(pleasant.days, 'month');
  const filled = [...new Set([...(await held(ipc, 'year')), ...pages].map(({ to }) => to.slice(0, 4)))].sort();
  if (filled.length === 0) return null;

  const favourites = async ({ from, to }: Period) => (await ipc.search({ ...EVERYTHING, favourite: true, from, to }, 0, MOST)).map(({ row }) => row);
  const season = async (period: Period): Promise<Season> => ({
    period,
    written: written.has(period.text),
    months: monthsOf(period).map((month) => felt.get(month) ?? null),
    marks: marks.filter(({ day }) => day >= period.from && day <= period.to),
    favourites: written.has(period.text) ? await favourites(period) : [],
    // A week belongs to the season it ends in.
    pages: pages.filter(({ length, to }) => length !== 'year' && to >= period.from && to <= period.to).sort((a, b) => a.from.localeCompare(b.from)),
  });
  const year = async (year: string): Promise<Year> => {
    const seasons = await Promise.all(seasonsOf(year).map(season));
    return { year, seasons: seasons.filter((one) => one.period.from <= today || !isEmpty(one)), page: pages.some(({ text }) => text === year) };
  };
  const years = await Promise.all(filled.map(year));
  return { years: withGaps(years, today.slice(0, 4)), span, trackers: choices.trackers, marks };
}

/** Whether there is nothing of it to tell. */
export function isEmpty({ months, marks, favourites, pages }: Season): boolean {
  return months.every((month) => month === null) && marks.length + favourites.length + pages.length === 0;
}

function withGaps(years: Year[], now: string): (Year | Gap)[] {
  const text = (year: number) => String(year).padStart(4, '0');
  const gap = (from: number, to: number): Gap[] => (from > to ? [] : [{ from: text(from), to: text(to) }]);
  const last = Number(years.at(-1)?.year);
  return [
    ...years.flatMap((one, index) => [...gap(Number(years[index - 1]?.year ?? one.year) + 1, Number(one.year) - 1), one]),
    ...gap(last + 1, Number(now)),
  ];
}

/** The same numbers and words, season by season; a page about a whole year comes after its seasons. */
export function tableOf({ years }: LongView, measure: Measure | undefined, line: Map<string, number>): Table {
  const value = (one: number | undefined) => (one === undefined || !measure ? null : rounded(measure, one));
  const pleasant = (one: number | null) => (one === null ? null : Math.round(one * 100) / 100 + 0);
  const row = ({ period, months, marks, favourites, pages }: Season) => [
    nameOf(period),
    ...(measure ? [value(line.get(period.text))] : []),
    ...months.map(pleasant),
    marks.map((mark) => m.feel_mark_named({ day: plainDay(mark.day), words: markName(mark) })).join('; ') || null,
    favourites.map(called).join('; ') || null,
    pages.map(nameOf).join('; ') || null,
  ];
  const none = (year: string): Season => ({ period: containing(`${year}-01-01`, 'year'), written: false, months: [null, null, null], marks: [], favourites: [], pages: [] });
  return {
    caption: m.years_table(),
    name: m.years_table(),
    columns: [
      m.years_col_season(), ...(measure ? [measure.name] : []), m.years_col_first(), m.years_col_second(), m.years_col_third(),
      m.feel_col_stands_out(), m.years_favourites(), m.years_pages(),
    ].map((name) => ({ name })),
    rows: years.filter(isYear).flatMap(({ year, seasons, page }) => [
      ...seasons.filter((season) => !isEmpty(season) || line.has(season.period.text)).map(row),
      ...(page ? [row({ ...none(year), pages: [none(year).period] })] : []),
    ]),
  };
}
