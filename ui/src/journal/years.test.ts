import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckIn } from '$lib/bindings/CheckIn';
import type { Entry } from '$lib/bindings/Entry';
import type { Mark } from '$lib/bindings/Mark';
import type { PathPlace } from '$lib/bindings/PathPlace';
import type { Person } from '$lib/bindings/Person';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import { checkInOf } from '$lib/ipc.fake.feelings';
import { expectAccessible } from '../../test/axe';
import Journal from './Journal.svelte';
import { LASTS } from './path/burn/lasts';
import { crossed, cut, settle, type Box, type Wanted } from './path/seam/labels';
import { along, moment, moments } from './path/seam/line';
import { means } from './path/years/years';
import { plainDay } from './reading/calendar';

const NOW = new Date('2026-11-22T12:00:00');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

const person = (point_of_view: Person['point_of_view'] = 'hurt'): Person => ({ point_of_view, about: null, word: '', stage: null, welcomed: true, asked: false });
/** What was answered to a primer: 0 is yes, 1 not now, 2 no, 3 not sure. */
const answered = (path: string, ...answers: number[]) => new Map([[path, answers.map((answer) => ({ day: '2026-03-01', answer }))]]);

function show(hash: string, state: Partial<FakeState> = {}) {
  location.hash = hash;
  const ipc = fakeIpc({ now: () => NOW, person: person(), primers: answered('hurt', 0), ...state });
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, page, user: userEvent.setup({ advanceTimers: (ms) => void (vi.isFakeTimers() && vi.advanceTimersByTime(ms)) }) };
}

/** Entries: an id, its day, and the rest. */
const entries = (...some: [string, string, Partial<Entry>?][]) =>
  new Map(some.map(([id, day, more]) => [id, entryOf({ id, written_at: `${day}T19:00:00+01:00`, title: `About ${id}`, body: 'Some words of mine.', parents: ['rev'], ...more })]));
const places = (...some: [string, number, string?][]) =>
  new Map<string, PathPlace>(some.map(([day, along, words = ''], index) => [`p${index}`, { id: `p${index}`, at: `${day}T20:00:00+01:00`, path: 'hurt', along, words }]));
const marks = (...some: [string, string, string?][]) => new Map<string, Mark>(some.map(([day, kind, text = ''], index) => [`m${index}`, { id: `m${index}`, day, kind, text }]));
const pulse = (some: Partial<CheckIn['pulse']>) => ({ pulse: { trust: null, safe: null, hope: null, closeness: null, intrusive: null, ...some } });
const checks = (...some: [string, Partial<CheckIn>][]) =>
  new Map<string, CheckIn>(some.map(([day, one], index) => [`c${index}`, checkInOf({ id: `c${index}`, at: `${day}T20:00:00+01:00`, ...one })]));

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const file = (path: string) => readFileSync(resolve(import.meta.dirname, path), 'utf8');
/** The rules a file has for paper. */
const printed = (path: string) => file(path).split('@media print')[1] ?? '';

/** With ordinary spaces: dates are written with thin ones. */
const plain = (text: string | null) => (text ?? '').replace(/\s/g, ' ');

/** A picture once it was answered, and what its table says; days as they are stored. */
async function picture(): Promise<HTMLElement> {
  const [, section] = await waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('section[aria-busy="false"]')];
    expect(found).toHaveLength(1);
    return [null, found[0]!];
  });
  return section;
}
async function table(user: ReturnType<typeof userEvent.setup>): Promise<{ head: string[]; rows: string[][] }> {
  const section = within(await picture());
  await user.click(section.getByRole('button', { name: /as a table$/ }));
  const [head, ...rows] = section.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.querySelector('time')?.getAttribute('datetime') ?? plain(cell.textContent)));
  return { head: head ?? [], rows };
}

