/** What was put into the fields of a worksheet, as its pages read it. An answer of another kind than its field's (of another version) shows as nothing. */
import type { Sheet } from '$lib/bindings/Sheet';
import type { SheetAnswer } from '$lib/bindings/SheetAnswer';
import type { SheetDraft } from '$lib/bindings/SheetDraft';

export type Row = Record<string, string>;
export interface Sides {
  left: string;
  right: string;
}

export const isText = (text: string): boolean => text.trim() !== '';
export const isFilled = (row: Row): boolean => Object.values(row).some(isText);

const many = (answer: SheetAnswer | undefined): (string | Row)[] => (Array.isArray(answer) ? answer : []);

export const textOf = (answer: SheetAnswer | undefined): string => (typeof answer === 'string' ? answer : '');
export const numberOf = (answer: SheetAnswer | undefined): number | null => (typeof answer === 'number' ? answer : null);
/** Choices and words; a single one counts as well. */
export const wordsOf = (answer: SheetAnswer | undefined): string[] =>
  typeof answer === 'string' ? [answer].filter(isText) : many(answer).filter((one) => typeof one === 'string');
export const rowsOf = (answer: SheetAnswer | undefined): Row[] => many(answer).filter((one) => typeof one !== 'string');
export const sidesOf = (answer: SheetAnswer | undefined): Sides =>
  typeof answer === 'object' && !Array.isArray(answer) ? answer : { left: '', right: '' };

/** Whether nothing can be read in it. */
export function isEmpty(answer: SheetAnswer): boolean {
  return typeof answer !== 'number' && lines(answer).length === 0;
}

function lines(answer: SheetAnswer): string[] {
  if (typeof answer === 'number') return [String(answer)];
  const { left, right } = sidesOf(answer);
  const rows = rowsOf(answer).map((row) => Object.values(row).filter(isText).join('\n'));
  return [...wordsOf(answer), ...rows, left, right].filter(isText);
}

/** Everything that was put in, to be copied when nothing else works. */
export function plain({ title, steps }: Sheet, { answers }: SheetDraft): string {
  const parts = steps.flatMap(({ question, fields }) => {
    const said = fields.flatMap(({ id, label }) => {
      const answer = answers[id];
      return answer === undefined || isEmpty(answer) ? [] : [label, ...lines(answer)];
    });
    return said.length > 0 ? [question, ...said.filter(isText)] : [];
  });
  return [title, ...parts].join('\n\n');
}
