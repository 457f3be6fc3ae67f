import type { Node } from '@tiptap/pm/model';
import { runs } from './phrasing';

const known = new WeakMap<Node, string>();

/**
 * What a block says, as a string to compare: two blocks of one shape look the same on the page. Leaves out what Markdown does not keep:
 * spaces at the ends of lines, emphasis on such spaces, empty paragraphs inside lists and quotes, and the source.
 */
export function shape(node: Node): string {
  const cached = known.get(node);
  if (cached !== undefined) return cached;
  const made = JSON.stringify([node.type.name, attributes(node), inside(node)]);
  known.set(node, made);
  return made;
}

function attributes(node: Node): unknown[] {
  const { level, start, language } = node.attrs;
  return [level, start, language, isTask(node) ? node.attrs.checked : null].filter((value) => value !== undefined && value !== null);
}

function inside(node: Node): unknown {
  // The end of a text in a fence or a table is one newline more or less.
  if (node.type.spec.code) return node.textContent;
  if (node.isTextblock) return runs(node).map((run) => [run.text, run.verbatim ?? false, run.marks.map((mark) => mark.toJSON())]);
  return spoken(node).map(shape);
}

/** Whether a list item carries a box to check. Markdown knows such boxes only before words, so before a heading there is none. */
export function isTask(node: Node): boolean {
  return node.type.name === 'listItem' && node.attrs.checked !== null && node.firstChild?.type.name === 'paragraph';
}

/** A container's blocks without empty paragraphs, unless there is nothing else. */
export function spoken(container: Node): Node[] {
  const children = Array.from({ length: container.childCount }, (_, index) => container.child(index));
  const kept = children.filter((child) => !isEmptyParagraph(child));
  return kept.length > 0 ? kept : children.slice(0, 1);
}

/** A paragraph that says nothing, or nothing but spaces: a blank line. */
export function isEmptyParagraph(node: Node): boolean {
  if (node.type.name !== 'paragraph') return false;
  return node.content.size === 0 || (!/\S/.test(node.textContent) && runs(node).length === 0);
}
