/** Where the seam runs: from left to right through time, as high as somebody found themselves on the path. */

export interface Point {
  x: number;
  y: number;
}

/** Where somebody stood, and when: in days, from 0 to 1 along the path. */
export interface Stand {
  at: number;
  along: number;
}

/** Half way: a line that says nothing about where. */
const LEVEL = 0.5;

/** A day (its noon) or a moment as it was lived, in days since 1970. */
export function moment(at: string): number {
  return Date.parse(`${at.length > 10 ? at.slice(0, 19) : `${at}T12:00:00`}Z`) / 86_400_000;
}

/** How far along at a moment: gently from stand to stand, level before the first and after the last. The stands are in order. */
export function along(stands: Stand[], at: number): number {
  const next = stands.findIndex((stand) => stand.at > at);
  const [before, after] = [stands[next < 0 ? stands.length - 1 : next - 1], stands[next]];
  if (!before) return after?.along ?? LEVEL;
  if (!after) return before.along;
  const part = (at - before.at) / (after.at - before.at);
  return before.along + (after.along - before.along) * part * part * (3 - 2 * part);
}

/** The moments to draw a line through: every stand, and as many between them as `apart` days ask for. */
export function moments(stands: Stand[], from: number, to: number, apart: number): number[] {
  const turns = [from, ...stands.map(({ at }) => at).filter((at) => at > from && at < to), to];
  return turns.flatMap((turn, index) => {
    const next = turns[index + 1];
    if (next === undefined) return [turn];
    const parts = Math.max(1, Math.round((next - turn) / apart));
    return Array.from({ length: parts }, (_, part) => turn + ((next - turn) * part) / parts);
  });
}
