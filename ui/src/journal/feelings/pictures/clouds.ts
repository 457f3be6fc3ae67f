import type { FeltPoint } from '$lib/bindings/FeltPoint';
import { m } from '$lib/paraglide/messages';
import { energyWords, pleasantWords, type Point } from '../check-in/place';
import type { Days } from './period';

/** Check-ins on the plane over some days. */
export interface Cloud {
  days: Days;
  points: FeltPoint[];
  /** Null while there are too few to have one. */
  middle: Point | null;
}

/** With fewer points, a middle is only one of them. */
const ENOUGH = 5;

export function cloud(points: FeltPoint[], days: Days): Cloud {
  const here = points.filter(({ day }) => day >= days.from && day <= days.to);
  const mean = (of: 'pleasant' | 'energy') => here.reduce((sum, point) => sum + point[of], 0) / here.length;
  return { days, points: here, middle: here.length < ENOUGH ? null : { pleasant: mean('pleasant'), energy: mean('energy') } };
}

/** How fine the points are: the smallest step of a check-in. What lies closer becomes one point. */
const FINE = 20;

/** The points that are drawn: thousands of check-ins share some hundred places. */
export function places(points: FeltPoint[]): (Point & { count: number })[] {
  const found = new Map<string, Point & { count: number }>();
  for (const { pleasant, energy } of points) {
    const at = { pleasant: Math.round(pleasant * FINE) / FINE, energy: Math.round(energy * FINE) / FINE };
    const key = `${at.pleasant} ${at.energy}`;
    found.set(key, { ...at, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

/** A place on the plane in words. */
export const around = ({ pleasant, energy }: Point) => m.feel_place({ pleasant: pleasantWords(pleasant), energy: energyWords(energy) });

/** Where the two middles lie. */
export function sentence(then: Cloud, now: Cloud): string {
  if (!then.middle || !now.middle) return m.feel_clouds_few();
  const [before, later] = [around(then.middle), around(now.middle)];
  return before === later ? m.feel_clouds_same({ place: later }) : m.feel_clouds_apart({ before, now: later });
}