describe('where the seam runs', () => {
  const stands = [
    { at: 10, along: 0.2 },
    { at: 20, along: 0.8 },
    { at: 30, along: 0.4 },
  ];

  it('is level before the first mark and after the last, and bends back between them', () => {
    expect([0, 10, 15, 20, 25, 30, 99].map((at) => Number(along(stands, at).toFixed(3)))).toEqual([0.2, 0.2, 0.5, 0.8, 0.6, 0.4, 0.4]);
    expect(along([], 5)).toBe(0.5);
  });

  it('never goes further than the marks it lies between, and through every one of them', () => {
    const some = fc.array(fc.record({ at: fc.integer({ min: 0, max: 900 }), along: fc.double({ min: 0, max: 1, noNaN: true }) }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(some, (found) => {
        const sorted = [...found].sort((a, b) => a.at - b.at);
        const drawn = moments(sorted, -10, 1000, 7);
        expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
        for (const { at } of sorted) expect(drawn).toContain(at);
        for (const at of drawn) {
          const next = sorted.findIndex((one) => one.at > at);
          const [before, after] = [sorted.at(next < 0 ? -1 : Math.max(0, next - 1))!, sorted.at(next)!];
          const here = along(sorted, at);
          expect(here).toBeGreaterThanOrEqual(Math.min(before.along, after.along) - 1e-9);
          expect(here).toBeLessThanOrEqual(Math.max(before.along, after.along) + 1e-9);
        }
      }),
    );
  });

  it('takes days and moments as they were lived', () => {
    expect(moment('2026-11-22T12:00:00+05:00')).toBe(moment('2026-11-22'));
  });
});

describe('words beside the seam', () => {
  const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  it('never cover each other; those of steps are always there', () => {
    const some = fc.array(
      fc.record({ x: fc.integer({ min: 20, max: 880 }), y: fc.integer({ min: 80, max: 320 }), width: fc.integer({ min: 20, max: 300 }), height: fc.integer({ min: 12, max: 40 }), above: fc.boolean(), spare: fc.boolean() }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(some, (wanted: Wanted[]) => {
        const room = { left: 20, right: 880, top: 0, bottom: 400 };
        const line = Array.from({ length: 90 }, (_, index) => ({ x: index * 10, y: 200 + 80 * Math.sin(index / 9) }));
        const boxes = settle(wanted, line, room, 16);
        const there = boxes.filter((box) => box !== null);
        there.forEach((one, index) => {
          expect(there.slice(index + 1).some((other) => meet(one, other))).toBe(false);
          expect(one.left >= 20 && one.right <= 880 && one.top >= room.top && one.bottom <= room.bottom).toBe(true);
          expect(line.some(({ x, y }) => x > one.left && x < one.right && y > one.top && y < one.bottom)).toBe(false);
        });
        wanted.forEach(({ spare }, index) => expect(spare || boxes[index] !== null).toBe(true));
      }),
    );
  });

  it('are known to stand in the way of others', () => {
    const box = (left: number, top: number) => ({ left, top, right: left + 100, bottom: top + 20 });
    const far = { x: 50, y: 0, box: box(0, 80) };
    expect(crossed([far, { x: 250, y: 0, box: box(200, 40) }])).toBe(0);
    expect(crossed([far, { x: 20, y: 60, box: box(0, 40) }])).toBe(1);
  });

  it('are cut between words', () => {
    expect(cut('One two  three', 20)).toBe('One two three');
    expect(cut('One two three four', 10)).toBe('One two…');
    expect(cut('👩‍👩‍👧 ok', 20)).toBe('👩‍👩‍👧 ok');
  });
});

describe('the picture to print', () => {
  const walked: Partial<FakeState> = {
    entries: entries(
      ['a', '2026-03-12', { steps: ['naming-the-hurt'] }],
      ['b', '2026-04-02', { steps: ['room-for-anger'] }],
      ['c', '2026-04-02', { steps: ['room-for-anger', 'naming-the-hurt'], kind: 'letter', written_at: '2026-04-02T22:00:00+01:00' }],
      ['d', '2026-09-20', { steps: ['room-for-anger'], concealed: true, title: 'Hidden words' }],
      ['e', '2026-10-01', { steps: [] }],
    ),
    places: places(['2026-03-20', 0.05, 'With the door shut'], ['2026-05-01', 0.5], ['2026-07-01', 0.17, 'Back again'], ['2026-10-10', 0.85, 'Lighter on Tuesdays']),
    marks: marks(['2026-06-25', 'setback', 'He lied again'], ['2026-08-15', 'milestone', 'Slept through']),
  };

  it('draws each day and each mark once, and says the same in its table', async () => {
    const { user } = show('#/seam/hurt', walked);
    const section = await picture();
    expect(section.querySelectorAll('.room circle.written')).toHaveLength(3);
    expect(section.querySelectorAll('.room path.letter')).toHaveLength(1);
    expect(section.querySelectorAll('.room circle.place, .room circle.here')).toHaveLength(4);
    expect(section.querySelectorAll('.room circle.setback')).toHaveLength(1);
    expect(section.querySelectorAll('.room path.milestone')).toHaveLength(1);
    const { rows } = await table(user);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['2026-03-12', 'free writing', 'About a'],
      ['2026-03-20', 'where I was', 'With the door shut'],
      ['2026-04-02', 'free writing', 'About b'],
      ['2026-04-02', 'letter', 'About c'],
      ['2026-05-01', 'where I was', ''],
      ['2026-06-25', 'a setback', 'He lied again'],
      ['2026-07-01', 'where I was', 'Back again'],
      ['2026-08-15', 'a milestone', 'Slept through'],
      ['2026-09-20', 'free writing', 'Blurred'],
      ['2026-10-10', 'where I was', 'Lighter on Tuesdays'],
    ]);
    expect(rows[0]?.[3]).toBe('Naming the hurt');
    expect(rows[3]?.[3]).toBe('Naming the hurt; Room for anger and grief');
    expect(rows[4]?.[3]).toBe('Room for anger and grief');
    await expectAccessible();
  });

  it('names each step once with what is gathered under it, and has words of one’s own', async () => {
    const { ipc } = show('#/seam/hurt', walked);
    const section = await picture();
    const words = [...section.querySelectorAll('.room text')].map((text) => plain(text.textContent));
    const { gathered } = await ipc.walk('hurt');
    expect(gathered.map(({ step, entries, letters }) => [step, entries, letters])).toEqual([['naming-the-hurt', 2, 1], ['room-for-anger', 3, 1]]);
    expect(words.filter((text) => text === 'Naming the hurt')).toHaveLength(1);
    expect(words.filter((text) => text.endsWith(' · 1 entry, 1 letter'))).toHaveLength(1);
    expect(words.filter((text) => text.endsWith(' · 2 entries, 1 letter'))).toHaveLength(1);
    expect(words).toEqual(expect.arrayContaining(['“With the door shut”', '“Lighter on Tuesdays”', 'He lied again', 'Slept through']));
    expect(words).not.toContain('Letting some of it go');
    expect(document.body.textContent).not.toMatch(/Hidden words|%|someone who was hurt/);
    expect(document.title).not.toMatch(/hurt/);
  });

  it('rises and falls as the marks of where one was do', async () => {
    show('#/seam/hurt', walked);
    const section = await picture();
    const heights = [...section.querySelectorAll('.room circle.place, .room circle.here')].map((circle) => Number(circle.getAttribute('cy')));
    const [first, second, third, fourth] = heights as [number, number, number, number];
    expect(second).toBeLessThan(first);
    expect(third).toBeGreaterThan(second);
    expect(fourth).toBeLessThan(third);
    // The gold goes through them, from the first to the last; before and after it there is only the dotted line.
    const points = [...(section.querySelector('.room path.gold')?.getAttribute('d') ?? '').matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map((found) => [Number(found[1]), Number(found[2])]);
    expect(points[0]?.[1]).toBeCloseTo(first, 0);
    expect(points.at(-1)?.[1]).toBeCloseTo(fourth, 0);
    expect(points.some(([, y]) => Math.abs((y ?? 0) - third) < 0.1)).toBe(true);
  });

  it('lies level, and says so, where no place was marked', async () => {
    show('#/seam/hurt', { ...walked, places: new Map() });
    const section = await picture();
    within(section).getByText(/so the line lies level/);
    expect(section.querySelector('.room path.gold')).toBeNull();
    expect(new Set([...section.querySelectorAll('.room circle.written')].map((circle) => circle.getAttribute('cy'))).size).toBe(1);
  });

  it('forgets what was taken away or thrown away', async () => {
    show('#/seam/hurt', { ...walked, trashed: new Map([['p2', '2026-11-01T00:00:00Z'], ['m0', '2026-11-01T00:00:00Z'], ['a', '2026-11-01T00:00:00Z']]) });
    const section = await picture();
    expect(section.querySelectorAll('.room circle.place, .room circle.here')).toHaveLength(3);
    expect(section.querySelectorAll('.room circle.setback')).toHaveLength(0);
    expect(section.querySelectorAll('.room circle.written')).toHaveLength(2);
  });

  it('says before printing that paper can be found, and prints', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => {});
    const { user } = show('#/seam/hurt', walked);
    await screen.findByText(/Paper can be found/);
    expect(print).not.toHaveBeenCalled();
    await user.click(await button('Print'));
    expect(print).toHaveBeenCalledOnce();
  });

  it('has a sheet of its own for paper, as large whatever the window, which nobody hears or sees before', async () => {
    show('#/seam/hurt', walked);
    const section = await picture();
    const sheet = document.querySelector<HTMLElement>('.sheet')!;
    expect(sheet.getAttribute('aria-hidden')).toBe('true');
    expect(plain(sheet.querySelector('.head')!.textContent)).toBe(`The path, drawn${plain(within(section).getByRole('heading').textContent)}`);
    const drawn = (of: Element) => ['circle.written', 'path.letter', 'circle.place', 'circle.here', 'circle.setback', 'path.milestone', 'text.title'].map((what) => of.querySelectorAll(what).length);
    expect(drawn(sheet.querySelector('svg.paper')!)).toEqual(drawn(section.querySelector('.room svg')!));
    const width = () => sheet.querySelector('svg.paper')!.getAttribute('viewBox')?.split(' ')[2];
    expect(Number(width())).toBe(62 * 16);
    expect(file('./path/seam/SeamPaper.svelte')).toContain('.sheet { display: none; }');
  });

  it('is alone on the paper, and is told from it where there is only grey', () => {
    const rules = printed('./path/seam/SeamPaper.svelte');
    expect(rules).toMatch(/@page \{ size: landscape/);
    expect(rules).toMatch(/nav\.rail[^}]*\.side > :not\(main\)[^}]*display: none/);
    expect(printed('./path/SeamPage.svelte')).toMatch(/\.screen \{ display: none; \}/);
    expect(rules).toMatch(/--paper: #fff; --ink: #000/);
    const colours = [...rules.matchAll(/--(?:gold|gold-ink|rose): #(\w{6})/g)].map(([, hex]) => [0, 2, 4].map((at) => Number.parseInt(hex!.slice(at, at + 2), 16) / 255));
    const light = (colour: number[]) => colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at]!, 0);
    expect(colours).toHaveLength(3);
    // 4 to 1 on white, at the least.
    for (const colour of colours) expect(1.05 / (light(colour) + 0.05)).toBeGreaterThan(4);
  });

  it('says one kind sentence when there is nothing, and what went wrong when something did', async () => {
    const { ipc, user } = show('#/seam/hurt', { entries: entries(['e', '2026-10-01']) });
    await screen.findByText(/There is nothing to draw yet/);
    expect(screen.queryByRole('button', { name: 'Print' })).toBeNull();
    await expectAccessible();
    ipc.state.failing.set('walk', { code: 'io' });
    location.hash = '#/path';
    await screen.findByRole('heading', { name: 'Path' });
    location.hash = '#/seam/hurt';
    const again = await button('Try again');
    ipc.state.failing.clear();
    await user.click(again);
    await screen.findByText(/There is nothing to draw yet/);
  });
});

