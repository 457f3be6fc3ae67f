/** Which of the words for feelings are offered, found and shown together. */
import type { CheckInChoices } from '$lib/bindings/CheckInChoices';
import type { Feeling } from '$lib/bindings/Feeling';
import type { Felt } from '$lib/bindings/Felt';
import { type Point, quarter, type Quarter } from './place';

/** So many words are offered at a time. */
export const OFFERED = 12;
/** More finds would not be looked through. */
const FOUND = 24;

/** A word as it is compared: without case, accents and signs. Signs alone are words too. */
export function folded(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || bare.trim();
}

const away = (feeling: Point, from: Point) => Math.hypot(feeling.pleasant - from.pleasant, feeling.energy - from.energy);
const MIDDLE: Point = { pleasant: 0, energy: 0 };

/** The quietest word of every family: something for everyone to begin with. */
function mixed({ families, feelings }: CheckInChoices): Feeling[] {
  return families.flatMap(({ id }) => {
    const [quietest] = feelings.filter((feeling) => feeling.family === id).sort((a, b) => away(a, MIDDLE) - away(b, MIDDLE));
    return quietest ? [quietest] : [];
  });
}

/** The ids of the words to offer: those near the point, nearest first; without one, those reached for lately. */
export function offered(choices: CheckInChoices, point: Point | null): string[] {
  const { feelings, usual } = choices;
  if (point) return [...feelings].sort((a, b) => away(a, point) - away(b, point)).slice(0, OFFERED).map(({ id }) => id);
  return [...new Set([...usual, ...mixed(choices).map(({ id }) => id)])].slice(0, OFFERED);
}

/** The words that a query may mean: by their beginning, then by what is in them, then by their meaning. */
export function found(feelings: Feeling[], query: string): Feeling[] {
  const wanted = folded(query);
  if (!wanted) return [];
  const rank = ({ name, meaning }: Feeling) => {
    const word = folded(name);
    if (word === wanted) return 0;
    if (word.startsWith(wanted)) return 1;
    if (word.includes(wanted)) return 2;
    return ` ${folded(meaning)}`.includes(` ${wanted}`) ? 3 : 4;
  };
  return feelings
    .map((feeling) => ({ feeling, rank: rank(feeling) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, FOUND)
    .map(({ feeling }) => feeling);
}

/** The word that is written the same, if there is one. */
export const written = <T extends { name: string }>(list: readonly T[], name: string): T | undefined => list.find((one) => folded(one.name) === folded(name));

/** Every word there is to choose, and those of a check-in that are not among them any more. */
export function known({ feelings }: CheckInChoices, felt: Felt[]): Feeling[] {
  const gone = felt.filter(({ id }) => !feelings.some((feeling) => feeling.id === id));
  return [...feelings, ...gone.map(({ id, name }) => ({ id, name, meaning: '', ...MIDDLE, family: '', own: true }))];
}

/** The colour of every word: that of the quarter where its family has its middle; an own word lies where it was put. */
export function quarters({ families, feelings }: CheckInChoices): Map<string, Quarter> {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  const middles = new Map(
    families.map(({ id }) => {
      const members = feelings.filter(({ family }) => family === id);
      return [id, quarter({ pleasant: mean(members.map(({ pleasant }) => pleasant)), energy: mean(members.map(({ energy }) => energy)) })];
    }),
  );
  return new Map(feelings.map((feeling) => [feeling.id, middles.get(feeling.family) ?? quarter(feeling)]));
}
