/** Links: written, changed, copied; never followed. */
import { Extension, getMarkRange, InputRule, type Editor } from '@tiptap/core';

/** A link as the dialog speaks of it. */
export interface LinkDraft {
  href: string;
  /** The words that carry it; asked for only where none are selected. */
  words: string;
  /** Whether there is a link already. */
  exists: boolean;
  /** Whether words are there to carry it. */
  selected: boolean;
}

/** An address as it is kept: a bare one gets its scheme; null for what is no address of a page or a mailbox. */
export function address(typed: string): string | null {
  const text = typed.trim();
  if (/^(https?:\/\/|mailto:)\S+$/i.test(text)) return text;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`;
  if (/^[^\s:/?#]+\.[^\s:/?#]+([/?#]\S*)?$/.test(text)) return `https://${text}`;
  return null;
}

/** The link where the cursor is, or the beginnings of one. */
export function linkAt({ state }: Editor): LinkDraft {
  const { $from, from, to, empty } = state.selection;
  const type = state.schema.marks.link;
  const range = type && getMarkRange($from, type);
  const mark = range && state.doc.resolve(range.from + 1).marks().find((each) => each.type === type);
  const words = range ? state.doc.textBetween(range.from, range.to) : state.doc.textBetween(from, to, ' ');
  return { href: (mark?.attrs.href as string | undefined) ?? '', words, exists: Boolean(mark), selected: !empty || Boolean(mark) };
}

/** Puts the link on the words it stands on, or writes new ones. */
export function setLink(editor: Editor, href: string, words: string): void {
  const { exists, selected } = linkAt(editor);
  const chain = editor.chain().focus();
  if (exists) chain.extendMarkRange('link');
  if (selected) chain.setMark('link', { href, title: null });
  else chain.insertContent({ type: 'text', text: words || href, marks: [{ type: 'link', attrs: { href } }] });
  const { to } = editor.state.selection;
  if (selected) chain.setTextSelection(to);
  chain.unsetMark('link').run();
}

export function removeLink(editor: Editor): void {
  editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
}

/** `[words](address)` becomes a link when its bracket is closed. */
export const LinkTyping = Extension.create({
  name: 'linkTyping',
  addInputRules() {
    return [
      new InputRule({
        find: /(?<!!)\[([^[\]]+)\]\(((?:https?:\/\/|mailto:)[^\s()]+)\)$/,
        handler: ({ state, range, match }) => {
          const [, words = '', href = ''] = match;
          const mark = state.schema.mark('link', { href, title: null });
          state.tr.replaceWith(range.from, range.to, state.schema.text(words, [mark])).removeStoredMark(mark);
        },
      }),
    ];
  },
});