describe('the long view', () => {
  const lived: Partial<FakeState> = {
    entries: entries(
      ['a', '2021-02-03', { favourite: true, title: 'First winter' }],
      ['b', '2021-02-04', { favourite: true, title: 'Secret title', concealed: true }],
      ['c', '2021-02-05', { favourite: true, title: 'Third' }],
      ['d', '2021-03-05', { favourite: true, title: 'Fourth' }],
      ['e', '2021-08-05', { title: 'No favourite' }],
      ['f', '2025-11-05', { review: '2025-Q4', title: 'A quarter' }],
      ['g', '2025-11-06', { review: '2025', title: 'A year' }],
      ['h', '2025-11-09', { review: '2025-W45', title: 'A week' }],
    ),
    checkIns: checks(
      ['2021-01-10', { ...pulse({ trust: 2 }), pleasant: -0.6, energy: 0 }],
      ['2021-01-20', { ...pulse({ trust: 4, hope: 9 }), pleasant: -0.2, energy: 0 }],
      ['2021-03-20', pulse({ trust: 6 })],
      ['2021-05-20', pulse({ trust: 5 })],
      ['2025-10-20', { ...pulse({ trust: 8, hope: 3 }), pleasant: 0.8, energy: 0 }],
    ),
    marks: marks(['2021-03-03', 'setback', 'The second lie'], ['2025-12-24', 'milestone', 'A quiet evening']),
  };

  it('has the means of the seasons as a line, as its table and the journal have them', async () => {
    const { ipc, user } = show('#/years', lived);
    const section = await picture();
    const days = (await ipc.series('trust', '0001-01-01', '9999-12-31')).days;
    const wanted = means(days, 'quarter');
    expect([...wanted]).toEqual([['2021-Q1', 4], ['2021-Q2', 5], ['2025-Q4', 8]]);
    expect(section.querySelectorAll('circle.point')).toHaveLength(3);
    // Two seasons in a row, and one alone after years.
    expect(section.querySelectorAll('path.line')).toHaveLength(1);
    const heights = [...section.querySelectorAll('circle.point')].map((circle) => Number(circle.getAttribute('cy')));
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    const { head, rows } = await table(user);
    expect(head).toEqual(['Season', 'Trust', 'First month, how pleasant', 'Second month, how pleasant', 'Third month, how pleasant', 'Stands out', 'Favourites', 'Pages kept']);
    expect(rows).toEqual([
      ['January – March 2021', '4', '-0.4', '', '', `${plainDay('2021-03-03')}, The second lie`, 'Fourth; Third; Blurred', ''],
      ['April – June 2021', '5', '', '', '', '', '', ''],
      ['October – December 2025', '8', '0.8', '', '', `${plainDay('2025-12-24')}, A quiet evening`, '', 'October – December 2025; Week of November 3, 2025'],
      ['2025', '', '', '', '', '', '', '2025'],
    ]);
    await expectAccessible();
  });

  it('draws another measure when one chooses it', async () => {
    const { user } = show('#/years', lived);
    const section = await picture();
    await user.selectOptions(within(section).getByRole('combobox', { name: 'Measure' }), 'Hope');
    await waitFor(() => expect(section.querySelectorAll('circle.point')).toHaveLength(2));
    expect((await table(user)).head[1]).toBe('Hope');
  });

  it('tells of each season how it was, what stood out, at most three favourites and the kept pages', async () => {
    show('#/years', lived);
    const year = within(await screen.findByRole('region', { name: '2021' }));
    expect(year.getByRole('list', { name: 'How pleasant the months were' }).textContent).toBe('January: unpleasantFebruary: not notedMarch: not noted');
    expect(year.getByText('The second lie')).toBeTruthy();
    expect(within(year.getByRole('list', { name: 'Favourites' })).getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Fourth', '#/entry/d'], ['Third', '#/entry/c'], ['Blurred', '#/entry/b'],
    ]);
    expect(year.getByRole('link', { name: /^July\s–\sSeptember$/ }).getAttribute('href')).toBe('#/review/2021-Q3');
    expect(year.queryByRole('link', { name: /^October/ })).toBeNull();
    const late = within(screen.getByRole('region', { name: '2025' }));
    expect(within(late.getByRole('list', { name: 'Pages kept' })).getByRole('link').getAttribute('href')).toBe('#/review/2025-Q4');
    expect(late.getByRole('link', { name: 'The page about this year' }).getAttribute('href')).toBe('#/review/2025');
    expect(late.getByText('Pages about weeks')).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/Secret title|No favourite|%/);
  });

  it('has a quiet line for years without anything, the newest last', async () => {
    show('#/years', lived);
    await screen.findByRole('region', { name: '2025' });
    const order = [...document.querySelectorAll('main h2[data-year], main .gap')].map((one) => one.textContent);
    expect(order).toEqual(['2021', '2022 to 2024: nothing written here', '2025', '2026: nothing written here']);
  });

  it('leaves out seasons that are still to come', async () => {
    show('#/years', { entries: entries(['a', '2026-05-05']) });
    const year = within(await screen.findByRole('region', { name: '2026' }));
    expect(year.getAllByRole('heading', { level: 3 })).toHaveLength(4);
    vi.setSystemTime(new Date('2026-06-22T12:00:00'));
    show('#/years', { entries: entries(['a', '2026-05-05']) });
    await waitFor(() => expect(within(screen.getAllByRole('region', { name: '2026' })[1]!).getAllByRole('heading', { level: 3 })).toHaveLength(2));
  });

  it('stays usable with thirty years', async () => {
    const all: [string, string, Partial<Entry>][] = [];
    const noted: [string, Partial<CheckIn>][] = [];
    for (let year = 1997; year <= 2026; year += 1) {
      for (const month of ['02', '05', '08', '11']) {
        all.push([`${year}-${month}`, `${year}-${month}-03`, { favourite: true }]);
        noted.push([`${year}-${month}-04`, pulse({ trust: year % 10 })]);
      }
    }
    const { calls, user } = show('#/years', { entries: entries(...all), checkIns: checks(...noted) });
    const section = await picture();
    expect(section.querySelectorAll('circle.point')).toHaveLength(120);
    expect(calls('search').every(({ args }) => args[2] === 3)).toBe(true);
    expect(screen.getAllByRole('region', { name: /^\d{4}$/ })).toHaveLength(30);
    await user.click(within(screen.getByRole('navigation', { name: 'Years' })).getByRole('button', { name: '2011' }));
    expect(document.activeElement?.textContent).toBe('2011');
    // As many years are named as find room.
    expect(section.querySelectorAll('svg text').length).toBeLessThan(24);
  });

  it('is there without any check-in, and one kind sentence when there is nothing', async () => {
    const { user } = show('#/years', { entries: entries(['a', '2026-05-05', { favourite: true, title: 'May' }]) });
    await screen.findByText(/No check-in has noted a number/);
    expect((await table(user)).rows.map((row) => row.join('|'))).toEqual(['April – June 2026|||||May|']);
    document.body.replaceChildren();
    show('#/years');
    await screen.findByText(/When there is something to look back on/);
    await expectAccessible();
  });

  it('says what went wrong, and tries again', async () => {
    const { ipc, user } = show('#/years', { ...lived, failing: new Map([['reviews', { code: 'io' }]]) });
    const again = await button('Try again');
    ipc.state.failing.clear();
    await user.click(again);
    await screen.findByRole('region', { name: '2021' });
  });
});

