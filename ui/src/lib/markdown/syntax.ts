/** The Markdown dialect: CommonMark with ~~strikethrough~~ and `[ ]` tasks; tables and footnotes are recognised so that they can be left alone. */
import type { Literal, Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown, gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, toMarkdown, type Handle } from 'mdast-util-to-markdown';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';

/** A piece of Markdown that is written as it stands. HTML has a type of its own in mdast, which knows where it may not begin a line. */
export interface Source extends Literal {
  type: 'source';
}
declare module 'mdast' {
  interface PhrasingContentMap {
    source: Source;
  }
  interface RootContentMap {
    source: Source;
  }
}

const asItStands: Handle = (node: Source) => node.value;

/** Where a node stands in the source it was read from. */
export function span(node: Nodes): { start: number; end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

/** Reads Markdown. Offsets in the tree are offsets into `text`, which must not begin with a byte order mark. */
export function read(text: string): Root {
  return fromMarkdown(text, {
    // Four spaces before a line are a habit of writing here, not code.
    extensions: [{ disable: { null: ['codeIndented'] } }, gfmStrikethrough({ singleTilde: false }), gfmTable(), gfmFootnote(), gfmTaskListItem()],
    mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmTableFromMarkdown(), gfmFootnoteFromMarkdown(), gfmTaskListItemFromMarkdown()],
  });
}

/**
 * `light` leaves signs bare that cannot mean anything where they stand; `strict` escapes whatever could. The light form is what a person
 * expects to find in the file; whoever writes it must read it back and fall back to strict (see serialise.ts).
 */
export type Escaping = 'light' | 'strict';

const lightText: Handle = (node, parent, state, info) => {
  let text = defaultHandlers.text(node, parent, state, info);
  // Within a word `_` opens and closes nothing; between spaces no run of signs does. At the start of a line they may be a list or a rule.
  text = text.replace(/([\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '$1_');
  text = text.replace(/(\S[ ])\\([*_~])(?=[ \n]|$)/g, '$1$2');
  // A star alone has no partner to make emphasis with.
  if (text.match(/\*/g)?.length === 1) text = text.replace(/([^\n\\])\\\*/, '$1*');
  text = text.replace(/([^~\n])\\~(?!\\?~)/g, '$1~');
  if (!/\][([:]/.test(text)) text = text.replace(/\\\[(?!\^)/g, '[');
  return text;
};

/** Writes one block, without a newline at its end. `other` keeps two lists that follow each other apart. */
export function write(block: RootContent, escaping: Escaping, other: boolean): string {
  const text = toMarkdown(
    { type: 'root', children: [block] },
    {
      bullet: other ? '*' : '-',
      bulletOther: other ? '-' : '*',
      bulletOrdered: other ? ')' : '.',
      emphasis: '*',
      strong: '*',
      fences: true,
      listItemIndent: 'one',
      resourceLink: true,
      // A rule of dashes inside a list of dashes would be taken for another list.
      rule: block.type === 'thematicBreak' ? '-' : '_',
      extensions: [gfmStrikethroughToMarkdown()],
      handlers: { source: asItStands, ...(escaping === 'light' ? { text: lightText } : {}) },
    },
  );
  return text.replace(/\n$/, '');
}
