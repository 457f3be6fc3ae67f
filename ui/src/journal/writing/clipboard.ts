import { Slice, type Node, type ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { EditorProps, EditorView } from '@tiptap/pm/view';
import { parse } from '$lib/markdown/parse';
import { serialise } from '$lib/markdown/serialise';
import type { Sources } from '$lib/markdown/sources';
import { address } from './links';
import { inert } from './paste';

/** Texts longer than `long` are handed to `onlong`, files to `onfiles` with the place they were put at. */
interface Taking {
  long: number;
  onlong: (text: string) => void;
  onfiles: (files: File[], at: number) => void;
}

/** How text comes in and goes out: plain text is read as Markdown and kept byte for byte, HTML loses everything but words and marks. */
export function clipboard(sources: Sources, taking: Taking): EditorProps {
  return {
    handlePaste: (view, event) => pasteFiles(view, event, taking) || pasteAddress(view, event) || pasteWhole(view, event, sources, taking),
    handleDrop: (view, event, _slice, moved) => !moved && dropFiles(view, event, taking),
    clipboardTextParser: (text, context, _plain, view) => pasted(text, context, view, sources),
    clipboardTextSerializer: (slice, view) => markdown(slice, view, sources),
    transformPastedHTML: (html) => inert(html),
  };
}

function isBlank(doc: Node): boolean {
  return doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.content.size === 0;
}

/** Files are taken in where there are no words beside them: word processors copy a picture of the text along with it. */
function pasteFiles(view: EditorView, event: ClipboardEvent, { onfiles }: Taking): boolean {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0 || event.clipboardData?.getData('text/plain')) return false;
  const html = event.clipboardData?.getData('text/html');
  if (html && /\S/.test(inert(html).replace(/<[^>]*>/g, ''))) return false;
  onfiles(files, view.state.selection.to);
  return true;
}

function dropFiles(view: EditorView, event: DragEvent, { onfiles }: Taking): boolean {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0) return false;
  event.preventDefault();
  onfiles(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.to);
  return true;
}

/** An address pasted over words becomes their link. */
function pasteAddress(view: EditorView, event: ClipboardEvent): boolean {
  const { empty, $from, $to, from, to } = view.state.selection;
  const text = event.clipboardData?.getData('text/plain').trim() ?? '';
  if (empty || !$from.sameParent($to) || $from.parent.type.spec.code || !/^(https?:|mailto:)/i.test(text)) return false;
  const href = address(text);
  if (href === null) return false;
  view.dispatch(view.state.tr.addMark(from, to, view.state.schema.mark('link', { href, title: null })).setMeta('paste', true));
  return true;
}

/** Plain text pasted into an empty entry becomes the entry, exactly: not a byte more or less. */
function pasteWhole(view: EditorView, event: ClipboardEvent, sources: Sources, { long, onlong }: Taking): boolean {
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

/** What is selected, as Markdown; empty while nothing is. */
export function selected({ selection, schema }: EditorState, sources: Sources): string {
  if (selection.empty) return '';
  const { content } = selection.content();
  // A picture that is selected by itself stands in no paragraph.
  const blocks = content.firstChild?.isInline ? schema.node('paragraph', null, content) : content;
  return serialise(schema.topNodeType.create(null, blocks), sources);
}

/** What is copied as plain text is Markdown, as the file would have it. */
function markdown(slice: Slice, view: EditorView, sources: Sources): string {
  return serialise(view.state.schema.topNodeType.create(null, slice.content), sources);
}
