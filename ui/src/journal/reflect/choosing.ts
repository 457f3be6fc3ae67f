import type { Library } from '$lib/bindings/Library';
import type { Person } from '$lib/bindings/Person';
import type { Prompt } from '$lib/bindings/Prompt';
import type { Reflect } from '$lib/bindings/Reflect';
import type { Sheet } from '$lib/bindings/Sheet';
import { themeName } from './words';

/** What the library has: a question, or a sheet with several. */
export type Piece = Prompt | Sheet;
export const VIEWS = ['questions', 'reflections', 'worksheets'] as const;
export type View = (typeof VIEWS)[number];
export const DEPTHS = ['light', 'middle', 'deep'] as const satisfies readonly Piece['depth'][];
export const STAGES = ['early', 'middle', 'later'] as const satisfies readonly Piece['stage'][];
/** `me`: what fits the person; `both`: what two do, each alone; `all`: also what is for the other side. */
export const WHOM = ['me', 'both', 'all'] as const;

/** What narrows the library. An empty list lets everything through. */
export interface Choice {
  words: string;
  themes: readonly string[];
  depths: readonly string[];
  stages: readonly string[];
  whom: (typeof WHOM)[number];
  favourites: boolean;
  /** Only what was not written about. */
  unwritten: boolean;
  /** Only questions that were put away, instead of the others. */
  away: boolean;
}

export const USUAL: Choice = { words: '', themes: [], depths: [], stages: [], whom: 'me', favourites: false, unwritten: false, away: false };

/** Whether it is anything but the usual. */
export function narrows({ words, themes, depths, stages, whom, favourites, unwritten, away }: Choice): boolean {
  return words.trim() !== '' || [themes, depths, stages].some(({ length }) => length > 0) || whom !== 'me' || favourites || unwritten || away;
}

/** The pieces of a view. */
export function pieces({ prompts, sheets }: Library, view: View): Piece[] {
  if (view === 'questions') return prompts;
  const kind = view === 'reflections' ? 'reflection' : 'worksheet';
  return sheets.filter((sheet) => sheet.kind === kind);
}

/** Whether it is for whom one looks. Nobody meets unasked what is for the other side. */
export function isFor({ audience }: Piece, whom: Choice['whom'], { point_of_view }: Person): boolean {
  if (whom === 'all') return true;
  if (audience === 'together') return whom === 'both';
  return whom === 'me' && (audience === 'either' || point_of_view === 'both' || audience === point_of_view);
}

/** Whether it waits until it is wanted: a part of one's own, and forgiving for everybody who was, or may have been, hurt. */
export function waits(piece: Piece, { point_of_view }: Person): boolean {
  return ('asked' in piece && piece.asked) || (piece.theme === 'forgiveness' && point_of_view !== 'broke-trust');
}

/** Whether the private check comes before it. */
export const isChecked = (piece: Piece) => piece.audience === 'together' || ('care' in piece && piece.care.includes('private-check'));

/** Letters as one compares them: without accents and capitals. */
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const texts = new WeakMap<Piece, string>();
/** Everything of a piece that can be searched. */
function text(piece: Piece): string {
  const words = 'text' in piece ? [piece.text, piece.why] : [piece.title, piece.about];
  const folded = texts.get(piece) ?? fold([...words, themeName(piece.theme)].join('\n'));
  texts.set(piece, folded);
  return folded;
}

/** The test that a choice makes, but for whom it is. */
export function chooser(choice: Choice, { hidden, favourites, answered }: Reflect): (piece: Piece) => boolean {
  const words = fold(choice.words).split(/\s+/).filter(Boolean);
  const [away, marked, written] = [new Set(hidden), new Set(favourites), new Set(answered.map(({ id }) => id))];
  const among = (some: readonly string[], value: string) => some.length === 0 || some.includes(value);
  return (piece) =>
    ('text' in piece ? away.has(piece.id) === choice.away : !choice.away) &&
    (!choice.favourites || marked.has(piece.id)) &&
    (!choice.unwritten || !written.has(piece.id)) &&
    among(choice.themes, piece.theme) &&
    among(choice.depths, piece.depth) &&
    // What fits any time fits this one.
    (piece.stage === 'any' || among(choice.stages, piece.stage)) &&
    words.every((word) => text(piece).includes(word));
}
