import type { Filter } from '$lib/bindings/Filter';
import { m } from '$lib/paraglide/messages';
import { addDays, addMonths, lastDay, period, plainDay } from './calendar';

/** What leaves nothing out. */
export const EVERYTHING: Filter = { words: '', kinds: [], tags: [], feeling: null, favourite: false, pictures: false, from: null, to: null };

/** Whether anything but words narrows the search. */
export function narrows({ kinds, tags, feeling, favourite, pictures, from, to }: Filter): boolean {
  return kinds.length > 0 || tags.length > 0 || feeling !== null || favourite || pictures || from !== null || to !== null;
}

/** Spans of days one often looks for. */
export function presets(today: string): { label: string; from: string; to: string }[] {
  const [month, year] = [today.slice(0, 7), today.slice(0, 4)];
  return [
    { label: m.filter_this_month(), from: `${month}-01`, to: lastDay(month) },
    { label: m.filter_three_months(), from: addDays(addMonths(today, -3), 1), to: today },
    { label: m.filter_this_year(), from: `${year}-01-01`, to: `${year}-12-31` },
    { label: m.filter_one_year(), from: addDays(addMonths(today, -12), 1), to: today },
  ];
}

/** The dates of a filter in words, null when there are none. */
export function dates({ from, to }: Pick<Filter, 'from' | 'to'>): string | null {
  if (from && to) return from === to ? plainDay(from) : period(from, to);
  if (from) return m.filter_since({ day: plainDay(from) });
  return to ? m.filter_until({ day: plainDay(to) }) : null;
}

/** The list with a value in it, or without it when it was there. */
export function toggled(list: string[], value: string): string[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}
