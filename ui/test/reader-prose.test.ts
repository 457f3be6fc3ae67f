import { DOMSerializer } from '@tiptap/pm/model';
import { describe, expect, it, vi } from 'vitest';
import { prose, type Draw } from '../reader/prose';
import { parse } from '../src/lib/markdown/parse';
import { schema } from '../src/lib/markdown/schema';
import commonmark from './vectors/commonmark.json';
import gfm from './vectors/gfm.json';

const none: Draw = () => null;
const draw = (text: string, pictures: Draw = none) => prose(text, pictures);

/** What a person sees, whatever it is made of: the kinds of elements and the words in them. */
function seen(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return [...node.childNodes].map(seen).join('');
  const name = node.localName.replace(/^h\d$/, 'h');
  const inside = [...node.childNodes].map(seen).join('');
  if (['span', 'div', 'input', 'label'].includes(name)) return inside;
  // Marks that follow each other say the same, however they are nested.
  return ['strong', 'em', 's', 'code'].includes(name) && !node.matches('pre > code, [data-verbatim]') ? inside : `<${name}>${inside}</${name}>`;
}

function here(text: string): string {
  const made = draw(text);
  // Mend says the address of a link elsewhere.
  for (const address of made.querySelectorAll('.address')) for (const node of [address.previousSibling, address.nextSibling, address]) node?.remove();
  return seen(made);
}

function inMend(text: string): string {
  const made = document.createElement('div');
  made.append(DOMSerializer.fromSchema(schema).serializeFragment(parse(schema, text).content));
  return seen(made);
}

describe('a text looks as in Mend', () => {
  const examples = [...commonmark, ...gfm].map(({ markdown }) => markdown);
  const own = ['one\ntwo', 'one\n\n\n\ntwo', '- [ ]\n- [x] done\n- plain', '    four spaces', '> a\n> - b\n>   c', '# a\n## b\n####### c', '1. x\n2. y', '```js\nlet a\n```', ''];

  it.each([['the specifications', examples], ['a journal', own]])('in the examples of %s', (_, texts) => {
    const different = texts.filter((text) => here(text) !== inMend(text));
    expect(different).toEqual([]);
  });

  it('with its marks', () => {
    const { children } = draw('**a** *b* ~~c~~ `d`');
    expect([...(children[0]?.children ?? [])].map((node) => [node.localName, node.textContent])).toEqual([['strong', 'a'], ['em', 'b'], ['s', 'c'], ['code', 'd']]);
  });

  it('with its headings below those of the page, and boxes nobody can check', () => {
    const made = draw('# one\n\n###### six\n\n- [x] done');
    expect([...made.querySelectorAll('h3, h6')].map((node) => node.getAttribute('data-level'))).toEqual(['1', '6']);
    expect(made.querySelector<HTMLInputElement>('input:disabled')).toMatchObject({ checked: true });
  });
});

describe('links', () => {
  const text = (markdown: string) => draw(markdown).textContent;

  it('are words with their address, and lead nowhere', () => {
    expect(text('[here](https://example.org/a "title")')).toBe('here (https://example.org/a)');
    expect(draw('[here](https://example.org) <https://example.org> [x](javascript:alert(1))').querySelector('a, [href]')).toBeNull();
  });

  it('say their address once when it is their words', () => {
    expect(text('<https://example.org/a>')).toBe('https://example.org/a');
    expect(text('<me@example.org>')).toBe('me@example.org');
    expect(text('[https://example.com](https://example.org)')).toBe('https://example.com (https://example.org)');
  });

  it('show what hides in an address', () => {
    expect(text('[x](<https://example.org/\u202Egpj.exe\u200B>)')).toBe('x (https://example.org/%E2%80%AEgpj.exe%E2%80%8B)');
  });
});

describe('pictures', () => {
  it('are drawn by their number with their words', () => {
    const pictures = vi.fn<Draw>(() => document.createElement('img'));
    expect(draw('![a *street*](picture:12)', pictures).querySelectorAll('img')).toHaveLength(1);
    expect(pictures).toHaveBeenCalledExactlyOnceWith(12, 'a street');
  });

  it('that are not here are told', () => {
    expect(draw('![a](picture:1)').textContent).toBe('A picture that cannot be shown');
  });

  it('from elsewhere are shown as what was written', () => {
    const pictures = vi.fn<Draw>();
    for (const address of ['https://example.org/a.png', '//example.org/a.png', 'data:image/png;base64,AA', 'file:///a.png', 'blob:null/1', 'picture:', 'picture:1/2']) {
      expect(draw(`![a](${address})`, pictures).textContent).toBe(`![a](${address})`);
    }
    expect(pictures).not.toHaveBeenCalled();
    for (const name of ['picture:x', 'picture:-1', 'picture:1234567']) draw(`![a](${name})`, pictures);
    expect(pictures).not.toHaveBeenCalled();
  });
});

describe('what somebody hostile wrote', () => {
  const ALLOWED = new Set(['blockquote', 'bdi', 'br', 'code', 'div', 'em', 'h3', 'h4', 'h5', 'h6', 'hr', 'input', 'li', 'ol', 'p', 'pre', 's', 'span', 'strong', 'ul']);
  const ATTRIBUTES = new Set(['aria-label', 'checked', 'class', 'data-checked', 'data-level', 'data-verbatim', 'dir', 'disabled', 'start', 'type']);

  it('makes no element and no attribute that could do anything', () => {
    const texts = [...commonmark, ...gfm].map(({ markdown }) => markdown);
    texts.push('<script>x</script>', '<img src=x onerror=x>', 'a <b onclick=x>b</b>', '<svg><a xlink:href="javascript:x">y</a></svg>', '</div></main>', '[x]: javascript:x\n\n[x]', '```<img src=x>\n```');
    for (const text of texts) {
      for (const node of draw(text).querySelectorAll('*')) {
        expect(ALLOWED).toContain(node.localName);
        expect([...node.attributes].map(({ name }) => name).filter((name) => !ATTRIBUTES.has(name))).toEqual([]);
      }
    }
  });

  it('is shown as its source where it nests deeper than anybody writes', () => {
    for (const text of ['> '.repeat(500), `${'> '.repeat(500)}x`, `${'- '.repeat(200)}x`, `${'**a *b '.repeat(200)}${'* **'.repeat(200)}`]) {
      const made = draw(text);
      let deepest = 0;
      for (const node of made.querySelectorAll('*')) {
        let depth = 0;
        for (let at: Element | null = node; at && at !== made; at = at.parentElement) depth += 1;
        deepest = Math.max(deepest, depth);
      }
      expect(deepest).toBeLessThan(100);
      expect(made.textContent).toContain(text.slice(0, 20));
    }
  });

  it.each([['longer than a book', '*word* '.repeat(150_000)], ['without a bottom', `x\n${'>'.repeat(199_000)}`]])('is shown as it was written when it is %s', (_, text) => {
    expect(draw(text).querySelectorAll('*')).toHaveLength(1);
    expect(draw(text).textContent).toBe(text);
  });

  it('is not taken for it where somebody drew a long line', () => {
    expect(draw(`a\n\n${'-'.repeat(300)}`).querySelector('hr')).not.toBeNull();
  });
});
