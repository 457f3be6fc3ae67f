import type { Node } from '@tiptap/pm/model';

/**
 * The text each top-level node was read from. A node carries a number in its `source` attribute; while the node is as it was read, the
 * text goes back byte for byte. The table only grows, so undo can bring an old node back.
 */
export class Sources {
  #read: { raw: string; node: Node }[] = [];
  #texts: { first: number; count: number; text: string }[] = [];
  /** What was written last of nodes, and the node that stood after each. Nodes never change, so this holds as long as they live. */
  #written = new WeakMap<Node, { text: string; next: Node | null }>();

  /** Makes the node with its number and remembers both. */
  add(raw: string, make: (source: number) => Node): Node {
    const node = make(this.#read.length);
    this.#read.push({ raw, node });
    return node;
  }

  /** Notes that the last `count` nodes are one whole text. */
  close(count: number, text: string): void {
    this.#texts.push({ first: this.#read.length - count, count, text });
  }

  /** The text these nodes were read from, when they are all of it and nothing was changed. */
  whole(nodes: Node[]): string | null {
    const first = nodes[0]?.attrs.source as number | null | undefined;
    const found = this.#texts.find((text) => text.first === first && text.count === nodes.length);
    const same = found && nodes.every((node, index) => node.attrs.source === found.first + index && this.unchanged(node) !== null);
    return same ? found.text : null;
  }

  /** Remembers the pieces of a text that was written of these nodes and reads back as them: so the next save has only the news to look at. */
  wrote(nodes: Node[], pieces: string[]): void {
    nodes.forEach((node, index) => this.#written.set(node, { text: pieces[index] ?? '', next: nodes[index + 1] ?? null }));
  }

  /** A node's own text, if it has one: as it was read, else as it was written. */
  text(node: Node): string | null {
    return this.unchanged(node) ?? this.#written.get(node)?.text ?? null;
  }

  /** Whether these two follow each other in a text that was read or written, with the texts they have now. */
  together(node: Node | undefined, next: Node | undefined): boolean {
    if (!node || !next) return false;
    const source = node.attrs.source as number | null;
    if (source !== null && next.attrs.source === source + 1 && this.unchanged(node) !== null && this.unchanged(next) !== null) return true;
    const [written, after] = [this.#written.get(node), this.#written.get(next)];
    return written?.next === next && written.text === this.text(node) && after?.text === this.text(next);
  }

  /** The text of a node nobody has changed since it was read, else null. */
  unchanged(node: Node): string | null {
    const source = node.attrs.source as number | null;
    const origin = source === null ? undefined : this.#read[source];
    return origin && (origin.node === node || origin.node.eq(node)) ? origin.raw : null;
  }
}
