import type { BlockContent, ListItem, Paragraph, RootContent } from 'mdast';
import type { Node } from '@tiptap/pm/model';
import { parse } from './parse';
import { phrasing, runs } from './phrasing';
import { isEmptyParagraph, isTask, shape, spoken } from './shape';
import type { Sources } from './sources';
import { write, type Escaping } from './syntax';

/** How freely a text may be put together; each is tried until one reads back as the page it came from. */
interface Care {
  escaping: Escaping;
  /** Rewrite untouched blocks beside changed ones too: their raw text may mean something else in new company. */
  neighbours: boolean;
  /** Rewrite everything. */
  all: boolean;
}

const CARE: Care[] = [
  { escaping: 'light', neighbours: false, all: false },
  { escaping: 'strict', neighbours: false, all: false },
  { escaping: 'strict', neighbours: true, all: false },
  { escaping: 'strict', neighbours: true, all: true },
];

/**
 * The document as Markdown: untouched blocks byte for byte as they were read, changed ones written anew. What is written is read back
 * and compared, so that nothing a person typed turns into something else the next time it is opened.
 */
export function serialise(doc: Node, sources: Sources): string {
  const nodes = Array.from({ length: doc.childCount }, (_, index) => doc.child(index));
  const untouched = sources.whole(nodes);
  if (untouched !== null) return untouched;

  const raws = nodes.map((node) => sources.text(node));
  const joined = nodes.map((node, index) => sources.together(node, nodes[index + 1]));
  let text = '';
  for (const care of CARE) {
    const pieces = assemble(nodes, raws, joined, care);
    text = pieces.join('');
    const fits = surroundings(nodes, raws, joined).every(({ from, to }) => readsAs(stretch(pieces, from, to), nodes.slice(from, to)));
    // A reference may need its definition from elsewhere: only the whole text can tell.
    if (!fits && !readsAs(text, nodes)) continue;
    sources.wrote(nodes, pieces);
    break;
  }
  return text;
}

function readsAs(text: string, nodes: Node[]): boolean {
  const again = parse((nodes[0] as Node).type.schema, text);
  return again.childCount === nodes.length && nodes.every((node, index) => shape(again.child(index)) === shape(node));
}

/** Some of the pieces as a text of their own, without the blank line that leads on. */
function stretch(pieces: string[], from: number, to: number): string {
  const text = pieces.slice(from, to).join('');
  return to === pieces.length ? text : text.replace(/(?:[ \t]*(?:\r\n|\r|\n))+$/, '');
}

/** How many blocks around a change are read back with it. In a long text, reading all of it at every save would be felt in the keys. */
const AROUND = 3;

/** The stretches of blocks that hold everything new, and what stands beside it. */
function surroundings(nodes: Node[], raws: (string | null)[], joined: boolean[]): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  const words = (index: number) => !isEmptyParagraph(nodes[index] as Node);
  nodes.forEach((_, index) => {
    if (raws[index] !== null && (index + 1 === nodes.length || joined[index])) return;
    let from = index;
    for (let seen = 0; from > 0 && seen < AROUND; from -= 1) if (words(from - 1)) seen += 1;
    let to = index + 1;
    for (let seen = 0; to < nodes.length && seen < AROUND; to += 1) if (words(to)) seen += 1;
    const last = out.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  });
  return out;
}

function assemble(nodes: Node[], raws: (string | null)[], joined: boolean[], care: Care): string[] {
  const out: string[] = [];
  let list = { type: '', usual: false };
  nodes.forEach((node, index) => {
    const empty = isEmptyParagraph(node);
    const last = index + 1 === nodes.length;
    const untouched = (index === 0 || joined[index - 1]) && (last || joined[index]);
    const raw = care.all || (care.neighbours && !untouched && !empty) ? null : (raws[index] ?? null);
    // Two lists of one kind would grow together, whatever stands between them but words.
    const other = list.type === node.type.name && list.usual;
    const text = raw ?? (empty ? '' : canonical(node, care.escaping, other));
    if (!empty) list = { type: node.type.name, usual: usualBullet(text) };

    if (!last && raw !== null && joined[index]) out.push(text);
    else if (last) out.push(empty ? text.replace(/[\r\n]+$/, '') : text.replace(/(?:[ \t]*(?:\r\n|\r|\n)){2,}$/, ''));
    // An empty paragraph is one blank line beyond the one that parts two blocks.
    else if (empty) out.push(/[\r\n]$/.test(text) ? text : `${text}\n`);
    else out.push(parted(text));
  });
  return out;
}

/** The text with a blank line after it. */
function parted(text: string): string {
  if (/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(text)) return text;
  return /[\r\n]$/.test(text) ? `${text}\n` : `${text}\n\n`;
}

function usualBullet(text: string): boolean {
  return /^\s*(?:-|\d+\.)(?:\s|$)/.test(text);
}

/** One block in our own hand, without a newline at its end. */
export function canonical(node: Node, escaping: Escaping, other = false): string {
  if (node.type.name === 'verbatim') return node.textContent;
  try {
    return write(tree(node, escaping === 'strict'), escaping, other);
  } catch {
    // No construct we know does this; if one does, the words must still be saved.
    return node.textBetween(0, node.content.size, '\n\n', '\n');
  }
}

/** `airy` puts blank lines between the blocks of a list item, where some would else be taken for one. */
function tree(node: Node, airy: boolean): RootContent {
  switch (node.type.name) {
    case 'paragraph':
      return { type: 'paragraph', children: phrasing(runs(node)) };
    case 'heading':
      return { type: 'heading', depth: node.attrs.level as 1, children: phrasing(runs(node)) };
    case 'horizontalRule':
      return { type: 'thematicBreak' };
    case 'codeBlock': {
      const [lang, ...meta] = ((node.attrs.language as string | null) ?? '').split(' ');
      return { type: 'code', lang: lang || null, meta: meta.join(' ') || null, value: node.textContent };
    }
    case 'blockquote':
      return { type: 'blockquote', children: inside(node, airy) };
    case 'bulletList':
      return { type: 'list', ordered: false, spread: false, children: items(node, airy) };
    case 'orderedList':
      return { type: 'list', ordered: true, start: node.attrs.start as number, spread: false, children: items(node, airy) };
    default:
      return { type: 'html', value: node.textContent };
  }
}

function items(list: Node, airy: boolean): ListItem[] {
  const out: ListItem[] = [];
  list.forEach((item) => out.push({ type: 'listItem', spread: airy, children: isTask(item) ? task(item, airy) : inside(item, airy) }));
  return out;
}

/** A list item with its box before the first words. */
function task(item: Node, airy: boolean): BlockContent[] {
  const [head, ...rest] = Array.from({ length: item.childCount }, (_, index) => item.child(index)) as [Node, ...Node[]];
  const words = phrasing(runs(head));
  let box = item.attrs.checked ? '[x]' : '[ ]';
  if (words.length > 0) box += ' ';
  const first = words[0];
  if (first?.type === 'text') {
    // A line break at once after the box would end it.
    first.value = first.value.replace(/^\n+/, (breaks) => ((box += '&#xA;'.repeat(breaks.length)), ''));
  }
  const line: Paragraph = { type: 'paragraph', children: [{ type: 'source', value: box }, ...words] };
  return [line, ...rest.filter((block) => !isEmptyParagraph(block)).map((block) => tree(block, airy) as BlockContent)];
}

function inside(container: Node, airy: boolean): BlockContent[] {
  const blocks = spoken(container);
  if (blocks.length === 1 && isEmptyParagraph(blocks[0] as Node)) return [];
  return blocks.map((block) => tree(block, airy) as BlockContent);
}
