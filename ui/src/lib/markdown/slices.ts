import type { RootContent } from 'mdast';
import { read, span } from './syntax';

/** One top-level block and the exact text it takes, its blank line included; `null` stands for a blank line beyond that one. */
export interface Slice {
  raw: string;
  block: RootContent | null;
  /** Where the block's tree thinks it begins: the source that its offsets point into. */
  origin: string;
}

/** Cuts a text into lines, each with its ending. */
function lines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** A line that begins a hundred quotes or lists within each other: reading it takes the square of its length, minutes for a long one. */
const BOTTOMLESS = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){100}/m;

/**
 * Cuts a text into slices whose concatenation is the text. The blank line that ends a block belongs to it; each further blank line is
 * a slice of its own (an empty paragraph on the page), so that blank lines can be seen, typed and deleted.
 */
export function slices(text: string): Slice[] {
  if (BOTTOMLESS.test(text)) throw new Error('too deep to be read');
  const mark = /^\uFEFF*/.exec(text)?.[0] ?? '';
  const origin = text.slice(mark.length);
  const blocks = read(origin).children;
  const out: Slice[] = [];
  const blank = (raw: string) => out.push({ raw, block: null, origin });

  let at = 0;
  // What precedes the next block on its own line (indentation) or has been cut off for it.
  let pending = mark;
  blocks.forEach((block, index) => {
    // After a definition, a heading underlined with signs claims to begin where the definition does.
    const start = Math.max(span(block).start, at);
    const { end } = span(block);
    const before = lines(origin.slice(at, start));
    for (const line of before) {
      if (/[\r\n]$/.test(line)) {
        blank(pending + line);
        pending = '';
      } else pending += line;
    }
    const next = blocks[index + 1];
    const gap = lines(origin.slice(end, next ? span(next).start : origin.length));
    const own = ownLines(gap);
    const taken = gap.slice(0, own).join('');
    out.push({ raw: pending + origin.slice(start, end) + taken, block, origin });
    pending = '';
    at = end + taken.length;
    if (!next) {
      const rest = gap.slice(own);
      for (const line of rest) if (/[\r\n]$/.test(line)) blank(line);
      const last = rest.at(-1) ?? '';
      const open = /[\r\n]$/.test(last) ? '' : last;
      // A text that ends in a blank line has an empty paragraph waiting at its end.
      if (open || endsInBlank(gap)) blank(open);
    }
  });
  if (blocks.length === 0) {
    for (const line of lines(origin)) {
      if (/[\r\n]$/.test(line)) {
        blank(pending + line);
        pending = '';
      } else pending += line;
    }
    blank(pending);
  }
  return out;
}

/** How many lines of the gap after a block belong to it: the rest of its own line, signs of an empty quote, and one blank line. */
function ownLines(gap: string[]): number {
  let own = gap.length > 0 ? 1 : 0;
  gap.forEach((line, index) => {
    if (/\S/.test(line)) own = index + 1;
  });
  // Indentation of the next block has no line ending and is not ours.
  if (own < gap.length && /[\r\n]$/.test(gap[own] ?? '')) own += 1;
  return own;
}

function endsInBlank(gap: string[]): boolean {
  return gap.filter((line) => /[\r\n]$/.test(line)).length >= 2;
}
