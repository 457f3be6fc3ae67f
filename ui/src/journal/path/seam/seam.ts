import type { EntryRow } from '$lib/bindings/EntryRow';
import type { Gathered } from '$lib/bindings/Gathered';
import type { Mark } from '$lib/bindings/Mark';
import type { Path } from '$lib/bindings/Path';
import type { PathPlace } from '$lib/bindings/PathPlace';
import type { PathStep } from '$lib/bindings/PathStep';
import type { Ipc } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import { kindName } from '../../components/kinds';
import { markKind } from '../../feelings/pictures/marks';
import { dates, type Days } from '../../feelings/pictures/period';
import type { Table } from '../../feelings/pictures/table';
import { placeWords } from '../places/words';

/** A step with something gathered under it. */
export interface Trodden {
  step: PathStep;
  gathered: Gathered;
}

/** An entry that is gathered on the path: once, whatever steps it is under. */
export interface Kept {
  row: EntryRow;
  steps: PathStep[];
}

/** Everything that a path is drawn of. */
export interface Seam {
  /** As they are drawn on the path. */
  steps: PathStep[];
  trodden: Trodden[];
  /** Oldest first. */
  kept: Kept[];
  /** Oldest first. */
  places: PathPlace[];
  marks: Mark[];
  /** From the first thing to today. */
  days: Days;
}

const [FIRST, LAST] = ['0001-01-01', '9999-12-31'];
const day = (at: string) => at.slice(0, 10);
/** When it was written, as it was lived. */
const clock = ({ row }: Kept) => row.written_at.slice(0, 19);

/** What became of a path; null while there is nothing. */
export async function seamOf(ipc: Ipc, id: string, today: string): Promise<Seam | null> {
  const [walk, paths, marks] = await Promise.all([ipc.walk(id), ipc.paths(), ipc.marks(FIRST, LAST)]);
  const { steps } = paths.find((path) => path.id === id) ?? { steps: [] as Path['steps'] };
  const under = await Promise.all(walk.gathered.map(async ({ step }) => ({ step: steps.find((one) => one.id === step), rows: await ipc.step_entries(step) })));
  const kept = new Map<string, Kept>();
  for (const { step, rows } of under) {
    for (const row of rows) kept.set(row.id, { row, steps: [...(kept.get(row.id)?.steps ?? []), ...(step ? [step] : [])] });
  }
  const { places } = walk;
  const of = [...[...kept.values()].map(({ row }) => day(row.written_at)), ...places.map(({ at }) => day(at)), ...marks.map((mark) => mark.day)].sort();
  const [first, last] = [of[0], of.at(-1)];
  if (!first || !last) return null;
  return {
    steps,
    trodden: steps.flatMap((step) => {
      const one = walk.gathered.find((gathered) => gathered.step === step.id);
      return one ? [{ step, gathered: one }] : [];
    }),
    kept: [...kept.values()].sort((a, b) => clock(a).localeCompare(clock(b))),
    places,
    marks,
    days: { from: first < today ? first : today, to: last > today ? last : today },
  };
}

/** Days on which something was written, and whether a letter was among it. */
export function writtenDays({ kept }: Seam): { day: string; letter: boolean }[] {
  const found = new Map<string, boolean>();
  for (const { row } of kept) found.set(day(row.written_at), found.get(day(row.written_at)) || row.kind === 'letter');
  return [...found].map(([day, letter]) => ({ day, letter }));
}

/** What an entry is called in a list; of a concealed one nothing is told. */
export function called({ concealed, title, excerpt }: Pick<EntryRow, 'concealed' | 'title' | 'excerpt'>): string {
  return concealed ? m.concealed() : title || excerpt.slice(0, 80) || m.untitled();
}

/** The same as the drawing, thing by thing. */
export function tableOf({ kept, places, marks, steps, days }: Seam): Table {
  const rows = [
    ...kept.map(({ row, steps }) => [day(row.written_at), kindName(row.kind), called(row), steps.map(({ title }) => title).join('; ')]),
    ...places.map(({ at, along, words }) => [day(at), m.seam_place(), words || null, placeWords(along, steps)]),
    ...marks.map((mark) => [mark.day, markKind(mark.kind), mark.text || null, null]),
  ];
  return {
    caption: m.seam_table({ dates: dates(days) }),
    name: m.seam_file({ from: days.from, to: days.to }),
    columns: [{ name: m.feel_col_day(), days: true }, ...[m.feel_col_what(), m.seam_col_words(), m.seam_col_step()].map((name) => ({ name }))],
    rows: rows.sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
  };
}
