/** The drawn path: a line through its steps, as one walks along it from 0 to 1. */

export interface Point {
  x: number;
  y: number;
}

/** A point that the line goes through, and how far along it lies. */
export interface Knot extends Point {
  along: number;
}

export type Line = (along: number) => Point;

/** How far along a step stands: in the middle of its part, so that the line begins before the first and goes on behind the last. */
export const stepAlong = (index: number, count: number) => (index + 0.5) / count;

/** The step that a place is nearest to. */
export const stepAt = (along: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(along * count)));

/** Nearer to a step than this part of the way to the next, one stands at it. */
const AT = 0.2;

/** A place as it is drawn: at a step, where it is near enough. */
export function settled(along: number, count: number): number {
  const step = stepAlong(stepAt(along, count), count);
  return Math.abs(along - step) < AT / count ? step : along;
}

/** A gently bent line through knots that lie in order. */
export function through(knots: readonly Knot[]): Line {
  const end = knots.length - 1;
  const knot = (index: number) => knots[Math.max(0, Math.min(end, index))] ?? { along: 0, x: 0, y: 0 };
  const slope = (index: number, of: 'x' | 'y') => {
    const [before, after] = [knot(index - 1), knot(index + 1)];
    return (after[of] - before[of]) / (after.along - before.along || 1);
  };
  return (wanted) => {
    const along = Math.max(0, Math.min(1, wanted));
    const next = Math.max(1, knots.findIndex((one) => one.along >= along));
    const [from, to] = [knot(next - 1), knot(next)];
    const way = to.along - from.along || 1;
    const part = (along - from.along) / way;
    const [two, three] = [part * part, part * part * part];
    // A cubic Hermite curve, its slopes those between the neighbours.
    const at = (of: 'x' | 'y') =>
      (2 * three - 3 * two + 1) * from[of] + (three - 2 * two + part) * way * slope(next - 1, of) + (3 * two - 2 * three) * to[of] + (three - two) * way * slope(next, of);
    return { x: at('x'), y: at('y') };
  };
}

const written = (points: Point[]) => points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** More would not be seen. */
const SMOOTH = 160;

/** The whole line, as SVG writes it. */
export function drawn(line: Line): string {
  return written(Array.from({ length: SMOOTH + 1 }, (_, index) => line(index / SMOOTH)));
}

/** How a line that goes from left to right lies in its room. All in pixels. */
export interface Ground {
  width: number;
  /** Left of where it begins, and right of where it goes on. */
  side: number;
  /** How much higher the last step lies than the first. */
  rise: number;
  /** Half of how far it winds up and down. */
  wave: number;
}

/** Whether a step lies at the top of a wave: then its words stand above it, and below all others. */
export const isHigh = (index: number) => index % 2 === 1;

/** A line that winds up and down from step to step, from about 0 down to `rise` and two waves. */
export function across(count: number, { width, side, rise, wave }: Ground): Knot[] {
  const x = (along: number) => side + along * (width - 2 * side);
  const lift = (index: number) => (count > 1 ? index / (count - 1) : 0);
  const steps = Array.from({ length: count }, (_, index) => {
    const along = stepAlong(index, count);
    // Not quite evenly: it is drawn by hand.
    const drift = Math.sin(index * 1.7) * wave * 0.3;
    return { along, x: x(along), y: wave + rise * (1 - lift(index)) + drift + (isHigh(index) ? -wave : wave) };
  });
  const [first, last] = [steps[0]?.y ?? 0, steps.at(-1)?.y ?? 0];
  const beyond = (index: number) => (isHigh(index) ? wave : -wave) * 0.9;
  return [{ along: 0, x: x(0), y: first + beyond(0) }, ...steps, { along: 1, x: x(1), y: last + beyond(count - 1) }];
}

/** The same line, so much lower. */
export const lowered = (knots: readonly Knot[], by: number): Knot[] => knots.map((knot) => ({ ...knot, y: knot.y + by }));

/** A line that goes down beside steps that stand at these heights. */
export function down(heights: readonly number[], { middle, wave, height }: { middle: number; wave: number; height: number }): Knot[] {
  const steps = heights.map((y, index) => ({ along: stepAlong(index, heights.length), x: middle + (isHigh(index) ? wave : -wave), y }));
  return [{ along: 0, x: middle, y: 0 }, ...steps, { along: 1, x: middle, y: height }];
}
