/** What the toolbar offers: one list for the buttons, their keys, and what they do. */
import type { Editor } from '@tiptap/core';
import Bold from '@lucide/svelte/icons/bold';
import Code from '@lucide/svelte/icons/code';
import Heading1 from '@lucide/svelte/icons/heading-1';
import Heading2 from '@lucide/svelte/icons/heading-2';
import Heading3 from '@lucide/svelte/icons/heading-3';
import Image from '@lucide/svelte/icons/image';
import Italic from '@lucide/svelte/icons/italic';
import Link from '@lucide/svelte/icons/link';
import List from '@lucide/svelte/icons/list';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Minus from '@lucide/svelte/icons/minus';
import Strikethrough from '@lucide/svelte/icons/strikethrough';
import TextQuote from '@lucide/svelte/icons/text-quote';
import { m } from '$lib/paraglide/messages';
import { inChecks, toggleChecks, toggleList } from './checks';
import { SHORTCUTS, type FormatName } from './shortcuts';

export interface Format {
  name: FormatName;
  icon: typeof Bold;
  label: () => string;
  keys: readonly string[];
  /** Whether it holds where the cursor is; absent for what is done once. */
  active?: (editor: Editor) => boolean;
  /** What it does; absent where the page must ask something first. */
  run?: (editor: Editor) => void;
}

const heading = (level: 1 | 2 | 3): Pick<Format, 'active' | 'run'> => ({
  active: (editor) => editor.isActive('heading', { level }),
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
});

const DOES: Record<FormatName, Pick<Format, 'icon' | 'active' | 'run'>> = {
  bold: { icon: Bold, active: (editor) => editor.isActive('bold'), run: (editor) => editor.chain().focus().toggleBold().run() },
  italic: { icon: Italic, active: (editor) => editor.isActive('italic'), run: (editor) => editor.chain().focus().toggleItalic().run() },
  strike: { icon: Strikethrough, active: (editor) => editor.isActive('strike'), run: (editor) => editor.chain().focus().toggleStrike().run() },
  heading1: { icon: Heading1, ...heading(1) },
  heading2: { icon: Heading2, ...heading(2) },
  heading3: { icon: Heading3, ...heading(3) },
  quote: { icon: TextQuote, active: (editor) => editor.isActive('blockquote'), run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  bullets: {
    icon: List,
    active: (editor) => editor.isActive('bulletList') && !inChecks(editor.state),
    run: (editor) => toggleList(focused(editor), 'bulletList'),
  },
  numbers: {
    icon: ListOrdered,
    active: (editor) => editor.isActive('orderedList') && !inChecks(editor.state),
    run: (editor) => toggleList(focused(editor), 'orderedList'),
  },
  checks: { icon: ListChecks, active: (editor) => inChecks(editor.state), run: (editor) => toggleChecks(focused(editor)) },
  code: { icon: Code, active: (editor) => editor.isActive('code'), run: (editor) => editor.chain().focus().toggleCode().run() },
  link: { icon: Link, active: (editor) => editor.isActive('link') },
  rule: { icon: Minus, run: (editor) => editor.chain().focus().setHorizontalRule().run() },
  picture: { icon: Image },
};

function focused(editor: Editor): Editor {
  editor.commands.focus();
  return editor;
}

/** In the order they stand. */
export const FORMATS: Format[] = SHORTCUTS.flatMap(({ format, keys, message }) => (format ? [{ name: format, keys, label: message, ...DOES[format] }] : []));

/** Keys as they are printed on the keyboard. */
export function keyNames(keys: readonly string[]): string {
  const mod = /Mac/.test(navigator.platform) ? '⌘' : 'Ctrl';
  return keys.map((key) => (key === 'Mod' ? mod : key)).join('+');
}

export const toolbarLabel = ({ label, keys }: Pick<Format, 'label' | 'keys'>) => m.write_with_keys({ what: label(), keys: keyNames(keys) });
