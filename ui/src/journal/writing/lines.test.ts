import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parts, withLineEndings } from './lines';

const text = fc.array(fc.constantFrom('a', 'b ', '\n', '\r\n', '\r', '👍', '\n\n')).map((list) => list.join(''));

describe('line endings', () => {
  it('stay as they were where nothing was changed', () => {
    expect(withLineEndings('a\r\nb\nc\rd', 'a\nX\nc\nd')).toBe('a\r\nX\nc\rd');
    expect(withLineEndings('a\r\nb\r\nc', 'a\nb\nnew\nc')).toBe('a\r\nb\r\nnew\r\nc');
    fc.assert(fc.property(text, (original) => withLineEndings(original, original.replace(/\r\n?/g, '\n')) === original));
  });

  it('never change the words', () => {
    fc.assert(fc.property(text, text, (original, edited) => {
      const plain = edited.replace(/\r\n?/g, '\n');
      return withLineEndings(original, plain).replace(/\r\n?/g, '\n') === plain;
    }));
  });
});

describe('parts', () => {
  it('are the text, in pieces of a size', () => {
    fc.assert(fc.property(text, fc.integer({ min: 2, max: 9 }), (whole, size) => {
      const cut = parts(whole, size);
      return cut.join('') === whole && cut.every((part) => part.length <= size + 1 && part.isWellFormed());
    }));
  });
});
