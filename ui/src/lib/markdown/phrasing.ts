/** From the flat marked text of a paragraph to Markdown's nested phrasing. */
import type { PhrasingContent } from 'mdast';
import type { Mark, Node } from '@tiptap/pm/model';
import { pictureSource, type PictureAttrs } from './picture';

/** A run of a textblock: words, a line break ("\n") or a piece of source, as a picture is. */
export interface Run {
  text: string;
  marks: readonly Mark[];
  verbatim?: true;
}

/**
 * A textblock's runs as Markdown can say them: no spaces at the ends of a line, no marks on a break, and emphasis never begins or ends
 * with a space ("**word **" means nothing), so marks let go of the spaces at their ends.
 */
export function runs(block: Node): Run[] {
  const out: Run[] = [];
  block.forEach((node) => {
    if (node.type.name === 'hardBreak') out.push({ text: '\n', marks: node.marks.filter((mark) => mark.type.name !== 'code') });
    else if (node.isText) {
      // One run per stretch of space or words, so that spaces can lose their marks alone.
      for (const text of node.text?.match(/\s+|\S+/g) ?? []) out.push({ text, marks: node.marks });
    } else {
      const text = node.type.name === 'picture' ? pictureSource(node.attrs as PictureAttrs) : (node.attrs.text as string);
      out.push({ text, marks: node.marks, verbatim: true });
    }
  });
  return merged(withoutMarkedEdges(withoutTrailingSpace(out)));
}

const isCode = (run: Run) => run.marks.some((mark) => mark.type.name === 'code');
const isSpace = (run: Run) => !run.verbatim && !isCode(run) && !/\S/.test(run.text);

function withoutTrailingSpace(list: Run[]): Run[] {
  return list.flatMap((run, index) => {
    const ends = index + 1 === list.length || list[index + 1]?.text === '\n';
    if (!ends || run.text === '\n' || run.verbatim || isCode(run)) return [run];
    const text = run.text.replace(/[ \t]+$/, '');
    return text ? [{ ...run, text }] : [];
  });
}

function withoutMarkedEdges(list: Run[]): Run[] {
  const out = list.map((run) => ({ ...run }));
  for (const type of new Set(list.flatMap((run) => run.marks))) {
    const has = (run: Run | undefined) => run !== undefined && type.isInSet(run.marks);
    const drop = (run: Run) => (run.marks = run.marks.filter((mark) => !mark.eq(type)));
    const inner = (index: number, step: number) => {
      for (let at = index; has(out[at]) && isSpace(out[at] as Run); at += step) drop(out[at] as Run);
    };
    out.forEach((run, index) => {
      if (!has(run)) return;
      if (!has(out[index - 1])) inner(index, 1);
    });
    for (let index = out.length - 1; index >= 0; index -= 1) {
      if (has(out[index]) && !has(out[index + 1])) inner(index, -1);
    }
  }
  return out;
}

function merged(list: Run[]): Run[] {
  const out: Run[] = [];
  for (const run of list) {
    const last = out.at(-1);
    if (last && !last.verbatim && !run.verbatim && sameMarks(last.marks, run.marks)) last.text += run.text;
    else out.push({ ...run });
  }
  return out;
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, index) => mark.eq(b[index] as Mark));
}

/** Nests runs under their marks, the longest reaching outermost. */
export function phrasing(list: Run[]): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (let index = 0; index < list.length; ) {
    const run = list[index] as Run;
    const reach = (mark: Mark) => {
      let end = index;
      while (end < list.length && mark.isInSet((list[end] as Run).marks)) end += 1;
      return end;
    };
    const outer = run.marks.filter((mark) => mark.type.name !== 'code').map((mark) => ({ mark, end: reach(mark) }));
    const widest = outer.sort((a, b) => b.end - a.end || order(a.mark) - order(b.mark))[0];
    if (!widest) {
      out.push(leaf(run));
      index += 1;
      continue;
    }
    const inner = list
      .slice(index, widest.end)
      .map((each) => ({ ...each, marks: each.marks.filter((mark) => !mark.eq(widest.mark)) }));
    out.push(wrap(widest.mark, phrasing(inner)));
    index = widest.end;
  }
  return joined(out);
}

const ORDER = ['link', 'bold', 'italic', 'strike'];
const order = (mark: Mark) => ORDER.indexOf(mark.type.name);

function leaf(run: Run): PhrasingContent {
  if (run.verbatim) return { type: run.text.startsWith('<') ? 'html' : 'source', value: run.text };
  return isCode(run) ? { type: 'inlineCode', value: run.text } : { type: 'text', value: run.text };
}

function wrap(mark: Mark, children: PhrasingContent[]): PhrasingContent {
  switch (mark.type.name) {
    case 'link':
      return { type: 'link', url: mark.attrs.href as string, title: mark.attrs.title as string | null, children: children as never };
    case 'bold':
      return { type: 'strong', children };
    case 'strike':
      return { type: 'delete', children };
    default:
      return { type: 'emphasis', children };
  }
}

/** Text beside text must be one node, or its escapes are reckoned without what stands beside it. */
function joined(list: PhrasingContent[]): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (const node of list) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else out.push(node);
  }
  return out;
}
