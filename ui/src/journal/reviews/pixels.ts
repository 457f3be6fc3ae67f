import { dayNumber, shortMonth, weekday } from '$lib/day';
import { between } from '../feelings/pictures/period';
import { addDays, weekStart } from '../reading/calendar';
import type { Period } from './periods';

/** A day in the drawing, counted from 1. */
export interface Cell {
  day: string;
  column: number;
  row: number;
}

/** A name beside a column. */
export interface Name {
  text: string;
  column: number;
}

/** How the days of a period lie: a week and a month side by side with their names below, longer ones as weeks side by side with the months above. */
export interface Pixels {
  columns: number;
  cells: Cell[];
  names: Name[];
  above: boolean;
}

const noon = (day: string) => `${day}T12:00:00`;

/** `first` is the weekday a week begins with, 1 (Monday) to 7. */
export function pixels({ length, from, to }: Period, first: number): Pixels {
  const days = Array.from({ length: between(from, to) + 1 }, (_, index) => addDays(from, index));
  if (length === 'week' || length === 'month') {
    const cells = days.map((day, index) => ({ day, column: index + 1, row: 1 }));
    const named = length === 'week' ? cells : cells.filter(({ column }) => column % 7 === 1);
    return { columns: days.length, cells, names: named.map(({ day, column }) => ({ column, text: length === 'week' ? weekday(noon(day)) : dayNumber(noon(day)) })), above: false };
  }
  const start = weekStart(from, first);
  const cells = days.map((day) => ({ day, column: Math.floor(between(start, day) / 7) + 1, row: (between(start, day) % 7) + 1 }));
  const names = cells.filter(({ day }) => day.endsWith('-01')).map(({ day, column }) => ({ column, text: shortMonth(noon(day)) }));
  return { columns: cells.at(-1)?.column ?? 1, cells, names, above: true };
}
