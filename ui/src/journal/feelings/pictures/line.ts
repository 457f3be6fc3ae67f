import type { DayValue } from '$lib/bindings/DayValue';
import type { LinePoint } from '$lib/bindings/LinePoint';
import { addDays, addMonths, monthShort } from '../../reading/calendar';
import { between, length, type Days } from './period';

/** The noted days in the pieces of the smoothed line: where it is broken, so are they. */
export function pieces(days: DayValue[], line: LinePoint[][]): DayValue[][] {
  return line.map((piece) => days.filter(({ day }) => day >= (piece[0]?.day ?? '') && day <= (piece.at(-1)?.day ?? '')));
}

/** Where the smoothed line stands on a day; null where it is broken. */
export function smoothed(line: LinePoint[][], day: string): number | null {
  const piece = line.find((one) => day >= (one[0]?.day ?? '') && day <= (one.at(-1)?.day ?? ''));
  const after = piece?.findIndex((point) => point.day >= day) ?? -1;
  const [here, before] = [piece?.[after], piece?.[after - 1]];
  if (!here) return null;
  if (here.day === day || !before) return here.value;
  return before.value + ((here.value - before.value) * between(before.day, day)) / between(before.day, here.day);
}

export interface Tick {
  day: string;
  label: string;
}

const short = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** The days or months that are named under a line: as many as `most` lets stand side by side. */
export function axis(days: Days, most: number): Tick[] {
  const count = length(days);
  if (count <= 100) {
    const apart = [1, 7, 14, 28].find((step) => count / step <= most) ?? 28;
    return Array.from({ length: Math.ceil(count / apart) }, (_, index) => addDays(days.from, index * apart)).map((day) => ({ day, label: short.format(new Date(`${day}T00:00:00Z`)) }));
  }
  const months = count / 30.4;
  const apart = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((step) => months / step <= most) ?? 6000;
  const ticks: Tick[] = [];
  for (let day = addMonths(`${days.from.slice(0, 7)}-01`, days.from.endsWith('-01') ? 0 : 1); day <= days.to; day = addMonths(day, 1)) {
    const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
    if ((year * 12 + month - 1) % apart === 0) ticks.push({ day, label: month === 1 ? day.slice(0, 4) : monthShort(day.slice(0, 7)) });
  }
  return ticks;
}

/** Where the words of a vertical mark stand: a row, from the top, and a place in it. */
export interface Label {
  row: number;
  left: number;
  width: number;
  /** Whether it stands before its mark. */
  before: boolean;
}

const GAP = 6;
/** Narrower, words say nothing. */
const LEAST = 40;
const ROWS = [0, 1, 2];

/**
 * Puts words beside marks so that none covers another: after their mark, or before it where that leaves them more room, in the first row
 * that is free. Where no row is, words that stand there already are cut short; where nothing legible fits there are none (null).
 * The marks are in order; `wanted` is what their words need.
 */
export function labels(marks: { x: number; wanted: number }[], room: number): (Label | null)[] {
  const last: (Label | null)[] = ROWS.map(() => null);
  const end = (label: Label | null | undefined) => (label ? label.left + label.width + GAP : 0);
  return marks.map(({ x, wanted }) => {
    const legible = Math.min(wanted, LEAST);
    const after = x + GAP;
    const width = Math.min(wanted, room - after);
    const behind = (row: number) => Math.min(wanted, x - GAP - end(last[row]));
    const places = [
      ...ROWS.filter((row) => end(last[row]) <= after).map((row) => ({ row, left: after, width, before: false })),
      ...ROWS.map((row) => ({ row, left: x - GAP - behind(row), width: behind(row), before: true })),
    ];
    const best = places.reduce<Label | null>((one, other) => (one && one.width >= other.width ? one : other), null);
    const crowded = last.findLast((label) => label && !label.before && after - GAP - label.left >= LEAST && end(label) > after);
    const label = best && best.width >= legible ? best : crowded && width >= legible ? { row: crowded.row, left: after, width, before: false } : null;
    if (!label) return null;
    if (label !== best && crowded) crowded.width = after - GAP - crowded.left;
    last[label.row] = label;
    return label;
  });
}