describe('then and now', () => {
  const QUESTION = 'What is there today about room for anger and grief?';
  const answer = (id: string, day: string, words: string, more: Partial<Entry> = {}): [string, string, Partial<Entry>] => [
    id, day, { title: '', kind: 'reflection', prompt: 'path:room-for-anger', steps: ['room-for-anger'], body: `## ${QUESTION}\n\n${words}`, ...more },
  ];
  const article = (name: string) => screen.findByRole('article', { name });

  it('is alone when there is one, with the hope of a second', async () => {
    show('#/step/room-for-anger', { entries: entries(answer('a', '2026-04-01', 'The **plates**.')) });
    const only = within(await article('What you wrote'));
    expect((await only.findByText('plates')).tagName).toBe('STRONG');
    // The question stands above it already.
    expect(only.queryByText(QUESTION)).toBeNull();
    expect(only.getByRole('link').getAttribute('href')).toBe('#/entry/a');
    screen.getByText('One day a second answer can stand beside it.');
    expect(screen.queryByRole('button', { name: 'Earlier' })).toBeNull();
  });

  it('lays the first and the newest side by side', async () => {
    show('#/step/room-for-anger', { entries: entries(answer('b', '2026-10-01', 'Less loud.'), answer('a', '2026-04-01', 'All of it.')) });
    await within(await article('Then')).findByText('All of it.');
    await within(await article('Now')).findByText('Less loud.');
    within(await article('Then')).getByText(plainDay('2026-04-01'));
    within(await article('Now')).getByText(plainDay('2026-10-01'));
    expect(screen.queryByRole('button', { name: 'Later' })).toBeNull();
    expect(screen.queryByText(/One day a second/)).toBeNull();
    await expectAccessible();
  });

  it('goes quietly through more, the newest staying where it is', async () => {
    const { user, calls } = show('#/step/room-for-anger', {
      entries: entries(...['01', '03', '05', '07', '09'].map((month) => answer(`in-${month}`, `2026-${month}-02`, `Words of ${month}.`))),
    });
    await within(await article('Then')).findByText('Words of 01.');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Earlier' }).disabled).toBe(true);
    for (const month of ['03', '05', '07']) {
      await user.click(await button('Later'));
      await within(await article('Then')).findByText(`Words of ${month}.`);
      within(await article('Now')).getByText('Words of 09.');
    }
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Later' }).disabled).toBe(true);
    await user.click(await button('Earlier'));
    await within(await article('Then')).findByText('Words of 05.');
    // Reading writes nothing.
    expect([...calls('write_draft'), ...calls('keep_draft')]).toEqual([]);
    await expectAccessible();
  });

  it('shows a concealed one only when it is asked for', async () => {
    const { user } = show('#/step/room-for-anger', { entries: entries(answer('a', '2026-04-01', 'Not for every eye.', { concealed: true }), answer('b', '2026-10-01', 'Open.')) });
    const then = within(await article('Then'));
    expect(document.body.textContent).not.toContain('Not for every eye.');
    await user.keyboard('{Enter}');
    expect(document.body.textContent).not.toContain('Not for every eye.');
    await user.click(then.getByRole('button', { name: 'Show' }));
    await then.findByText('Not for every eye.');
  });
});

