import fc from 'fast-check';
import type { Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { parse } from './parse';
import { schema } from './schema';
import { serialise } from './serialise';
import { shape } from './shape';
import { Sources } from './sources';

function roundTrip(text: string): string {
  const sources = new Sources();
  return serialise(parse(schema, text, sources), sources);
}

const shapes = (doc: Node) => Array.from({ length: doc.childCount }, (_, index) => JSON.parse(shape(doc.child(index))) as unknown);

// Shapes that pasted articles have, in our own words.
const PASTED = [
  'A heading on a bare line\n\n\n\n\nThen text after four blank lines, “curly” and ’so on’.\n\n  • one\n  • two\n\nEnd *',
  'First line\nsecond line  \nthird line\n  1. To start, a step.\n  2. Next, another.\n\n  3. And more\n\nNo newline at the end',
  'with CRLF\r\n\r\n\r\nsecond\r\n- a\r\n- b\r\n',
  'tab\there\n\tcode by tab\n\n- a\n\tb\n',
  'NUL \u0000 inside\n\nand a lone \r return\r',
  'emoji 👩‍👩‍👧 and שלום עולם\n\nمرحبا\n',
  `${'a very long line '.repeat(5000)}\n\nend`,
  '\uFEFFbyte order mark\n\n\uFEFF twice',
  '\uFEFF\uFEFF# two\n',
  '', ' ', '\n', '\n\n\n', '  \n \n', '*', '-', '1.', '>', '```', '\t', '\\', '&nbsp;\n\n', 'a\n\n', 'a\n \n \nb\n \n',
];

const COMMONMARK = [
  '# h\n## h2 ##\nSetext\n===\n\nTwo\nlines\n---\n', '> quote\nlazy\n\n> > nested\n>\n\n>\n', '- a\n\n- b\n  - c\n    d\n\n\n- e\n* other\n',
  '1) one\n2) two\n7. seven\n', '```js meta\ncode\n\n\n```\n~~~\nopen', '    indented\n\n    more\n', '<div>\n*html*\n</div>\n\ntext <b>bold</b>',
  '| a | b |\n|---|---|\n| 1 | 2 |\n', 'note[^1]\n\n[^1]: the note\n    more\n', '![alt](https://example.org/x.png "t") [ref][x]\n\n[x]: /url "t"\n',
  '**bold *both* bold** ~~gone~~ `code` <https://a.b> [l](u "t")\\\nnext', '***\n---\n___\n', '- [ ] task\n- [x] done\n', '- # h\n- > q\n-\n  para\n- ```\n  c\n  ```\n',
];

describe('a text that was read and not touched', () => {
  it.each([...PASTED, ...COMMONMARK].map((text) => [text.slice(0, 30), text]))('is itself: %j', (_, text) => {
    expect(roundTrip(text)).toBe(text);
  });

  it('is itself, whatever it is made of', () => {
    const piece = fc.constantFrom(
      ...'*_~`#>-+=.!|[]()<>\\&: \t\n\n\n\r1a é•“'.split(''), '\r\n', '\n\n', '  ', '    ', '- ', '1. ', '```', '**', '](', '[^', '<b>', '\u0000', '\uFEFF', '\u00a0', '👍',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }).map((list) => list.join('')), (text) => {
      parse(schema, text).check();
      return roundTrip(text) === text;
    }), {
      numRuns: 1500,
    });
  });
});

describe('a text of which one block was changed', () => {
  const change = (text: string, at: number, words: string) => {
    const sources = new Sources();
    const doc = parse(schema, text, sources);
    const nodes = Array.from({ length: doc.childCount }, (_, index) => doc.child(index));
    const old = nodes[at] as Node;
    nodes[at] = old.type.create(old.attrs, schema.text(words));
    return serialise(schema.node('doc', null, nodes), sources);
  };

  it('keeps every other block byte for byte', () => {
    expect(change('one  \n\n\n\n  two\n\n*  a\n*  b\n\n\nEnd\n', 3, 'TWO')).toBe('one  \n\n\n\nTWO\n\n*  a\n*  b\n\n\nEnd\n');
    expect(change('a\n\n| x | y |\n|---|---|\n\nb', 0, 'A')).toBe('A\n\n| x | y |\n|---|---|\n\nb');
    expect(change('a [r][x]\n\nb\n\n[x]: /u\n', 1, 'B')).toBe('a [r][x]\n\nB\n\n[x]: /u\n');
  });

  it('reads back as what is on the page', () => {
    const words = fc.constantFrom('- a', '# b', '1. c', '> d', '    e', '```', '[x]: y', 'snake_case *', '***', 'x\ty', '=', '|-|', '&amp;', '<b>', 'a ~5 b');
    fc.assert(
      fc.property(fc.constantFrom(...PASTED.filter((text) => text.length < 1000), ...COMMONMARK), fc.nat(), words, (text, seed, word) => {
        const sources = new Sources();
        const doc = parse(schema, text, sources);
        const at = seed % doc.childCount;
        if (doc.child(at).type.name !== 'paragraph') return;
        const nodes = Array.from({ length: doc.childCount }, (_, index) => doc.child(index));
        nodes[at] = schema.node('paragraph', (nodes[at] as Node).attrs, [schema.text(word)]);
        const changed = schema.node('doc', null, nodes);
        expect(shapes(parse(schema, serialise(changed, sources)))).toEqual(shapes(changed));
      }),
      { numRuns: 400 },
    );
  });

  it('lets go of the blank line before something that was deleted', () => {
    const sources = new Sources();
    const doc = parse(schema, 'a\n\nb\n\nc', sources);
    expect(serialise(schema.node('doc', null, [doc.child(0), doc.child(1)]), sources)).toBe('a\n\nb');
    expect(serialise(schema.node('doc', null, [doc.child(2), doc.child(0)]), sources)).toBe('c\n\na');
  });
});

