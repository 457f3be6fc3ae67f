/**
 * What is inside the seal, as Mend writes it:
 *
 *     Mend page 1\n
 *     {"from": …, "at": …, "note": …, "entries": […], "measures": […]}   (one line; spaces may follow it)\n
 *     the bytes of all pictures, in the order in which the entries list them
 *
 * A page and the Mend that made it are of one version, so whatever is not exactly this is damage.
 */
import type { SharedEntry } from '$lib/bindings/SharedEntry';
import type { SharedMeasure } from '$lib/bindings/SharedMeasure';
import { Refused } from './refused';

const FIRST_LINE = 'Mend page 1';
const NEWLINE = 10;
/** How files of the two kinds begin. */
const SIGNATURES = { 'image/jpeg': [0xff, 0xd8, 0xff], 'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] };
/** Pixels a side; no browser draws more. */
const LARGEST_SIDE = 65_535;

export interface PagePicture {
  media: keyof typeof SIGNATURES;
  width: number;
  height: number;
  /** In bytes. */
  length: number;
}

export interface PageEntry extends Omit<SharedEntry, 'pictures'> {
  /** In the body a picture stands as `![words](picture:N)`; N counts from 0 over the whole page. */
  pictures: PagePicture[];
}

export interface Page {
  /** The name of who made it; may be empty. */
  from: string;
  /** When it was made (RFC 3339). */
  at: string;
  note: string;
  entries: PageEntry[];
  measures: SharedMeasure[];
}

/** The page, and the bytes of its pictures one by one. Throws `Refused`. */
export function read(plain: Uint8Array): { page: Page; pictures: Uint8Array[] } {
  const first = line(plain, 0);
  if (first.text !== FIRST_LINE) throw new Refused('damaged');
  const second = line(plain, first.next);
  const page = pageOf(json(second.text));
  let at = second.next;
  const pictures = page.entries.flatMap((entry) => entry.pictures).map(({ media, length }) => {
    const bytes = plain.subarray(at, (at += length));
    if (!SIGNATURES[media].every((byte, index) => bytes[index] === byte)) throw new Refused('damaged');
    return bytes;
  });
  if (at !== plain.length) throw new Refused('damaged');
  return { page, pictures };
}

function line(bytes: Uint8Array, start: number): { text: string; next: number } {
  const end = bytes.indexOf(NEWLINE, start);
  if (end < 0) throw new Refused('damaged');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start, end)), next: end + 1 };
  } catch {
    throw new Refused('damaged');
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('damaged');
  }
}

/** Takes a value for what it should be, or throws. */
type Check<T> = (value: unknown) => T;

function kind<T>(is: (value: unknown) => boolean): Check<T> {
  return (value) => {
    if (!is(value)) throw new Refused('damaged');
    return value as T;
  };
}

function listOf<T>(check: Check<T>): Check<T[]> {
  return (value) => kind<unknown[]>(Array.isArray)(value).map(check);
}

/** An object with these fields and no others. */
function fields<T extends object>(checks: { [Key in keyof T]: Check<T[Key]> }): Check<T> {
  const names = Object.keys(checks) as (keyof T & string)[];
  const isObject = kind<Record<string, unknown>>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  return (value) => {
    const found = isObject(value);
    if (Object.keys(found).length !== names.length || !names.every((name) => Object.hasOwn(found, name))) throw new Refused('damaged');
    return Object.fromEntries(names.map((name) => [name, checks[name](found[name])])) as T;
  };
}

const text = kind<string>((value) => typeof value === 'string');
const finite = kind<number>(Number.isFinite);
const whole = (from: number, to: number) => kind<number>((value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to);
const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
const day = kind<string>(isDay);
const moment = kind<string>((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value)));

const pageOf = fields<Page>({
  from: text,
  at: moment,
  note: text,
  entries: listOf(
    fields<PageEntry>({
      title: text,
      day: kind<string | null>((value) => value === null || isDay(value)),
      tags: listOf(text),
      feelings: listOf(text),
      body: text,
      pictures: listOf(
        fields<PagePicture>({
          media: kind((value) => value === 'image/jpeg' || value === 'image/png'),
          width: whole(1, LARGEST_SIDE),
          height: whole(1, LARGEST_SIDE),
          length: whole(1, Number.MAX_SAFE_INTEGER),
        }),
      ),
    }),
  ),
  measures: listOf(
    fields<SharedMeasure>({ measure: text, name: text, from: day, to: day, days: listOf(fields({ day, value: finite })) }),
  ),
});