describe('the steps an entry is gathered under', () => {
  const one = (more: Partial<Entry> = {}) => entries(['mine', '2026-11-20', more]);
  const ready = () => screen.findByRole('textbox', { name: 'Title' });
  /** Until it is known which paths there are. */
  const known = async (ipc: ReturnType<typeof fakeIpc>) => waitFor(() => expect(ipc.state.calls.some(({ command }) => command === 'walk')).toBe(true));

  it.each([[[]], [[1]], [[2]], [[0, 2]]])('are not spoken of when the path was not entered (%j)', async (answers) => {
    const { ipc } = show('#/entry/mine', { entries: one(), primers: answered('hurt', ...answers) });
    await ready();
    await known(ipc);
    await new Promise((done) => setTimeout(done, 20));
    expect(screen.queryByText('Gather under a step')).toBeNull();
    expect(document.querySelector('.row.steps')).toBeNull();
  });

  it.each([[[0]], [[3]], [[1, 0]]])('are one quiet chip when it was (%j)', async (answers) => {
    show('#/entry/mine', { entries: one(), primers: answered('hurt', ...answers) });
    await button('Gather under a step');
    expect(document.querySelectorAll('.row.steps button, .row.steps a')).toHaveLength(1);
    await expectAccessible();
  });

  it('are chosen from a list, and are stored with the entry', async () => {
    const { ipc, calls, user } = show('#/entry/mine', { entries: one({ steps: ['of-another-version'] }) });
    await user.click(await button('Gather under a step'));
    const list = within(screen.getByRole('dialog', { name: 'Gather under a step' }));
    expect(list.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Naming the hurt', 'Room for anger and grief', 'Letting some of it go']);
    await user.click(list.getByRole('button', { name: 'Room for anger and grief' }));
    expect(screen.getByRole('link', { name: 'Room for anger and grief' }).getAttribute('href')).toBe('#/step/room-for-anger');
    expect(document.activeElement).toBe(await button('Another step'));
    await expectAccessible();
    location.hash = '#/journal';
    await waitFor(() => expect(ipc.state.entries.get('mine')?.steps).toEqual(['of-another-version', 'room-for-anger']));
    expect(calls('set_step')).toEqual([]);
    expect(ipc.state.entries.get('mine')?.body).toBe('Some words of mine.');
  });

  it('can be taken away, by keyboard too', async () => {
    const { ipc, user } = show('#/entry/mine', { entries: one({ steps: ['naming-the-hurt', 'letting-go'] }) });
    (await button('Take it away from “Letting some of it go”')).focus();
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('link', { name: 'Letting some of it go' })).toBeNull();
    expect(document.activeElement).toBe(await button('Another step'));
    location.hash = '#/journal';
    await waitFor(() => expect(ipc.state.entries.get('mine')?.steps).toEqual(['naming-the-hurt']));
  });

  it('stay with an entry whatever was answered since, and can be taken away', async () => {
    show('#/entry/mine', { entries: one({ steps: ['naming-the-hurt'] }), primers: answered('hurt', 0, 1) });
    await screen.findByRole('link', { name: 'Naming the hurt' });
    await button('Take it away from “Naming the hurt”');
    expect(screen.queryByText('Another step')).toBeNull();
  });

  it.each([
    ['broke-trust', answered('broke-trust', 0), ['Facing it whole']],
    ['both', new Map([...answered('hurt', 0), ...answered('broke-trust', 3)]), ['Naming the hurt', 'Room for anger and grief', 'Letting some of it go', 'Facing it whole']],
    ['both', answered('broke-trust', 0), ['Facing it whole']],
    ['unsure', new Map([...answered('hurt', 3), ...answered('broke-trust', 0)]), ['Naming the hurt', 'Room for anger and grief', 'Letting some of it go']],
  ] as const)('are those of the paths that are shown and entered: %s', async (point_of_view, primers, wanted) => {
    const { user } = show('#/entry/mine', { entries: one(), person: person(point_of_view), primers });
    await user.click(await button('Gather under a step'));
    expect(within(screen.getByRole('dialog', { name: 'Gather under a step' })).getAllByRole('button').map(({ textContent }) => textContent)).toEqual(wanted);
    expect(document.body.textContent).not.toMatch(/someone who/);
  });
});

