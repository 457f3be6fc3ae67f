import type { Tracker } from '$lib/bindings/Tracker';
import type { TrackerKind } from '$lib/bindings/TrackerKind';
import { m } from '$lib/paraglide/messages';
import { energyWords, pleasantWords } from '../check-in/place';

/** Something that check-ins note as a number. */
export interface Measure {
  /** As the journal knows it: `trust`, `tracker:ID`. */
  id: string;
  name: string;
  kind: 'pleasant' | 'energy' | TrackerKind;
  /** Whether its colours run from unpleasant to pleasant; the others have one colour that takes no side. */
  felt: boolean;
}

const PULSE: Record<string, () => string> = {
  trust: m.feel_measure_trust,
  safe: m.feel_measure_safe,
  hope: m.feel_measure_hope,
  closeness: m.feel_measure_closeness,
  intrusive: m.feel_measure_intrusive,
};
const OWN = 'tracker:';

/** The measures that were noted, in the order in which they are offered: the pulse, the plane, own trackers. */
export function measures(noted: string[], trackers: Tracker[]): Measure[] {
  const all: Measure[] = [
    ...Object.entries(PULSE).map(([id, name]) => ({ id, name: name(), kind: 'scale' as const, felt: id !== 'intrusive' })),
    { id: 'pleasant', name: m.feel_measure_pleasant(), kind: 'pleasant', felt: true },
    { id: 'energy', name: m.feel_measure_energy(), kind: 'energy', felt: false },
    ...trackers.map(({ id, name, kind }) => ({ id: OWN + id, name, kind, felt: false })),
  ];
  // What another program noted, without its tracker.
  const unknown = noted.filter((id) => !all.some((one) => one.id === id));
  return [...all.filter(({ id }) => noted.includes(id)), ...unknown.map((id) => ({ id, name: m.feel_measure_unknown(), kind: 'count' as const, felt: false }))];
}

const onPlane = ({ kind }: Measure) => kind === 'pleasant' || kind === 'energy';
const digits = (measure: Measure) => (onPlane(measure) ? 2 : 1);

/** As exact as it is worth saying. Never minus zero. */
export function rounded(measure: Measure, value: number): number {
  const unit = 10 ** digits(measure);
  return Math.round(value * unit) / unit + 0;
}

const written = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** The number as it is written here. */
export const number = (measure: Measure, value: number) => written.format(rounded(measure, value));

/** The ends of its scale. A count has no upper end: it is the next round number above what was noted. */
export function ends(measure: Measure, highest: number): [low: number, high: number] {
  if (onPlane(measure)) return [-1, 1];
  if (measure.kind !== 'count') return [0, measure.kind === 'yes-no' ? 1 : 10];
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  return [0, [2, 4, 6, 8, 10].map((step) => step * unit).find((high) => high >= highest) ?? highest];
}

/** The lines of its grid, from the bottom up. */
export function grid(measure: Measure, [low, high]: [number, number]): { value: number; label: string }[] {
  if (measure.kind === 'yes-no') return [{ value: 0, label: m.feel_no() }, { value: 1, label: m.feel_yes() }];
  const words = measure.kind === 'pleasant' ? [m.checkin_unpleasant(), m.feel_in_between(), m.checkin_pleasant()] : measure.kind === 'energy' ? [m.checkin_low(), m.checkin_middling(), m.checkin_high()] : null;
  return [low, (low + high) / 2, high].map((value, index) => ({ value, label: words?.[index] ?? written.format(value) }));
}

/** Where a value lies on a scale, in five steps from 0 to 4. */
export function step(value: number, [low, high]: [number, number]): number {
  const part = (value - low) / (high - low || 1);
  // 0.6 on the plane is 0.8 of it, and not a hair less.
  return Math.max(0, Math.min(4, Math.floor(part * 5 + 1e-9)));
}

/** A value in words and numbers: “rather pleasant, 0.4”, “6”, “yes”. */
export function said(measure: Measure, value: number): string {
  if (measure.kind === 'pleasant') return m.feel_said({ words: pleasantWords(value), number: number(measure, value) });
  if (measure.kind === 'energy') return m.feel_said({ words: energyWords(value), number: number(measure, value) });
  if (measure.kind !== 'yes-no') return number(measure, value);
  return value === 1 ? m.feel_yes() : value === 0 ? m.feel_no() : m.feel_said({ words: m.feel_yes_and_no(), number: number(measure, value) });
}

/** What stands at the two ends of its colours. */
export function endWords(measure: Measure): [low: string, high: string] {
  if (measure.kind === 'pleasant') return [m.checkin_unpleasant(), m.checkin_pleasant()];
  if (measure.kind === 'energy') return [m.checkin_low(), m.checkin_high()];
  return measure.kind === 'yes-no' ? [m.feel_no(), m.feel_yes()] : [m.feel_lower(), m.feel_higher()];
}
