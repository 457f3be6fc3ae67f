/** What an entry can be made of: TipTap's starter kit cut down to what Markdown can say, plus text shown as its own source. */
import { Extension, getSchema, Mark, mergeAttributes, Node } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { Code } from '@tiptap/extension-code';
import { ListItem } from '@tiptap/extension-list';
import { m } from '$lib/paraglide/messages';
import { pictureSource, type PictureAttrs } from './picture';

/** Nodes that can stand directly in a document, and so carry the text they were read from. */
const BLOCKS = ['paragraph', 'heading', 'blockquote', 'bulletList', 'orderedList', 'codeBlock', 'horizontalRule', 'verbatim'];

/** Every top-level node remembers by number which slice of the source it came from (see sources.ts). */
const Source = Extension.create({
  name: 'source',
  addGlobalAttributes() {
    return [{ types: BLOCKS, attributes: { source: { default: null, rendered: false, keepOnSplit: false } } }];
  },
});

/** Links are shown and kept, and never lead anywhere: there is no element here that can navigate. */
const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes() {
    return { href: { default: '' }, title: { default: null } };
  },
  parseHTML() {
    return [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = element.getAttribute('href') ?? '';
          return /^(https?|mailto):/i.test(href) ? { href, title: element.getAttribute('title') } : false;
        },
      },
    ];
  },
  renderHTML({ mark }) {
    return ['span', { class: 'link', title: mark.attrs.href as string }, 0];
  },
});

/** A block the page cannot draw (a table, HTML, a footnote): its source as it is, editable as plain text. */
const Verbatim = Node.create({
  name: 'verbatim',
  group: 'block',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  parseHTML() {
    return [{ tag: 'pre[data-verbatim]', preserveWhitespace: 'full' as const }];
  },
  renderHTML({ HTMLAttributes }) {
    return ['pre', mergeAttributes(HTMLAttributes, { 'data-verbatim': '', dir: 'auto' }), 0];
  },
  addKeyboardShortcuts() {
    const leave = () => this.editor.isActive(this.name) && this.editor.commands.exitCode();
    return { 'Mod-Enter': leave };
  },
});

/** The same inside a line: an image, a reference, a tag. */
const VerbatimInline = Node.create({
  name: 'verbatimInline',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes() {
    return { text: { default: '' } };
  },
  parseHTML() {
    return [{ tag: 'code[data-verbatim]', getAttrs: (element) => ({ text: element.textContent ?? '' }) }];
  },
  renderHTML({ node }) {
    return ['code', { 'data-verbatim': '' }, node.attrs.text as string];
  },
  renderText({ node }) {
    return node.attrs.text as string;
  },
});

/** A picture of the journal. Where its bytes come from, only the editor knows (journal/writing/pictures.ts): here it has no address. */
export const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      id: { default: '', parseHTML: (element) => element.getAttribute('data-picture'), renderHTML: ({ id }) => ({ 'data-picture': id as string }) },
      alt: { default: '', parseHTML: (element) => element.getAttribute('alt') ?? '' },
    };
  },
  parseHTML() {
    return [{ tag: 'img[data-picture]' }];
  },
  renderHTML({ HTMLAttributes }) {
    return ['img', HTMLAttributes];
  },
  renderText({ node }) {
    return pictureSource(node.attrs as PictureAttrs);
  },
});

/** An item of a list. `checked` is null where there is no box to check. Markdown's items may begin with anything. */
const Item = ListItem.extend({
  content: 'block+',
  addAttributes() {
    return {
      checked: {
        default: null,
        parseHTML: (element) => ({ true: true, false: false })[element.getAttribute('data-checked') ?? ''] ?? null,
        renderHTML: ({ checked }) => (checked === null ? {} : { 'data-checked': String(checked) }),
      },
    };
  },
  renderHTML({ node, HTMLAttributes }) {
    if (node.attrs.checked === null) return ['li', HTMLAttributes, 0];
    const box = ['input', { type: 'checkbox', tabindex: '-1', checked: node.attrs.checked ? '' : null, 'aria-label': m.write_check_done() }];
    return ['li', HTMLAttributes, ['span', { class: 'check', contenteditable: 'false' }, box], ['div', 0]];
  },
});

export const extensions = [
  StarterKit.configure({
    code: false,
    link: false,
    listItem: false,
    underline: false,
    // It would add a paragraph to texts nobody touched.
    trailingNode: false,
    paragraph: { HTMLAttributes: { dir: 'auto' } },
    heading: { HTMLAttributes: { dir: 'auto' } },
    codeBlock: { HTMLAttributes: { dir: 'auto' } },
  }),
  Code.extend({ excludes: '' }),
  Item,
  Link,
  Picture,
  Verbatim,
  VerbatimInline,
  Source,
];

/** The schema of `extensions`, for reading and writing outside an editor. */
export const schema = getSchema(extensions);