describe('burning a letter', () => {
  const letter = (more: Partial<Entry> = {}): Partial<FakeState> => ({
    entries: entries(['letter', '2026-11-20', { kind: 'letter', title: 'All of it', body: 'What I never said.', steps: ['room-for-anger'], ...more }], ['other', '2026-11-19']),
    revisions: new Map([['letter', [{ id: 'rev', at: '2026-11-20', entry: entryOf({ id: 'letter', written_at: '2026-11-20T00:00:00Z', body: 'Before' }) }]]]),
  });
  const dialog = () => screen.getByRole('dialog', { name: 'Burn this letter' });
  beforeEach(() => void vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true }));

  async function ask(state: Partial<FakeState> = letter()) {
    const shown = show('#/entry/letter', state);
    await shown.user.click(await button('Burn this letter'));
    return shown;
  }
  const inside = (name: string) => within(dialog()).getByRole('button', { name });
  /** What was stored of the letter since it was burned. */
  const since = (ipc: ReturnType<typeof fakeIpc>) => {
    const burned = ipc.state.calls.findIndex(({ command }) => command === 'burn_letter');
    const names = ['write_draft', 'keep_draft', 'write_sheet', 'restore_revision', 'set_step', 'trash_entries'];
    return ipc.state.calls.slice(burned + 1).filter(({ command }) => names.includes(command));
  };

  it('says plainly what it is, and keeps first', async () => {
    const { user, calls } = await ask();
    expect(dialog().textContent).toMatch(/removed from this journal’s file for good, with every version/);
    expect(dialog().textContent).toMatch(/Backups and copies .* still have it/);
    expect(within(dialog()).getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Keep it', 'Burn it']);
    expect(document.activeElement).toBe(inside('Keep it'));
    await expectAccessible();
    await user.click(inside('Keep it'));
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(await button('Burn this letter'));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(location.hash).toBe('#/entry/letter');
    await vi.advanceTimersByTimeAsync(LASTS * 2);
    expect(calls('burn_letter')).toEqual([]);
  });

  it('can still be left while the words go', async () => {
    const { user, ipc, calls } = await ask();
    await user.click(inside('Burn it'));
    await expectAccessible();
    await vi.advanceTimersByTimeAsync(LASTS - 500);
    expect(document.activeElement).toBe(inside('Keep it'));
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await vi.advanceTimersByTimeAsync(LASTS * 2);
    expect(calls('burn_letter')).toEqual([]);
    expect(ipc.state.entries.has('letter')).toBe(true);
  });

  it('removes it, says so once, and goes back', async () => {
    const { user, ipc, calls } = await ask();
    await user.click(inside('Burn it'));
    await vi.advanceTimersByTimeAsync(LASTS);
    await within(dialog()).findByText('It is gone from this journal.');
    expect(calls('burn_letter').map(({ args }) => args)).toEqual([['letter']]);
    expect([ipc.state.entries.has('letter'), ipc.state.revisions.has('letter'), ipc.state.drafts.has('letter')]).toEqual([false, false, false]);
    expect(ipc.state.entries.has('other')).toBe(true);
    await expectAccessible();
    await user.click(inside('Close'));
    await waitFor(() => expect(location.hash).not.toBe('#/entry/letter'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(since(ipc)).toEqual([]);
  });

  it('lets nothing that was typed write it again, not even a save that failed before', async () => {
    const { user, ipc } = show('#/entry/letter', letter());
    ipc.state.failing.set('write_draft', { code: 'disk_full' });
    await user.type(await screen.findByRole('textbox', { name: 'Title' }), ' and more');
    await screen.findByText('Your last words are not saved yet.');
    await user.click(await button('Burn this letter'));
    await user.click(inside('Burn it'));
    await vi.advanceTimersByTimeAsync(LASTS);
    await within(dialog()).findByText('It is gone from this journal.');
    ipc.state.failing.clear();
    await vi.advanceTimersByTimeAsync(120_000);
    window.dispatchEvent(new Event('blur'));
    // Whatever still holds it may say that it changed.
    screen.getByRole<HTMLInputElement>('textbox', { name: 'Title', hidden: true }).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(120_000);
    await user.click(inside('Close'));
    await vi.advanceTimersByTimeAsync(120_000);
    ipc.emit('flush', null);
    await vi.advanceTimersByTimeAsync(1000);
    expect(since(ipc)).toEqual([]);
    expect(ipc.state.drafts.has('letter')).toBe(false);
    expect(ipc.state.calls.some(({ command }) => command === 'lock')).toBe(true);
  });

  it('is there on the page where it was begun, as soon as it is stored', async () => {
    const { user, ipc } = show('#/step/room-for-anger', { entries: new Map() });
    const begin = within((await screen.findByText('All of it, to them')).closest('li')!);
    await user.click(begin.getByRole('button', { name: 'Write this letter' }));
    await screen.findByRole('link', { name: 'Room for anger and grief' });
    const burn = screen.getByRole<HTMLButtonElement>('button', { name: 'Burn this letter' });
    expect(burn.disabled).toBe(true);
    expect(file('./path/EntrySteps.svelte')).toContain('.burn:disabled { visibility: hidden; }');
    // What it begins with is the program's, and is not kept.
    expect(screen.queryByText('Saved')).toBeNull();
    await expectAccessible();
    await user.type(screen.getByRole('textbox', { name: 'Title' }), ', at last');
    await vi.advanceTimersByTimeAsync(2000);
    expect(burn.disabled).toBe(false);
    await user.click(burn);
    expect([ipc.state.entries.size, [...ipc.state.drafts.values()].map(({ title }) => title)]).toEqual([0, ['All of it, to them, at last']]);
    await user.click(inside('Burn it'));
    await vi.advanceTimersByTimeAsync(LASTS);
    await within(dialog()).findByText('It is gone from this journal.');
    await user.click(inside('Close'));
    await screen.findByRole('heading', { level: 1, name: 'Room for anger and grief' });
    expect(location.hash).toBe('#/step/room-for-anger');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(since(ipc)).toEqual([]);
    expect([ipc.state.entries.size, ipc.state.drafts.size]).toEqual([0, 0]);
  });

  it('is not there on a new page of another kind', async () => {
    const { user, ipc } = show('#/step/room-for-anger', { entries: new Map() });
    const question = within((await screen.findByText(/^What are you angry about today/)).closest('li')!);
    await user.click(question.getByRole('button', { name: 'Write about it' }));
    await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Angry');
    await vi.advanceTimersByTimeAsync(2000);
    expect(ipc.state.drafts.size).toBe(1);
    expect(screen.queryByText('Burn this letter')).toBeNull();
  });

  it('waits for a save that is under way, and burns after it', async () => {
    const { user, ipc } = show('#/entry/letter', letter());
    let stored = () => {};
    const title = await screen.findByRole('textbox', { name: 'Title' });
    ipc.state.hanging.set('write_draft', new Promise((done) => (stored = done)));
    await user.type(title, ' late');
    await vi.advanceTimersByTimeAsync(2000);
    await user.click(await button('Burn this letter'));
    await user.click(inside('Burn it'));
    await vi.advanceTimersByTimeAsync(LASTS);
    expect(ipc.state.calls.some(({ command }) => command === 'burn_letter')).toBe(false);
    stored();
    await within(dialog()).findByText('It is gone from this journal.');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(since(ipc)).toEqual([]);
    expect(ipc.state.drafts.has('letter')).toBe(false);
  });

  it('leaves it as it was when it fails, says so, and goes on storing what is typed', async () => {
    const { user, ipc } = await ask();
    ipc.state.failing.set('burn_letter', { code: 'disk_full' });
    await user.click(inside('Burn it'));
    await vi.advanceTimersByTimeAsync(LASTS);
    await within(dialog()).findByText(/It could not be burned\. The letter is still here\./);
    expect(document.activeElement).toBe(inside('Keep it'));
    expect(ipc.state.entries.get('letter')?.body).toBe('What I never said.');
    await expectAccessible();
    await user.click(inside('Keep it'));
    await user.type(screen.getByRole('textbox', { name: 'Title' }), ' after all');
    await vi.advanceTimersByTimeAsync(3000);
    expect(ipc.state.drafts.get('letter')?.title).toBe('All of it after all');
  });

  it('is there for a sealed letter, whose words are not shown', async () => {
    const { user, ipc } = await ask(letter({ sealed_until: '2027-05-01' }));
    await user.click(inside('Burn it'));
    expect(dialog().textContent).not.toMatch(/What I never said/);
    await vi.advanceTimersByTimeAsync(LASTS);
    await within(dialog()).findByText('It is gone from this journal.');
    expect(ipc.state.entries.has('letter')).toBe(false);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(location.hash).not.toBe('#/entry/letter'));
  });

  it('shows no words of a concealed one', async () => {
    const { user } = await ask(letter({ concealed: true }));
    await user.click(inside('Burn it'));
    expect(document.body.textContent).not.toMatch(/What I never said/);
  });

  it('is for letters only', async () => {
    show('#/entry/other', letter());
    await screen.findByRole('textbox', { name: 'Title' });
    expect(screen.queryByText('Burn this letter')).toBeNull();
  });

  it('does not move for those who want no motion', () => {
    const styles = file('./path/burn/Embers.svelte');
    const plain = styles.split('prefers-reduced-motion: reduce')[1] ?? '';
    expect(plain).toMatch(/mask: none; animation-name: fade/);
    expect(/@keyframes fade \{([^}]*\}){2}/.exec(styles)?.[0]).not.toMatch(/mask|transform|size/);
    expect(styles).toContain(`animation: burn ${LASTS / 1000}s`);
  });
});
