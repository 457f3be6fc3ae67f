import type { BlockContent, DefinitionContent, ListItem, PhrasingContent, RootContent } from 'mdast';
import type { Mark, Node, Schema } from '@tiptap/pm/model';
import { pictureId } from './picture';
import { slices, type Slice } from './slices';
import { Sources } from './sources';
import { span } from './syntax';

/** Thrown for what the page cannot draw; the block around it is then shown as its source. */
class Unshowable extends Error {}

/** Reads Markdown into nodes that remember their source. `sources` is filled with them. */
export function blocks(schema: Schema, text: string, sources: Sources): Node[] {
  const cut = exactSlices(text);
  const nodes = cut
    ? cut.map((slice) => sources.add(slice.raw, (source) => top(schema, slice, source)))
    : [sources.add(text, (source) => verbatim(schema, text, source))];
  sources.close(nodes.length, text);
  return nodes;
}

/** The slices, or null when they are not exactly the text: then it is shown as it is, which must not cost anybody a letter. */
function exactSlices(text: string): Slice[] | null {
  try {
    const cut = slices(text);
    return cut.map((slice) => slice.raw).join('') === text ? cut : null;
  } catch {
    return null;
  }
}

/** Reads a whole document. */
export function parse(schema: Schema, text: string, sources = new Sources()): Node {
  return schema.node('doc', null, blocks(schema, text, sources));
}

function verbatim(schema: Schema, text: string, source: number | null): Node {
  return schema.node('verbatim', { source }, text ? [schema.text(text)] : []);
}

function top(schema: Schema, slice: Slice, source: number): Node {
  const { block, origin } = slice;
  if (!block) return schema.node('paragraph', { source });
  try {
    return new Reader(schema, origin).block(block, { source }, false);
  } catch (error) {
    if (!(error instanceof Unshowable)) throw error;
    const { start, end } = span(block);
    return verbatim(schema, origin.slice(start, end).replace(/\r\n?/g, '\n'), source);
  }
}

/** Turns a tree of one source text into nodes. */
class Reader {
  constructor(
    private schema: Schema,
    private origin: string,
  ) {}

  block(block: RootContent, attrs: { source?: number }, nested: boolean): Node {
    const { schema } = this;
    switch (block.type) {
      case 'paragraph':
        return schema.node('paragraph', attrs, this.inline(block.children, [], nested));
      case 'heading':
        return schema.node('heading', { ...attrs, level: block.depth }, this.inline(block.children, [], nested));
      case 'thematicBreak':
        return schema.node('horizontalRule', attrs);
      case 'code': {
        const language = [block.lang, block.meta].filter(Boolean).join(' ') || null;
        const value = block.value.replace(/\r\n?/g, '\n');
        return schema.node('codeBlock', { ...attrs, language }, value ? [schema.text(value)] : []);
      }
      case 'blockquote':
        return schema.node('blockquote', attrs, this.inside(block.children));
      case 'list': {
        const items = block.children.map((item) => this.item(item));
        return block.ordered
          ? schema.node('orderedList', { ...attrs, start: block.start ?? 1 }, items)
          : schema.node('bulletList', attrs, items);
      }
      default:
        throw new Unshowable();
    }
  }

  private item(item: ListItem): Node {
    const [head, ...rest] = item.children;
    if (typeof item.checked === 'boolean') {
      if (head?.type !== 'paragraph') throw new Unshowable();
      return this.schema.node('listItem', { checked: item.checked }, this.inside(item.children));
    }
    // GitHub wants words after the box. A task that has none yet is one here all the same.
    const box = head?.type === 'paragraph' ? /^\[([ xX])\]$/.exec(this.source(head)) : null;
    if (!box) return this.schema.node('listItem', null, this.inside(item.children));
    const blocks = rest.map((child) => this.block(child, {}, true));
    return this.schema.node('listItem', { checked: box[1] !== ' ' }, [this.schema.node('paragraph'), ...blocks]);
  }

  private source(node: RootContent): string {
    const { start, end } = span(node);
    return this.origin.slice(start, end);
  }

  /** What stands in a container, which always holds at least one block. */
  private inside(children: (BlockContent | DefinitionContent)[]): Node[] {
    const nodes = children.map((child) => this.block(child, {}, true));
    return nodes.length > 0 ? nodes : [this.schema.node('paragraph')];
  }

  private inline(children: PhrasingContent[], marks: readonly Mark[], nested: boolean): Node[] {
    return children.flatMap((child) => this.phrase(child, marks, nested));
  }

  private phrase(child: PhrasingContent, marks: readonly Mark[], nested: boolean): Node[] {
    const { schema } = this;
    const under = (name: string, attrs: Record<string, unknown> = {}) => schema.mark(name, attrs).addToSet(marks);
    switch (child.type) {
      case 'text':
        return child.value.split(/\r\n|\r|\n/).flatMap((line, index) => [
          ...(index > 0 ? [schema.node('hardBreak', null, [], marks)] : []),
          ...(line ? [schema.text(line, marks)] : []),
        ]);
      case 'break':
        return [schema.node('hardBreak', null, [], marks)];
      case 'inlineCode':
        return [schema.text(child.value.replace(/\r\n|\r|\n/g, ' '), under('code'))];
      case 'strong':
        return this.inline(child.children, under('bold'), nested);
      case 'emphasis':
        return this.inline(child.children, under('italic'), nested);
      case 'delete':
        return this.inline(child.children, under('strike'), nested);
      case 'link':
        if (child.children.length > 0) {
          return this.inline(child.children, under('link', { href: child.url, title: child.title ?? null }), nested);
        }
        break;
      case 'image': {
        const id = child.title ? null : pictureId(child.url);
        if (id !== null) return [schema.node('picture', { id, alt: (child.alt ?? '').replace(/\s+/g, ' ') }, [], marks)];
      }
    }
    const text = this.source(child);
    // Inside a quote or a list a second line carries the signs of its container.
    if (!text || (nested && /[\r\n]/.test(text))) throw new Unshowable();
    return [schema.node('verbatimInline', { text }, [], marks)];
  }
}
