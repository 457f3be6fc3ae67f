/** What was written: the texts with their pictures, and the measures. */
import type { SharedMeasure } from '$lib/bindings/SharedMeasure';
import { longDay } from '$lib/day';
import { ends, measures, said, type Measure } from '../src/journal/feelings/pictures/measures';
import { m } from '$lib/paraglide/messages';
import { element } from './element';
import { mark } from './mark';
import type { Page, PageEntry } from './page';
import { missing, prose } from './prose';

export interface Content {
  root: HTMLElement;
  /** Where reading begins. */
  heading: HTMLElement;
  /** Gives the pictures back. The elements are taken away by whoever put them on the page. */
  forget: () => void;
}

/** When it was made, on the clock of who reads it. */
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

/** Lays it out. One text after the other, so that the page can draw and listen in between. */
export async function laidOut(page: Page, pictures: Uint8Array[], close: () => void): Promise<Content> {
  const addresses: string[] = [];
  const heading = element('h1', { tabindex: '-1' }, page.from ? m.reader_from({ name: page.from }) : m.reader_heading());
  const made = element('time', { datetime: page.at }, moment.format(new Date(page.at)));
  const body = element('main', { class: 'content' }, element('header', {}, heading, element('p', { class: 'hint' }, made)));
  if (page.note) body.append(element('p', { class: 'note', dir: 'auto', lang: '' }, page.note));
  let first = 0;
  for (const entry of page.entries) {
    await new Promise((resolve) => setTimeout(resolve));
    body.append(text(entry, first, pictures, addresses));
    first += entry.pictures.length;
  }
  body.append(...page.measures.map(measured));
  body.append(element('footer', { class: 'hint' }, m.reader_no_answer()));

  const closing = element('button', { class: 'btn', type: 'button' }, m.reader_close());
  closing.addEventListener('click', close);
  const root = element('div', { class: 'open' }, element('div', { class: 'bar' }, mark(26), closing), body);
  return { root, heading, forget: () => addresses.forEach((address) => URL.revokeObjectURL(address)) };
}

/** `first` is the number of its first picture. */
function text(entry: PageEntry, first: number, pictures: Uint8Array[], addresses: string[]): HTMLElement {
  const shown = new Set<number>();
  const draw = (number: number, alt: string) => {
    const { media, width, height } = entry.pictures[number - first] ?? {};
    const bytes = pictures[number];
    if (!media || !bytes) return null;
    shown.add(number);
    const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: media }));
    addresses.push(address);
    const image = element('img', { src: address, alt: alt || m.reader_picture(), width: String(width), height: String(height) });
    const frame = element('span', { class: 'picture' }, image);
    image.addEventListener('error', () => frame.replaceWith(missing()));
    return frame;
  };
  const body = prose(entry.body, draw);
  // What came is shown, even where the text shows no picture: in a table, or where it was too long to be drawn.
  for (const index of entry.pictures.keys()) {
    const left = shown.has(first + index) ? null : draw(first + index, '');
    if (left) body.append(element('p', {}, left));
  }
  body.setAttribute('lang', '');
  return element('article', {}, ...title(entry), ...marks(entry), body);
}

/** Of a text without a title, its day. Of one without either there is none. */
function title({ title, day }: PageEntry): Node[] {
  const date = day ? element('time', { datetime: day }, longDay(`${day}T00:00:00`)) : null;
  if (!title) return date ? [element('h2', {}, date)] : [];
  return [element('h2', { dir: 'auto', lang: '' }, title), ...(date ? [element('p', { class: 'hint' }, date)] : [])];
}

function marks({ feelings, tags }: PageEntry): Node[] {
  const rows = [{ name: m.reader_feelings(), words: feelings }, { name: m.reader_tags(), words: tags }].filter(({ words }) => words.length > 0);
  if (rows.length === 0) return [];
  const chip = (word: string) => element('dd', { class: 'chip' }, element('bdi', { lang: '' }, word));
  return [element('dl', { class: 'marks' }, ...rows.map(({ name, words }) => element('div', { class: 'row' }, element('dt', {}, name), ...words.map(chip))))];
}

function measured(shared: SharedMeasure): HTMLElement {
  const measure = measureOf(shared);
  const date = (day: string) => element('time', { datetime: day }, longDay(`${day}T00:00:00`));
  const rows = shared.days.map(({ day, value }) => element('tr', {}, element('th', { scope: 'row' }, date(day)), element('td', {}, said(measure, value))));
  const table = element(
    'table',
    {},
    element('caption', { class: 'unseen', dir: 'auto' }, measure.name),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, m.reader_day()), element('th', { scope: 'col' }, m.reader_value()))),
    element('tbody', {}, ...rows),
  );
  return element(
    'article',
    {},
    element('h2', { dir: 'auto', lang: '' }, measure.name),
    element('p', { class: 'hint' }, date(shared.from), ' – ', date(shared.to)),
    ...scale(measure),
    rows.length > 0 ? table : element('p', {}, m.reader_no_values()),
  );
}

/** The values of the plane are words. What somebody counts has no ends. */
function scale(measure: Measure): Node[] {
  const [low, high] = ends(measure, 0).map(String);
  return measure.kind === 'scale' ? [element('p', { class: 'hint' }, m.reader_scale({ low: low ?? '', high: high ?? '' }))] : [];
}

function measureOf({ measure, name }: SharedMeasure): Measure {
  const tracker: Measure = { id: measure, name: name || m.feel_measure_unknown(), kind: 'count', felt: false };
  return measures([measure], []).find(({ id }) => id === measure && id !== 'own') ?? tracker;
}
