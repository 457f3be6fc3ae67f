/** Pictures in the text: shown by their id, taken in from files, in place while they are taken in. */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type NodeView } from '@tiptap/pm/view';
import type { Picture as PictureSize } from '$lib/bindings/Picture';
import { sentence } from '$lib/failure';
import type { Ipc } from '$lib/ipc';
import { Picture } from '$lib/markdown/schema';
import { m } from '$lib/paraglide/messages';
import type { Sheet } from './sheet.svelte';

/** The most the shell takes (src-tauri/pictures); a larger file is not even read. */
const MAX_BYTES = 20_000_000;
/** The most a picture takes of the page, in pixels. */
const WIDTH = 480;
const HEIGHT = 420;

/** Bytes as an address of this window only. Whoever asks for it gives it back with `URL.revokeObjectURL`. */
export function urlOf(bytes: ArrayBuffer): string {
  const type = new Uint8Array(bytes.slice(0, 1))[0] === 0x89 ? 'image/png' : 'image/jpeg';
  return URL.createObjectURL(new Blob([bytes], { type }));
}

/** The same of a picture in the journal. */
export async function pictureUrl(ipc: Ipc, id: string, small: boolean): Promise<string> {
  return urlOf(await ipc.picture(id, small));
}

/** What the editor wants to be asked and told. */
interface Wishes {
  ipc: Ipc;
  sheet: Sheet;
  /** Somebody wants to look at a picture closely. */
  onview: (picture: Viewed) => void;
}

/** A picture that is being looked at, and what can be done to it. */
export interface Viewed {
  id: string;
  alt: string;
  describe: (alt: string) => void;
  remove: () => void;
}

/** The picture in the text: small, as wide as it will be before it is there. */
class View implements NodeView {
  dom = document.createElement('span');
  #img = document.createElement('img');
  #url: string | null = null;
  #gone = false;

  constructor(
    private node: Node,
    wishes: Wishes,
    onview: () => void,
  ) {
    this.dom.className = 'picture';
    this.#img.addEventListener('click', onview);
    this.#describe();
    const size = wishes.sheet.pictures[this.#id];
    if (size) {
      const scale = Math.min(1, WIDTH / size.width, HEIGHT / size.height);
      this.#img.width = Math.round(size.width * scale);
      this.#img.height = Math.round(size.height * scale);
    }
    this.dom.append(this.#img);
    void this.#load(wishes.ipc);
  }

  get #id(): string {
    return this.node.attrs.id as string;
  }

  #describe(): void {
    this.#img.alt = (this.node.attrs.alt as string) || m.write_picture_unnamed();
  }

  async #load(ipc: Ipc): Promise<void> {
    try {
      const url = await pictureUrl(ipc, this.#id, true);
      if (this.#gone) return URL.revokeObjectURL(url);
      this.#url = url;
      this.#img.src = url;
    } catch (error) {
      this.dom.classList.add('missing');
      this.dom.replaceChildren(sentence(error));
    }
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type || node.attrs.id !== this.#id) return false;
    this.node = node;
    this.#describe();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#gone = true;
    if (this.#url) URL.revokeObjectURL(this.#url);
  }
}

/** The picture node as the editor shows it. */
export function pictureNode(wishes: Wishes) {
  return Picture.extend({
    addNodeView() {
      return ({ node, getPos, editor }) => new View(node, wishes, () => look(editor, getPos(), wishes));
    },
    addKeyboardShortcuts() {
      return {
        Enter: () => {
          const { selection } = this.editor.state;
          if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'picture') return false;
          look(this.editor, selection.from, wishes);
          return true;
        },
      };
    },
    addProseMirrorPlugins() {
      return [waiting()];
    },
    // Before the Enter of lists.
    priority: 1001,
  });
}

function look(editor: Editor, pos: number | undefined, { onview }: Wishes): void {
  const node = pos === undefined ? null : editor.state.doc.nodeAt(pos);
  if (pos === undefined || node?.type.name !== 'picture') return;
  editor.commands.setNodeSelection(pos);
  // While one looks, nothing else changes the text, so the place holds.
  const still = () => editor.state.doc.nodeAt(pos)?.eq(node) ?? false;
  onview({
    id: node.attrs.id as string,
    alt: node.attrs.alt as string,
    describe: (alt) => still() && editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'alt', alt)),
    remove: () => still() && editor.view.dispatch(editor.state.tr.delete(pos, pos + node.nodeSize)),
  });
}

