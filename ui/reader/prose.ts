/**
 * Markdown as it looks in Mend ($lib/markdown/parse.ts draws it there). What Mend shows as its source is shown as its source here too: HTML,
 * tables, footnotes, pictures from elsewhere. Everything is made of elements and text nodes, and nothing leads anywhere.
 */
import type { BlockContent, DefinitionContent, Link, ListItem, PhrasingContent, RootContent } from 'mdast';
import { pictureId } from '$lib/markdown/picture';
import { slices, type Slice } from '$lib/markdown/slices';
import { span } from '$lib/markdown/syntax';
import { m } from '$lib/paraglide/messages';
import { element } from './element';

/** Draws the picture of this number, with the words for it; null if there is none. */
export type Draw = (number: number, alt: string) => Node | null;

/** Containers and marks within each other; what goes deeper is shown as its source, for browsers fail at some depth. */
const DEEPEST = 32;
/** Letters in one text. Longer ones are shown as they were written, for reading some of them takes the time of their length squared. */
const LONGEST = 200_000;

/** Thrown for what is not drawn; the block around it is then shown as its source. */
class Unshowable extends Error {}

/** A text as one element. */
export function prose(text: string, draw: Draw): HTMLElement {
  return element('div', { class: 'prose' }, ...drawn(text, draw));
}

function drawn(text: string, draw: Draw): Node[] {
  if (text.length > LONGEST) return [verbatim(text)];
  let cut: Slice[];
  try {
    cut = slices(text);
  } catch {
    return [verbatim(text)];
  }
  return cut.map((slice) => top(slice, draw));
}

function verbatim(source: string): Node {
  return element('pre', { 'data-verbatim': '', dir: 'auto' }, source);
}

function top({ block, origin }: Slice, draw: Draw): Node {
  if (!block) return element('p');
  try {
    return new Drawing(origin, draw).block(block, 0);
  } catch (error) {
    if (!(error instanceof Unshowable)) throw error;
    const { start, end } = span(block);
    return verbatim(origin.slice(start, end).replace(/\r\n?/g, '\n'));
  }
}

/** Draws a tree of one source text. `depth` is how many things there are around a node. */
class Drawing {
  constructor(
    private origin: string,
    private draw: Draw,
  ) {}

  block(block: RootContent, depth: number): Node {
    if (depth > DEEPEST) throw new Unshowable();
    switch (block.type) {
      case 'paragraph':
        return element('p', { dir: 'auto' }, ...this.inline(block.children, depth, depth > 0));
      case 'heading': {
        // The page's own headings go down to the entry's title, which is of the second level.
        const name = `h${Math.min(block.depth + 2, 6)}` as 'h3';
        return element(name, { dir: 'auto', 'data-level': String(block.depth) }, ...this.inline(block.children, depth, depth > 0));
      }
      case 'thematicBreak':
        return element('hr');
      case 'code':
        return element('pre', { dir: 'auto' }, element('code', {}, block.value.replace(/\r\n?/g, '\n')));
      case 'blockquote':
        return element('blockquote', {}, ...this.inside(block.children, depth));
      case 'list': {
        const items = block.children.map((item) => this.item(item, depth + 1));
        return block.ordered ? element('ol', { start: String(block.start ?? 1) }, ...items) : element('ul', {}, ...items);
      }
      default:
        throw new Unshowable();
    }
  }

  private item(item: ListItem, depth: number): Node {
    const [head, ...rest] = item.children;
    if (typeof item.checked === 'boolean') {
      if (head?.type !== 'paragraph') throw new Unshowable();
      return task(item.checked, this.inside(item.children, depth));
    }
    // GitHub wants words after the box. A task that has none yet is one here all the same.
    const box = head?.type === 'paragraph' ? /^\[([ xX])\]$/.exec(this.source(head)) : null;
    if (!box) return element('li', {}, ...this.inside(item.children, depth));
    return task(box[1] !== ' ', [element('p'), ...rest.map((child) => this.block(child, depth + 1))]);
  }

  private source(node: RootContent): string {
    const { start, end } = span(node);
    return this.origin.slice(start, end);
  }

  private inside(children: (BlockContent | DefinitionContent)[], depth: number): Node[] {
    const nodes = children.map((child) => this.block(child, depth + 1));
    return nodes.length > 0 ? nodes : [element('p')];
  }

  private inline(children: PhrasingContent[], depth: number, nested: boolean): Node[] {
    if (depth > DEEPEST) throw new Unshowable();
    return children.flatMap((child) => this.phrase(child, depth + 1, nested));
  }

  private phrase(child: PhrasingContent, depth: number, nested: boolean): Node[] {
    switch (child.type) {
      case 'text':
        return child.value.split(/\r\n|\r|\n/).flatMap((line, index) => [
          ...(index > 0 ? [element('br')] : []),
          ...(line ? [document.createTextNode(line)] : []),
        ]);
      case 'break':
        return [element('br')];
      case 'inlineCode':
        return [element('code', {}, child.value.replace(/\r\n|\r|\n/g, ' '))];
      case 'strong':
        return [element('strong', {}, ...this.inline(child.children, depth, nested))];
      case 'emphasis':
        return [element('em', {}, ...this.inline(child.children, depth, nested))];
      case 'delete':
        return [element('s', {}, ...this.inline(child.children, depth, nested))];
      case 'link':
        if (child.children.length > 0) return link(child, this.inline(child.children, depth, nested));
        break;
      case 'image': {
        const id = child.title ? null : pictureId(child.url);
        if (id !== null) return [this.picture(id, (child.alt ?? '').replace(/\s+/g, ' ').trim())];
      }
    }
    const text = this.source(child);
    // Inside a quote or a list a second line carries the signs of its container.
    if (!text || (nested && /[\r\n]/.test(text))) throw new Unshowable();
    return [element('code', { 'data-verbatim': '' }, text)];
  }

  private picture(id: string, alt: string): Node {
    const found = /^\d{1,6}$/.test(id) ? this.draw(Number(id), alt) : null;
    return found ?? missing();
  }
}

/** Stands where a picture cannot be shown. */
export function missing(): HTMLElement {
  return element('span', { class: 'picture missing' }, m.reader_picture_missing());
}

function task(checked: boolean, blocks: Node[]): Node {
  const box = element('input', { type: 'checkbox', disabled: '', 'aria-label': m.write_check_done(), ...(checked ? { checked: '' } : {}) });
  return element('li', { 'data-checked': String(checked) }, element('span', { class: 'check' }, box), element('div', {}, ...blocks));
}

/** The words of a link and, unless they are the same, its address in brackets. It cannot be followed. */
function link({ url }: Link, words: Node[]): Node[] {
  const shown = element('span', { class: 'link' }, ...words);
  if (url.replace(/^mailto:/i, '') === shown.textContent) return [shown];
  return [shown, ' (', element('bdi', { class: 'address' }, legible(url)), ')'].map((part) => (typeof part === 'string' ? document.createTextNode(part) : part));
}

/** An address without signs that cannot be seen or that turn the reading direction around. */
function legible(url: string): string {
  return url.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, encodeURIComponent);
}
