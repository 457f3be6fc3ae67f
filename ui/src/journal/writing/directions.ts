/** Lists and quotes go the way of their first words: `dir="auto"` on them would not look into paragraphs that have their own. */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const GOING = new Set(['bulletList', 'orderedList', 'blockquote']);
const known = new WeakMap<Node, boolean>();

/** Whether the first letter in it is one of those written from right to left. */
function fromRight(block: Node): boolean {
  let is = known.get(block);
  if (is === undefined) {
    is = /^\P{L}*[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u.test(block.textContent);
    known.set(block, is);
  }
  return is;
}

/** Whether it is a list or a quote that goes from right to left. */
export const backwards = (block: Node) => GOING.has(block.type.name) && fromRight(block);

function find(doc: Node): DecorationSet {
  const out: Decoration[] = [];
  doc.forEach((block, at) => {
    if (backwards(block)) out.push(Decoration.node(at, at + block.nodeSize, { dir: 'rtl' }));
  });
  return DecorationSet.create(doc, out);
}

const KEY = new PluginKey<DecorationSet>('directions');

export const Directions = Extension.create({
  name: 'directions',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: KEY,
      state: { init: (_, { doc }) => find(doc), apply: (tr, set) => (tr.docChanged ? find(tr.doc) : set) },
      props: { decorations: (state) => KEY.getState(state) },
    }),
  ],
});