describe('a text that was typed', () => {
  const write = (...nodes: Node[]) => serialise(schema.node('doc', null, nodes), new Sources());
  const p = (text: string) => schema.node('paragraph', null, text ? [schema.text(text)] : []);

  it('is as plain as it can be', () => {
    expect(write(p('It’s 5 * 3_000 snake_case [sigh] ~ok? ~5 & so #1 2.'))).toBe('It’s 5 * 3_000 snake_case [sigh] ~ok? ~5 & so #1 2.');
    expect(write(p('a'), p('b'))).toBe('a\n\nb');
    expect(write(p('a'), p(''), p('b'), p(''))).toBe('a\n\n\nb\n\n');
    expect(write(p('typing '))).toBe('typing');
  });

  it('keeps a line break a line break', () => {
    const br = schema.node('hardBreak');
    expect(write(schema.node('paragraph', null, [schema.text('a'), br, schema.text('- b')]))).toBe('a\n\\- b');
  });

  const marks = fc.subarray(['bold', 'italic', 'strike', 'code', 'link']);
  const text = fc.array(fc.constantFrom('a', 'b1', ' ', '*', '_', '~', '`', '[', ']', '(', ')', '!', '#', '-', '+', '1.', '>', '<b>', '&amp;', '\\', '"', '|', '=', '“', 'é', 'https://a.b', ':'), { minLength: 1, maxLength: 6 }).map((list) => list.join(''));
  const run = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(text, marks).map(([words, names]) => schema.text(words, names.map((name) => schema.mark(name, name === 'link' ? { href: 'https://x.y/a b', title: null } : null)))) },
    { weight: 1, arbitrary: fc.constant(null).map(() => schema.node('hardBreak')) },
    { weight: 1, arbitrary: fc.tuple(text, marks).map(([alt, names]) => schema.node('picture', { id: 'p-1', alt }, [], names.filter((name) => name !== 'code' && name !== 'link').map((name) => schema.mark(name)))) },
  );
  const paragraph = fc.array(run, { maxLength: 5 }).map((list) => schema.node('paragraph', null, list));
  const heading = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.array(run, { maxLength: 3 })).map(([level, list]) => schema.node('heading', { level }, list));
  const code = fc.tuple(fc.constantFrom('', 'x', '```', '\n\n', '  a\n\tb', '~~~', '- a'), fc.constantFrom(null, 'js', 'js meta')).map(([value, language]) => schema.node('codeBlock', { language }, value ? [schema.text(value)] : []));
  const rule = fc.constant(null).map(() => schema.node('horizontalRule'));
  const leaf = fc.oneof({ weight: 5, arbitrary: paragraph }, heading, code, rule);
  const checked = fc.constantFrom(null, null, true, false);
  const { block } = fc.letrec<{ block: Node; list: Node; quote: Node }>((tie) => ({
    list: fc.tuple(fc.boolean(), fc.array(fc.tuple(checked, fc.array(tie('block'), { minLength: 1, maxLength: 2 })), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 12 })).map(([ordered, items, start]) =>
      schema.node(ordered ? 'orderedList' : 'bulletList', ordered ? { start } : null, items.map(([check, item]) => schema.node('listItem', { checked: check }, item)))),
    quote: fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((list) => schema.node('blockquote', null, list)),
    block: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, leaf, leaf, tie('list'), tie('quote')),
  }));

  it('reads back as the page it was typed on', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (nodes) => {
        const doc = schema.node('doc', null, nodes);
        const written = serialise(doc, new Sources());
        expect(shapes(parse(schema, written)), written).toEqual(shapes(doc));
      }),
      { numRuns: 400 },
    );
  });
});

describe('a text that goes deeper than anybody can mean', () => {
  // Reading each of these took minutes.
  it.each([['>'.repeat(200_000)], ['> '.repeat(100_000)], ['- '.repeat(100_000)], ['1. '.repeat(60_000)], [`A line\n\n${'> - '.repeat(50_000)}x`]])('is shown as it was written: %#', (text) => {
    const doc = parse(schema, text);
    expect(doc.childCount).toBe(1);
    expect(doc.firstChild?.type.name).toBe('verbatim');
    expect(roundTrip(text)).toBe(text);
  });

  it('is read as before up to there', () => {
    expect(parse(schema, `${'> '.repeat(5)}deep`).firstChild?.type.name).toBe('blockquote');
  });
});
