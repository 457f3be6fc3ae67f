import type { Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import commonmark from '../../../test/vectors/commonmark.json';
import gfm from '../../../test/vectors/gfm.json';
import { parse } from './parse';
import { schema } from './schema';
import { serialise } from './serialise';
import { Sources } from './sources';

const VECTORS = [
  ['CommonMark 0.31', commonmark, 652],
  ['GitHub’s extensions', gfm, 28],
] as const;

/** Whether a node, or one inside it, is shown as its source. */
function hasSource(node: Node): boolean {
  let found = node.type.name.startsWith('verbatim');
  node.descendants((inner) => void (found ||= inner.type.name.startsWith('verbatim')));
  return found;
}

/** Writes other words into the first paragraph and gives the text. */
function changeFirst(text: string, words: string): string {
  const sources = new Sources();
  const doc = parse(schema, text, sources);
  const nodes = Array.from({ length: doc.childCount }, (_, index) => doc.child(index));
  const [first, ...rest] = nodes as [Node, ...Node[]];
  return serialise(schema.node('doc', null, [first.type.create(first.attrs, schema.text(words)), ...rest]), sources);
}

describe.each(VECTORS)('the examples of %s', (_, examples, count) => {
  it('are all here', () => {
    expect(examples).toHaveLength(count);
  });

  it('come back byte for byte', () => {
    const changed = examples.filter(({ markdown }) => {
      const sources = new Sources();
      const doc = parse(schema, markdown, sources);
      doc.check();
      return serialise(doc, sources) !== markdown;
    });
    expect(changed).toEqual([]);
  });

  it('stay byte for byte when something else in the entry is changed', () => {
    const changed = examples.filter(({ markdown }) => changeFirst(`Before.\n\n${markdown}`, 'Other words.') !== `Other words.\n\n${markdown}`);
    expect(changed).toEqual([]);
  });
});

describe('what the page draws', () => {
  // The shares that README.md states: a change here is a change of what people see.
  it.each([
    ['CommonMark 0.31', commonmark, 491],
    ['GitHub’s extensions', gfm, 20],
  ] as const)('of %s', (_, examples, drawn) => {
    const rich = examples.filter(({ markdown }) => !hasSource(parse(schema, markdown)));
    expect(rich).toHaveLength(drawn);
  });
});
