import type { Line, Point } from './line';

/** Pixels between two bends of the seam; between the ways there and back, and how far out they may lie; how unevenly it is drawn. */
const [BEND, APART, OUTERMOST, UNEVEN] = [26, 3, 8, 1.8];
/** Older ways are not drawn: there would be nothing to see in them. */
const WAYS = 60;

/** Between -1 and 1: always the same for the same bend, and never in a pattern. */
function uneven(way: number, bend: number): number {
  const value = Math.sin(way * 127.1 + bend * 311.7) * 43758.5453;
  return (value - Math.floor(value)) * 2 - 1;
}

/** How far beside the line a way runs: the newest on it, older ones on either side. */
function beside(age: number): number {
  const out = Math.min(OUTERMOST, Math.ceil(age / 2) * APART);
  return age % 2 === 1 ? out : -out;
}

/** The point so many pixels beside the line. */
function off(line: Line, along: number, pixels: number): Point {
  const [here, a, b] = [line(along), line(along - 0.004), line(along + 0.004)];
  const long = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: here.x - ((b.y - a.y) / long) * pixels, y: here.y + ((b.x - a.x) / long) * pixels };
}

const written = (points: Point[]) => points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** The gold seam, slightly broken: the way from each place to the next, as SVG writes it. Both are empty where there was no such way. */
export interface Seam {
  earlier: string;
  newest: string;
}

/** Draws it through places in order: it goes to and fro as they did. `length` is the line's, in pixels. */
export function seam(line: Line, places: readonly number[], length: number): Seam {
  const kept = places.slice(-WAYS - 1);
  const ways = kept.slice(1).map((to, way) => {
    const from = kept[way] ?? to;
    const age = kept.length - 2 - way;
    const bends = Math.max(1, Math.round((Math.abs(to - from) * length) / BEND));
    const turn = age > 0 ? (beside(age) + beside(age - 1)) / 2 : 0;
    return Array.from({ length: bends }, (_, bend) =>
      off(line, from + ((to - from) * (bend + 1)) / bends, bend === bends - 1 ? turn : beside(age) + uneven(way, bend) * UNEVEN),
    );
  });
  const [first] = kept;
  const newest = ways.at(-1);
  if (first === undefined || !newest) return { earlier: '', newest: '' };
  const earlier = [line(first), ...ways.slice(0, -1).flat()];
  return { earlier: earlier.length > 1 ? written(earlier) : '', newest: written([...earlier.slice(-1), ...newest]) };
}
