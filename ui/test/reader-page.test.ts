import { describe, expect, it } from 'vitest';
import { read } from '../reader/page';
import { Refused } from '../reader/refused';
import { entry, page, plain, png } from './reader';

const PICTURE = png(4, 3, [1, 2, 3]);
const ABOUT = { media: 'image/png' as const, width: 4, height: 3, length: PICTURE.length };
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 9, 9]);

const whole = () =>
  page({
    note: 'For you',
    entries: [
      entry({ title: 'One', day: '2026-11-20', tags: ['a'], feelings: ['calm'], body: 'x ![p](picture:0)', pictures: [ABOUT] }),
      entry({ body: '![q](picture:1)', pictures: [{ ...ABOUT, media: 'image/jpeg', length: JPEG.length }] }),
    ],
    measures: [{ measure: 'own', name: 'Sleep', from: '2026-11-01', to: '2026-11-22', days: [{ day: '2026-11-02', value: -0.5 }] }],
  });

describe('what is inside the seal', () => {
  it('is read as it was written, with the pictures in their order', () => {
    const found = read(plain(whole(), [PICTURE, JPEG]));
    expect(found.page).toEqual(whole());
    expect(found.pictures.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual([PICTURE, JPEG].map((bytes) => Buffer.from(bytes).toString('hex')));
  });

  it('may be next to nothing', () => {
    expect(read(plain(page({ from: '' }))).page.entries).toEqual([]);
  });

  it('keeps every sign of a text', () => {
    const body = 'ＡÄ\u202E\u0000\uFEFF\n👩‍👩‍👧 \uD800';
    expect(read(plain(page({ note: '\uFEFFx', entries: [entry({ body })] }))).page).toMatchObject({ note: '\uFEFFx', entries: [{ body }] });
  });

  const damaged = (bytes: Uint8Array) => expect(() => read(bytes)).toThrow(new Refused('damaged'));

  it.each([
    ['another first line', plain(page(), [], 'Mend page 2')],
    ['a first line with more behind it', plain(page(), [], 'Mend page 1 ')],
    ['no end of the second line', Buffer.from('Mend page 1\n{}')],
    ['nothing', new Uint8Array()],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from('Mend page 1\n"'), Buffer.from([0xc3, 0x28]), Buffer.from('"\n')])],
    ['something behind the last picture', plain(whole(), [PICTURE, JPEG, Uint8Array.of(0)])],
    ['too few bytes for the last picture', plain(whole(), [PICTURE, JPEG.subarray(1)])],
    ['the pictures in another order', plain(whole(), [JPEG, PICTURE])],
    ['no pictures', plain(whole())],
  ])('is damaged with %s', (_, bytes) => damaged(bytes));

  const json = page() as unknown as Record<string, unknown>;
  it.each([
    ['no JSON', '{"from": "Ada"'],
    ['two values', `${JSON.stringify(json)} {}`],
    ['null', 'null'],
    ['a list', '[]'],
    ['a field too few', { ...json, note: undefined }],
    ['a field too many', { ...json, kind: 'page' }],
    ['a field of the prototype', '{"__proto__": {}, "from": "", "at": "2026-11-22T20:40:00Z", "note": "", "entries": [], "measures": []}'],
    ['a number for a name', { ...json, from: 7 }],
    ['a moment that is none', { ...json, at: 'yesterday' }],
    ['a day for a moment', { ...json, at: '2026-11-22' }],
    ['a month that is none', { ...json, at: '2026-13-22T20:40:00Z' }],
    ['an object for a list', { ...json, entries: {} }],
    ['an entry without a body', { ...json, entries: [{ ...entry(), body: null }] }],
    ['a day that is none', { ...json, entries: [entry({ day: '2026-02-3' })] }],
    ['a tag that is no text', { ...json, entries: [{ ...entry(), tags: [1] }] }],
    ['a picture of another kind', { ...json, entries: [{ ...entry(), pictures: [{ ...ABOUT, media: 'image/svg+xml' }] }] }],
    ['a picture without a side', { ...json, entries: [entry({ pictures: [{ ...ABOUT, width: 0 }] })] }],
    ['a picture of half a byte', { ...json, entries: [entry({ pictures: [{ ...ABOUT, length: 0.5 }] })] }],
    ['a picture that takes bytes back', { ...json, entries: [entry({ pictures: [{ ...ABOUT, length: -1 }] })] }],
    ['a value that is no number', { ...json, measures: [{ measure: 'trust', name: '', from: '2026-11-01', to: '2026-11-22', days: [{ day: '2026-11-01', value: null }] }] }],
  ])('is damaged with %s', (_, value) => damaged(plain(value)));
});
