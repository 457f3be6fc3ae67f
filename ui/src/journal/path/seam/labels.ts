import type { Point } from './line';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Words that want to stand near a point. */
export interface Wanted extends Point {
  width: number;
  height: number;
  /** Where they are tried first. */
  above?: boolean;
  /** Whether they may be left out when there is no room. */
  spare?: boolean;
}

/** How far words stand from their point, tried in this order, in rem. */
const GAPS = Array.from({ length: 12 }, (_, index) => 0.75 + index * 1.15);
/** Between words, and between words and the line. */
const AIR = 0.3;

/** From the point to words that do not stand right beside it. */
const stem = ({ x, y }: Point, box: Box): Box => ({ left: x - 1, right: x + 1, top: Math.min(y, box.bottom), bottom: Math.max(y, box.top) });
const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Puts words near their points so that they cover neither each other nor the line: as near as there is room, first come, first served.
 * Where none is left, spare words are left out (null), and the others go below or above all that is there: `room` may become higher.
 */
export function settle(wanted: Wanted[], line: Point[], room: Box, unit: number): (Box | null)[] {
  const taken: Box[] = [];
  const air = AIR * unit;

  /** Whether nothing stands between the point and its words. */
  const clear = (point: Point, box: Box) => taken.every((other) => !meet(stem(point, box), other));
  const free = (box: Box) =>
    taken.every((other) => !meet(box, other)) && line.every(({ x, y }) => x < box.left - air || x > box.right + air || y < box.top - air || y > box.bottom + air);

  return wanted.map(({ x, y, width, height, above = false, spare = false }) => {
    const inside = (left: number) => Math.max(room.left, Math.min(room.right - width, left));
    const lefts = [...new Set([x - air, x - width / 2, x - width + air, x - width / 4, x - (width * 3) / 4].map(inside))];
    const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
    const near = GAPS.flatMap((gap) => [above, !above].flatMap((up) => lefts.map((left) => at(left, up ? y - gap * unit - height : y + gap * unit))));
    const fits = (box: Box) => box.top >= room.top && box.bottom <= room.bottom && free(box) && clear({ x, y }, box);
    let found = near.find(fits);
    if (!found && spare) return null;
    if (!found) {
      const left = lefts[0] ?? x;
      const below = at(left, Math.max(...taken.map(({ bottom }) => bottom), ...line.map(({ y }) => y)) + air);
      const over = at(left, Math.min(...taken.map(({ top }) => top), ...line.map(({ y }) => y)) - air - height);
      found = clear({ x, y }, below) || !clear({ x, y }, over) ? below : over;
      room.top = Math.min(room.top, found.top);
      room.bottom = Math.max(room.bottom, found.bottom);
    }
    taken.push({ left: found.left - air, right: found.right + air, top: found.top - air / 2, bottom: found.bottom + air / 2 }, stem({ x, y }, found));
    return found;
  });
}

/** How many words stand between others and their points. */
export function crossed(standing: (Point & { box: Box })[]): number {
  return standing.filter(({ box }) => standing.some((other) => other.box !== box && meet(stem(other, other.box), box))).length;
}

/** About as wide as text will be; `letter` is the usual width of one, in rem. */
export function wideAs(text: string, letter: number, unit: number): number {
  return [...text].reduce((sum, one) => sum + (one > '\u2e80' ? 1.8 : 1), 0) * letter * unit;
}

/** The beginning of a text that is too long, up to a whole word. */
export function cut(text: string, most: number): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  if (letters.length <= most) return letters.join('');
  return `${letters.slice(0, most).join('').replace(/\s+\S*$/, '')}…`;
}
