import { Slice, type Node, type ResolvedPos } from '@tiptap/pm/model';
import type { EditorProps, EditorView } from '@tiptap/pm/view';
import { parse } from '$lib/markdown/parse';
import { serialise } from '$lib/markdown/serialise';
import type { Sources } from '$lib/markdown/sources';

/** Things a page from elsewhere may carry that must not even be looked at. */
const FOREIGN = 'script, style, link, meta, base, iframe, object, embed, img, picture, video, audio, source, svg, canvas, form, input, button';

/** What the schema reads, and ProseMirror's own note about a copied slice. */
const KEPT = new Set(['href', 'title', 'start', 'data-pm-slice', 'data-verbatim']);

/** Texts longer than `long` are handed to `onlong`. */
interface Limit {
  long: number;
  onlong: (text: string) => void;
}

/** How text comes in and goes out: plain text is read as Markdown and kept byte for byte, HTML loses everything but words and marks. */
export function clipboard(sources: Sources, limit: Limit): EditorProps {
  return {
    handlePaste: (view, event) => pasteWhole(view, event, sources, limit),
    clipboardTextParser: (text, context, _plain, view) => pasted(text, context, view, sources),
    clipboardTextSerializer: (slice, view) => markdown(slice, view, sources),
    transformPastedHTML: (html) => inert(html),
  };
}

function isBlank(doc: Node): boolean {
  return doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.content.size === 0;
}

/** Plain text pasted into an empty entry becomes the entry, exactly: not a byte more or less. */
function pasteWhole(view: EditorView, event: ClipboardEvent, sources: Sources, { long, onlong }: Limit): boolean {
  const text = event.clipboardData?.getData('text/plain');
  if (!text || event.clipboardData?.getData('text/html') || !isBlank(view.state.doc)) return false;
  if (text.length > long) {
    onlong(text);
    return true;
  }
  const { schema, tr, doc } = view.state;
  view.dispatch(tr.replaceWith(0, doc.content.size, parse(schema, text, sources).content).scrollIntoView().setMeta('paste', true));
  return true;
}

function pasted(text: string, _context: ResolvedPos, view: EditorView, sources: Sources): Slice {
  const { content } = parse(view.state.schema, text.replace(/\r\n?/g, '\n'), sources);
  const open = (node: Node | null) => (node?.type.name === 'paragraph' ? 1 : 0);
  return new Slice(content, open(content.firstChild), open(content.lastChild));
}

/** What is copied as plain text is Markdown, as the file would have it. */
function markdown(slice: Slice, view: EditorView, sources: Sources): string {
  return serialise(view.state.schema.topNodeType.create(null, slice.content), sources);
}

/** Pasted HTML without anything that loads, runs or styles; it is parsed into a document that is never shown. */
export function inert(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(FOREIGN)) element.remove();
  for (const element of body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (!KEPT.has(name)) element.removeAttribute(name);
  }
  return new XMLSerializer().serializeToString(body);
}
