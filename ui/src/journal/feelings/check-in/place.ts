/** Places on the plane of a check-in: unpleasant to pleasant from left to right, low to high energy from bottom to top, -1 to 1 each. */
import { m } from '$lib/paraglide/messages';

export interface Point {
  pleasant: number;
  energy: number;
}

/** The field reaches a little further than the plane, so that a point at its end is whole. */
export const EDGE = 1.1;

/** Where something lies, if that was said. */
export function pointOf({ pleasant, energy }: { pleasant: number | null; energy: number | null }): Point | null {
  return pleasant === null || energy === null ? null : { pleasant, energy };
}

/** A point inside the plane, to hundredths. */
export function inside({ pleasant, energy }: Point): Point {
  const keep = (value: number) => Math.round(Math.max(-1, Math.min(1, value)) * 100) / 100 || 0;
  return { pleasant: keep(pleasant), energy: keep(energy) };
}

/** The four quarters, by the colours they carry everywhere. */
export type Quarter = 'rose' | 'gold' | 'blue' | 'sage';

export function quarter({ pleasant, energy }: Point): Quarter {
  if (pleasant < 0) return energy < 0 ? 'blue' : 'rose';
  return energy < 0 ? 'sage' : 'gold';
}

/** Nearer to the middle than this is neither the one nor the other; then rather, plainly, very. */
const STEPS = [0.1, 0.4, 0.75] as const;

/** The word for a value, out of seven that go from one end to the other. */
function worded(value: number, words: readonly (() => string)[]): string {
  const away = STEPS.filter((step) => Math.abs(value) >= step).length;
  return words[3 + Math.sign(value) * away]?.() ?? '';
}

const PLEASANT = [
  m.checkin_very_unpleasant, m.checkin_unpleasant, m.checkin_rather_unpleasant, m.checkin_neither,
  m.checkin_rather_pleasant, m.checkin_pleasant, m.checkin_very_pleasant,
];
const ENERGY = [
  m.checkin_very_low, m.checkin_low, m.checkin_rather_low, m.checkin_middling,
  m.checkin_rather_high, m.checkin_high, m.checkin_very_high,
];

export const pleasantWords = (value: number) => worded(value, PLEASANT);
export const energyWords = (value: number) => worded(value, ENERGY);

/** “unpleasant, high energy” */
export function placeWords({ pleasant, energy }: Point): string {
  if (Math.max(Math.abs(pleasant), Math.abs(energy)) < STEPS[0]) return m.checkin_middle();
  return m.checkin_place({ pleasant: pleasantWords(pleasant), energy: energyWords(energy) });
}
