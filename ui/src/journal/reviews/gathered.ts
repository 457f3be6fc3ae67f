import type { DayValue } from '$lib/bindings/DayValue';
import type { EntryRow } from '$lib/bindings/EntryRow';
import type { Filter } from '$lib/bindings/Filter';
import type { Mark } from '$lib/bindings/Mark';
import type { WordFelt } from '$lib/bindings/WordFelt';
import type { Ipc } from '$lib/ipc';
import { EVERY } from '../feelings/list/check-ins.svelte';
import { measures, type Measure } from '../feelings/pictures/measures';
import { EVERYTHING } from '../reading/filter';
import { before, holds, type Period } from './periods';

/** Rows of entries that are shown; of more, only how many. */
const ROWS = 30;
const PICTURES = 12;
/** The shell gives no more check-ins at once. */
const PART = 500;
const SLIDERS = ['trust', 'safe', 'hope', 'closeness', 'intrusive'];

/** A slider that was noted in a period, as the mean of its days. */
export interface Slider {
  measure: Measure;
  now: number;
  /** In the period before, if it was noted there. */
  then: number | null;
}

/** Everything of one's own that lies in a period. The page that looks back on it is not among the entries. */
export interface Gathered {
  /** That page, if there is one. */
  kept: string | null;
  entries: number;
  checkIns: number;
  /** Favourites first, then the newest. */
  rows: EntryRow[];
  /** Entries whose first picture may be seen, newest first. */
  pictures: EntryRow[];
  /** How pleasant it was. */
  days: DayValue[];
  words: WordFelt[];
  sliders: Slider[];
  marks: Mark[];
}

export async function gather(ipc: Ipc, period: Period): Promise<Gathered> {
  const { from, to } = period;
  const kept = (await ipc.reviews()).find((review) => review.period === period.text)?.id ?? null;
  const find = async (what: Partial<Filter>, most: number) => (await ipc.search({ ...EVERYTHING, from, to, ...what }, 0, most)).map(({ row }) => row);
  const [page, days, favourites, newest, pictured, checkIns, pleasant, words, sliders, marks] = await Promise.all([
    kept ? ipc.entry(kept) : null,
    ipc.days(from, to),
    find({ favourite: true }, ROWS + 1),
    find({}, ROWS + 1),
    find({ pictures: true }, PICTURES * 4),
    count(ipc, period),
    ipc.series('pleasant', from, to),
    ipc.words_felt(from, to),
    compare(ipc, period),
    ipc.marks(from, to),
  ]);
  const here = page !== null && holds(period, page.written_at.slice(0, 10)) ? 1 : 0;
  const rows = [...favourites, ...newest.filter((row) => !row.favourite)].filter(({ id }) => id !== kept);
  return {
    kept,
    entries: days.reduce((sum, { entries }) => sum + entries, 0) - here,
    checkIns,
    rows: rows.slice(0, ROWS),
    pictures: pictured.filter(({ id, picture, concealed, sealed }) => picture && !concealed && !sealed && id !== kept).slice(0, PICTURES),
    days: pleasant.days,
    words,
    sliders,
    marks,
  };
}

async function count(ipc: Ipc, { from, to }: Period): Promise<number> {
  for (let there = 0; ; there += PART) {
    const found = await ipc.check_ins({ ...EVERY, from, to }, there, PART);
    if (found.length < PART) return there + found.length;
  }
}

async function compare(ipc: Ipc, period: Period): Promise<Slider[]> {
  const earlier = before(period);
  const all = await Promise.all(
    measures(SLIDERS, []).map(async (measure) => {
      const [now, then] = await Promise.all([ipc.series(measure.id, period.from, period.to), earlier && ipc.series(measure.id, earlier.from, earlier.to)]);
      return { measure, now: now.mean, then: then?.mean ?? null };
    }),
  );
  return all.flatMap(({ measure, now, then }) => (now === null ? [] : { measure, now, then }));
}