type Waiting = { place: object; at: number | null };
const KEY = new PluginKey<DecorationSet>('waiting');

/** Holds the places of pictures that are being taken in, through whatever is typed meanwhile. */
function waiting(): Plugin {
  return new Plugin({
    key: KEY,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set: DecorationSet) => {
        let next = set.map(tr.mapping, tr.doc);
        const change = tr.getMeta(KEY) as Waiting | undefined;
        if (!change) return next;
        next = next.remove(next.find(undefined, undefined, (spec) => spec.place === change.place));
        if (change.at === null) return next;
        return next.add(tr.doc, [Decoration.widget(change.at, placeholder, { place: change.place, ignoreSelection: true })]);
      },
    },
    props: { decorations: (state) => KEY.getState(state) },
  });
}

function placeholder(): HTMLElement {
  const element = document.createElement('span');
  element.className = 'waiting';
  element.contentEditable = 'false';
  element.textContent = m.write_picture_waiting();
  return element;
}

/** An editor's state that can still be changed when the editor itself is gone: a picture may come after the page was left. */
export interface Paper {
  readonly state: EditorState;
  dispatch(tr: Transaction): void;
}

/** Takes files in, one after the other, where `at` is. Gives what could not be taken in, in sentences. */
export async function takeIn(paper: Paper, files: File[], at: number, { ipc, sheet }: Pick<Wishes, 'ipc' | 'sheet'>): Promise<string[]> {
  const refused: string[] = [];
  const place = hold(paper, at);
  for (const file of files) {
    try {
      if (file.size > MAX_BYTES) throw { code: 'picture_too_large' };
      const picture = await ipc.add_picture(new Uint8Array(await file.arrayBuffer()));
      put(paper, place, picture, sheet);
    } catch (error) {
      refused.push(m.write_picture_refused({ name: file.name, why: sentence(error) }));
    }
  }
  release(paper, place);
  return refused;
}

/** Lets the person choose files, and puts what was taken in where the cursor is. */
export async function choose(paper: Paper, { ipc, sheet }: Pick<Wishes, 'ipc' | 'sheet'>): Promise<string[]> {
  try {
    const { added, refused } = await ipc.choose_pictures();
    const place = hold(paper, paper.state.selection.to);
    for (const picture of added) put(paper, place, picture, sheet);
    release(paper, place);
    return refused.map(({ name, code }) => m.write_picture_refused({ name, why: sentence({ code }) }));
  } catch (error) {
    return [sentence(error)];
  }
}

function hold(paper: Paper, at: number): object {
  const place = {};
  paper.dispatch(paper.state.tr.setMeta(KEY, { place, at } satisfies Waiting));
  return place;
}

function release(paper: Paper, place: object): void {
  paper.dispatch(paper.state.tr.setMeta(KEY, { place, at: null } satisfies Waiting));
}

/** Puts a picture where its place is: alone in a paragraph, where the text allows that. */
function put(paper: Paper, place: object, picture: PictureSize, sheet: Sheet): void {
  sheet.pictures[picture.id] = picture;
  const { state } = paper;
  const held = KEY.getState(state)?.find(undefined, undefined, (spec) => spec.place === place)[0];
  // What it stood in was deleted meanwhile: then it comes last.
  const at = held?.from ?? state.doc.content.size;
  const { tr, schema, doc } = state;
  const node = schema.node('picture', { id: picture.id });
  const $at = doc.resolve(at);
  const inside = $at.parent.inlineContent && !$at.parent.type.spec.code;
  let after: number;
  if (inside && ($at.parent.content.size === 0 || $at.depth > 1)) {
    tr.insert(at, node);
    after = at + node.nodeSize;
  } else {
    let before = $at.depth === 0 ? at : $at.after(1);
    if (inside && $at.parentOffset === 0) before = $at.before(1);
    else if (inside && $at.parentOffset < $at.parent.content.size) {
      tr.split(at);
      before = at + 1;
    }
    tr.insert(before, schema.node('paragraph', null, [node]));
    after = before + 1 + node.nodeSize;
  }
  const end = tr.doc.resolve(after).after(1);
  if (end === tr.doc.content.size) tr.insert(end, schema.node('paragraph'));
  // Who has not gone on writing elsewhere writes on below it.
  if (state.selection.empty && state.selection.from === at) tr.setSelection(TextSelection.near(tr.doc.resolve(end)));
  paper.dispatch(tr.setMeta(KEY, { place, at: after } satisfies Waiting));
}
