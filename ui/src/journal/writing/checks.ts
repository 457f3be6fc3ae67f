/** Lists with boxes to check. A box belongs to an item, as in Markdown, so one list may hold both kinds of items. */
import { Extension, InputRule, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';

interface Item {
  node: Node;
  pos: number;
}

/** The innermost items of the blocks that are selected. */
function items({ doc, selection }: Pick<EditorState, 'doc' | 'selection'>): Item[] {
  const out = new Map<number, Node>();
  doc.nodesBetween(selection.from, selection.to, (block, at) => {
    if (!block.isTextblock) return;
    const place = doc.resolve(at + 1);
    for (let depth = place.depth; depth > 0; depth -= 1) {
      if (place.node(depth).type.name !== 'listItem') continue;
      out.set(place.before(depth), place.node(depth));
      break;
    }
  });
  return [...out].map(([pos, node]) => ({ pos, node }));
}

function check(tr: Transaction, list: Item[], checked: boolean | null): void {
  for (const { pos } of list) tr.setNodeAttribute(pos, 'checked', checked);
}

/** Whether everything selected is an item with a box. */
export function inChecks(state: EditorState): boolean {
  const list = items(state);
  return list.length > 0 && list.every(({ node }) => node.attrs.checked !== null);
}

/** Makes the selected blocks a list with boxes, or ends it. */
export function toggleChecks(editor: Editor): boolean {
  if (inChecks(editor.state)) return editor.chain().command(({ tr }) => (check(tr, items(tr), null), true)).toggleBulletList().run();
  const chain = editor.chain();
  if (!editor.isActive('bulletList')) chain.toggleBulletList();
  return chain
    .command(({ tr }) => {
      check(tr, items(tr).filter(({ node }) => node.attrs.checked === null), false);
      return true;
    })
    .run();
}

/** Makes the selected blocks a plain list, or ends it; boxes go first. */
export function toggleList(editor: Editor, name: 'bulletList' | 'orderedList'): boolean {
  const boxes = inChecks(editor.state);
  const chain = editor.chain().command(({ tr }) => (check(tr, items(tr).filter(({ node }) => node.attrs.checked !== null), null), true));
  // A list with boxes is a bullet list underneath.
  if (boxes && name === 'bulletList') return chain.run();
  return (name === 'bulletList' ? chain.toggleBulletList() : chain.toggleOrderedList()).run();
}

/** Checks or clears the boxes where the cursor is. */
function turn(editor: Editor): boolean {
  if (!inChecks(editor.state)) return false;
  return editor.commands.command(({ tr }) => {
    const list = items(tr);
    check(tr, list, !list.every(({ node }) => node.attrs.checked));
    return true;
  });
}

/** The item that begins where the cursor stands. */
function beginning({ selection, doc }: EditorState): Item | null {
  const { $from, empty } = selection;
  if (!empty || $from.parentOffset > 0 || $from.depth < 2 || $from.index(-1) > 0) return null;
  const node = $from.node(-1);
  return node.type.name === 'listItem' ? { node, pos: doc.resolve($from.before()).before() } : null;
}

/** The keys, the typed signs and the clicks of boxes. */
export const Checks = Extension.create({
  name: 'checks',
  // Before the keys of plain lists.
  priority: 1000,

  addKeyboardShortcuts() {
    return {
      'Mod-Shift-7': () => toggleList(this.editor, 'orderedList'),
      'Mod-Shift-8': () => toggleList(this.editor, 'bulletList'),
      'Mod-Shift-9': () => toggleChecks(this.editor),
      'Mod-Enter': () => turn(this.editor),
      // A new item begins with an empty box.
      Enter: () => inChecks(this.editor.state) && this.editor.commands.splitListItem('listItem', { checked: false }),
      Backspace: () => {
        const item = beginning(this.editor.state);
        if (!item || item.node.attrs.checked === null) return false;
        return this.editor.commands.command(({ tr }) => (check(tr, [item], null), true));
      },
    };
  },

  addInputRules() {
    return [
      new InputRule({
        find: /^\[([ xX]?)\] $/,
        handler: ({ state, range, match }) => {
          const { tr, schema } = state;
          const checked = match[1]?.toLowerCase() === 'x';
          tr.delete(range.from, range.to);
          const item = beginning({ ...state, doc: tr.doc, selection: tr.selection } as EditorState);
          if (item) return check(tr, [item], checked);
          const block = tr.selection.$from.blockRange();
          const { bulletList, listItem } = schema.nodes;
          if (block && bulletList && listItem && tr.selection.$from.parent.type.name === 'paragraph') {
            tr.wrap(block, [{ type: bulletList }, { type: listItem, attrs: { checked } }]);
          }
        },
      }),
    ];
  },

  onCreate() {
    const { view } = this.editor;
    const box = (event: Event) => (event.target instanceof HTMLInputElement && event.target.closest('.check') ? event.target : null);
    // The cursor stays where it is.
    view.dom.addEventListener('mousedown', (event) => box(event) && event.preventDefault());
    view.dom.addEventListener('click', (event) => {
      const li = box(event)?.closest('li');
      if (!li) return;
      event.preventDefault();
      const place = view.state.doc.resolve(view.posAtDOM(li, 0));
      for (let depth = place.depth; depth > 0; depth -= 1) {
        const node = place.node(depth);
        if (node.type.name !== 'listItem') continue;
        const tr = view.state.tr;
        check(tr, [{ node, pos: place.before(depth) }], !node.attrs.checked);
        return view.dispatch(tr);
      }
    });
  },
});
