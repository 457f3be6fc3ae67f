import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckIn } from '$lib/bindings/CheckIn';
import type { Mark } from '$lib/bindings/Mark';
import type { WordFelt } from '$lib/bindings/WordFelt';
import { longDay } from '$lib/day';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import { checkInOf, sampleCheckIns } from '$lib/ipc.fake.feelings';
import { expectAccessible } from '../../test/axe';
import { cloud, places, sentence } from './feelings/pictures/clouds';
import { axis, labels, pieces, smoothed } from './feelings/pictures/line';
import { ends, grid, measures, rounded, said, step } from './feelings/pictures/measures';
import { days as daysOf, justBefore, length, stretches } from './feelings/pictures/period';
import { csv } from './feelings/pictures/table';
import { mostlyAt, mostlyIn, mostlyOn, reached } from './feelings/pictures/words';
import Journal from './Journal.svelte';
import { addDays, plainDay } from './reading/calendar';

const NOW = new Date('2026-11-22T12:00:00');
const TODAY = '2026-11-22';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

function show(state: Partial<FakeState> = {}) {
  location.hash = '#/feelings';
  const ipc = fakeIpc({ checkIns: sampleCheckIns(180, NOW), now: () => NOW, ...state });
  render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, user: userEvent.setup() };
}

/** Check-ins of few words: a day, or a moment, and what was noted. */
function noted(...some: [string, Partial<CheckIn>][]): Map<string, CheckIn> {
  return new Map(some.map(([at, one], index) => [`c${index}`, checkInOf({ id: `c${index}`, at: at.length > 10 ? at : `${at}T20:00:00+01:00`, ...one })]));
}
const pulse = (some: Partial<CheckIn['pulse']>) => ({ pulse: { trust: null, safe: null, hope: null, closeness: null, intrusive: null, ...some } });
const marked = (...some: Mark[]) => new Map(some.map((mark) => [mark.id, mark]));

/** A day as it is written out here. */
const day = (date: string) => longDay(`${date}T12:00:00`);
/** A picture, once it was answered. */
async function picture(name: string): Promise<HTMLElement> {
  const section = await screen.findByRole('region', { name });
  await waitFor(() => expect(section.getAttribute('aria-busy')).toBe('false'));
  return section;
}
const slider = async (name: RegExp) => screen.findByRole('slider', { name });
const says = (element: HTMLElement) => element.getAttribute('aria-valuetext');

/** What a picture's table says, row by row; days as they are stored. */
async function table(user: ReturnType<typeof userEvent.setup>, name: string): Promise<string[][]> {
  const section = await picture(name);
  await user.click(await within(section).findByRole('button', { name: `${name} as a table` }));
  const [, ...rows] = within(within(section).getByRole('table')).getAllByRole('row');
  return rows.map((row) => [...row.children].map((cell) => cell.querySelector('time')?.getAttribute('datetime') ?? cell.textContent ?? ''));
}

describe('the line', () => {
  it('shows the days that were noted, as its table and the journal have them', async () => {
    const { ipc, user } = show();
    const section = await picture('Trust');
    const series = await ipc.series('trust', addDays(TODAY, -83), TODAY);
    await within(section).findByText(`${series.marks} marks`);
    expect(section.querySelectorAll('circle.point')).toHaveLength(series.days.length);
    const rows = await table(user, 'Trust');
    expect(rows.map((row) => row.slice(0, 5))).toEqual(
      series.days.map((one) => [one.day, ...[one.value, one.lowest, one.highest, one.marks].map((value) => String(Math.round(value * 10) / 10))]),
    );
    const line = new Map(series.line.flat().map((point) => [point.day, point.value]));
    expect(rows.map((row) => row[5])).toEqual(series.days.map((one) => String(Math.round((line.get(one.day) ?? Number.NaN) * 10) / 10)));
  });

  it('goes from noted day to noted day by keyboard, and says what was noted', async () => {
    const { user } = show({
      checkIns: noted(['2026-11-02', pulse({ trust: 4 })], ['2026-11-10', pulse({ trust: 5 })], ['2026-11-10T22:00:00+01:00', pulse({ trust: 7 })], ['2026-11-20', pulse({ trust: 3 })]),
    });
    const line = await slider(/^Trust, day by day/);
    expect(says(line)).toBe(`${day('2026-11-20')}: 3`);
    line.focus();
    await user.keyboard('{ArrowLeft}');
    expect(says(line)).toBe(`${day('2026-11-10')}: 6 (2 marks, 5 to 7)`);
    screen.getByText(`${day('2026-11-10')}: 6 (2 marks, 5 to 7)`);
    expect([line.getAttribute('aria-valuenow'), line.getAttribute('aria-valuemax')]).toEqual(['2', '3']);
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(says(line)).toBe(`${day('2026-11-02')}: 4`);
    await user.keyboard('{End}');
    expect(says(line)).toBe(`${day('2026-11-20')}: 3`);
    await user.keyboard('{Home}{ArrowRight}');
    expect(says(line)).toMatch(/6 \(2 marks/);
  });

  it('says the noted day nearest to the pointer', async () => {
    show({ checkIns: noted(['2026-09-05', pulse({ trust: 4 })], ['2026-11-20', pulse({ trust: 3 })]) });
    const line = await slider(/^Trust, day by day/);
    await fireEvent.pointerMove(line, { clientX: 100 });
    screen.getByText(`${day('2026-09-05')}: 4`);
    await fireEvent.pointerMove(line, { clientX: 700 });
    screen.getByText(`${day('2026-11-20')}: 3`);
    await fireEvent.pointerLeave(line);
    screen.getByText('Point at a day, or move with the arrow keys.');
  });

  it('shows one measure at a time, only those that were noted, and keeps the choice while the window lives', async () => {
    const { user, calls } = show({
      checkIns: noted(['2026-11-20', { ...pulse({ hope: 3 }), pleasant: 0.5, energy: -0.2, trackers: [{ id: 'walk', name: 'Walked', value: 1 }, { id: 'gone', name: 'Gone', value: 2 }] }]),
      trackers: [{ id: 'walk', name: 'Walked', kind: 'yes-no', archived: true }, { id: 'new', name: 'Never noted', kind: 'count', archived: false }],
    });
    const section = await picture('Hope');
    expect(within(section).getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).toEqual(['Hope', 'How pleasant', 'Energy', 'Walked', 'A tracker without a name']);
    await user.click(within(section).getByRole('radio', { name: 'Walked' }));
    expect(says(await slider(/^Walked, day by day/))).toBe(`${day('2026-11-20')}: yes`);
    await user.click(within(await picture('Walked')).getByRole('radio', { name: 'How pleasant' }));
    expect(says(await slider(/^How pleasant, day by day/))).toBe(`${day('2026-11-20')}: pleasant, 0.5`);
    expect(calls('goes_with').at(-1)?.args[0]).toBe('pleasant');
    location.hash = '#/support';
    await screen.findByRole('heading', { level: 1, name: /Support|You/ });
    location.hash = '#/feelings';
    await picture('How pleasant');
  });

  it('has no points where there are very many days, and no line where there are very few', async () => {
    const many = Array.from({ length: 260 }, (_, index): [string, Partial<CheckIn>] => [addDays(TODAY, -index), pulse({ trust: index % 10 })]);
    const { user } = show({ checkIns: noted(...many) });
    await user.click(await screen.findByRole('radio', { name: 'Year' }));
    const section = await picture('Trust');
    await within(section).findByText('260 marks');
    expect(section.querySelectorAll('circle.point')).toHaveLength(0);
    expect(section.querySelectorAll('path.line').length).toBeGreaterThan(0);
    await user.click(screen.getByRole('radio', { name: '4 weeks' }));
    await within(section).findByText('28 marks');
    expect(section.querySelectorAll('circle.point')).toHaveLength(28);
  });

  it('shows what there is as points when it is too little for a line', async () => {
    show({ checkIns: noted(['2026-11-02', pulse({ trust: 4 })], ['2026-11-10', pulse({ trust: 5 })]) });
    const section = await picture('Trust');
    await within(section).findByText('It was noted on 2 days in this time. A line begins with three.');
    expect(section.querySelectorAll('circle.point')).toHaveLength(2);
    expect(section.querySelectorAll('path.line, path.raw')).toHaveLength(0);
  });

  it('is broken where nothing was noted for long', async () => {
    const spell = (from: string) => Array.from({ length: 5 }, (_, index): [string, Partial<CheckIn>] => [addDays(from, index), pulse({ trust: 5 })]);
    show({ checkIns: noted(...spell('2026-09-05'), ...spell('2026-11-10')) });
    const section = await picture('Trust');
    await within(section).findByText('10 marks');
    expect(section.querySelectorAll('path.line')).toHaveLength(2);
    expect(section.querySelectorAll('path.raw')).toHaveLength(2);
  });

  it('says a measure that was not noted in this time, and nothing else of it', async () => {
    show({ checkIns: noted(['2026-02-02', pulse({ trust: 4 })], ['2026-11-10', pulse({ hope: 5 })]) });
    const section = await picture('Trust');
    await within(section).findByText('This was not noted in this time.');
    expect(within(section).queryByRole('slider')).toBeNull();
    expect(within(section).queryByRole('button', { name: /as a table/ })).toBeNull();
    await picture('Words you reached for most');
  });
});

describe('marked days', () => {
  const trust = () => noted(['2026-11-02', pulse({ trust: 4 })]);

  it('are added, changed and moved to the trash', async () => {
    const { ipc, user } = show({ checkIns: trust() });
    await user.click(await screen.findByRole('button', { name: 'Mark a day' }));
    const dialog = screen.getByRole('dialog', { name: 'Mark a day' });
    await expectAccessible();
    await user.click(within(dialog).getByRole('radio', { name: 'a milestone' }));
    await fireEvent.input(within(dialog).getByLabelText('Day'), { target: { value: '2026-11-05' } });
    await user.type(within(dialog).getByLabelText('A few words, if you like'), 'the river');
    await user.click(within(dialog).getByRole('button', { name: 'Mark' }));
    const list = await screen.findByRole('list', { name: 'Marked days' });
    within(list).getByText('the river');
    expect([...ipc.state.marks.values()]).toEqual([{ id: expect.any(String), day: '2026-11-05', kind: 'milestone', text: 'the river' }]);
    expect(document.querySelector('.label')?.textContent).toBe('the river');

    const name = `${plainDay('2026-11-05')}, the river`;
    await user.click(within(list).getByRole('button', { name: `Change ${name}` }));
    const words = screen.getByLabelText('A few words, if you like');
    expect((words as HTMLInputElement).value).toBe('the river');
    await user.clear(words);
    await user.click(screen.getByRole('radio', { name: 'a setback' }));
    await user.click(screen.getByRole('button', { name: 'Mark' }));
    await waitFor(() => expect([...ipc.state.marks.values()]).toMatchObject([{ day: '2026-11-05', kind: 'setback', text: '' }]));
    await waitFor(() => expect(document.querySelector('.label')?.textContent).toBe('a setback'));

    await user.click(screen.getByRole('button', { name: `Remove ${plainDay('2026-11-05')}, a setback` }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Mark a day' }));
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Marked days' })).toBeNull());
    screen.getByText('The mark was moved to the trash.');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByRole('button', { name: `Remove ${plainDay('2026-11-05')}, a setback` });
  });

  it('keep what was typed when saving fails, and say so', async () => {
    const { ipc, user } = show({ checkIns: trust() });
    await user.click(await screen.findByRole('button', { name: 'Mark a day' }));
    await user.type(screen.getByLabelText('A few words, if you like'), 'a hard week');
    ipc.state.failing.set('save_mark', { code: 'disk_full' });
    await user.click(screen.getByRole('button', { name: 'Mark' }));
    await within(screen.getByRole('dialog')).findByRole('alert');
    expect((screen.getByLabelText('A few words, if you like') as HTMLInputElement).value).toBe('a hard week');
    ipc.state.failing.clear();
    await user.click(screen.getByRole('button', { name: 'Mark' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect([...ipc.state.marks.values()]).toMatchObject([{ text: 'a hard week', day: TODAY, kind: 'setback' }]);
  });

  it('stand in the table of the line, also on days without a value', async () => {
    const { user } = show({ checkIns: trust(), marks: marked({ id: 'a', day: '2026-11-02', kind: 'setback', text: 'a hard week' }, { id: 'b', day: '2026-11-04', kind: 'milestone', text: '' }) });
    expect(await table(user, 'Trust')).toEqual([
      ['2026-11-02', '4', '4', '4', '1', '4', 'a hard week'],
      ['2026-11-04', '', '', '', '', '', 'a milestone'],
    ]);
  });

  it('are listed all when there are many and one asks', async () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ id: `m${index}`, day: addDays('2026-11-01', index), kind: 'setback', text: `number ${index}` }));
    const { user } = show({ checkIns: trust(), marks: marked(...many) });
    const list = await screen.findByRole('list', { name: 'Marked days' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    await user.click(screen.getByRole('button', { name: 'All 9 marked days' }));
    expect(within(list).getAllByRole('listitem')).toHaveLength(9);
  });
});

describe('words beside marks', () => {
  const room = fc.integer({ min: 200, max: 1200 });
  const some = fc.array(fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), wanted: fc.integer({ min: 8, max: 200 }) }), { maxLength: 40 });

  it('never cover each other, and never leave the picture', () => {
    fc.assert(
      fc.property(some, room, (given, wide) => {
        const marks = given.map(({ x, wanted }) => ({ x: x * wide, wanted })).sort((a, b) => a.x - b.x);
        const found = labels(marks, wide);
        expect(found).toHaveLength(marks.length);
        found.forEach((label, index) => {
          const mark = marks[index];
          if (!label || !mark) return;
          expect(label.left).toBeGreaterThanOrEqual(0);
          expect(label.left + label.width).toBeLessThanOrEqual(wide + 1e-6);
          expect(label.width).toBeLessThanOrEqual(mark.wanted);
          if (label.before) expect(label.left + label.width).toBeCloseTo(mark.x - 6);
          else expect(label.left).toBeCloseTo(mark.x + 6);
          for (const other of found.slice(index + 1)) {
            if (other?.row !== label.row) continue;
            expect(label.left + label.width <= other.left + 1e-6 || other.left + other.width <= label.left + 1e-6).toBe(true);
          }
        });
      }),
    );
  });

  it('are whole where there is room, shortened where there is little, and left out where there is none', () => {
    expect(labels([{ x: 100, wanted: 80 }, { x: 400, wanted: 80 }], 700)).toEqual([
      { row: 0, left: 106, width: 80, before: false },
      { row: 0, left: 406, width: 80, before: false },
    ]);
    expect(labels([{ x: 690, wanted: 80 }], 700)).toEqual([{ row: 0, left: 604, width: 80, before: true }]);
    const crowd = labels(Array.from({ length: 12 }, (_, index) => ({ x: 100 + index, wanted: 150 })), 700);
    expect(crowd.filter((label) => label !== null).map(({ row }) => row)).toContain(2);
    expect(crowd).toContain(null);
    const close = labels([0, 60, 120, 180].map((x) => ({ x, wanted: 200 })), 1000);
    expect(close.every((label) => label !== null)).toBe(true);
    expect(close.some((label) => label && label.width < 200)).toBe(true);
  });
});

describe('the year in days', () => {
  const pleasant = (value: number): Partial<CheckIn> => ({ pleasant: value, energy: 0 });

  it('has a square for each day, as its table and the journal have them', async () => {
    const { ipc, user } = show();
    const section = await picture('The year in days');
    const { days } = await ipc.series('pleasant', '2026-01-01', '2026-12-31');
    await within(section).findByText(`${days.length} days`);
    const squares = [...section.querySelectorAll('rect:not(.cursor)')];
    expect(squares).toHaveLength(365);
    const steps = [0, 1, 2, 3, 4].map((which) => squares.filter((square) => square.classList.contains(`step-${which}`)).length);
    expect(steps).toEqual([0, 1, 2, 3, 4].map((which) => days.filter(({ value }) => Math.min(4, Math.floor((value + 1) * 2.5 + 1e-9)) === which).length));
    expect(await table(user, 'The year in days')).toEqual(days.map((one) => [one.day, String(rounded({ id: '', name: '', kind: 'pleasant', felt: true }, one.value)), String(one.marks)]));
  });

  it('is walked by day, week and month, and says each day with its words', async () => {
    const { user } = show({
      checkIns: noted(['2026-11-10', { ...pleasant(0.5), feelings: [{ id: 'calm', name: 'calm', strength: 2 }, { id: 'x', name: 'seasick', strength: null }] }], ['2026-11-18', pleasant(-0.9)]),
    });
    const year = await slider(/^How pleasant in 2026/);
    expect(says(year)).toBe(`${day('2026-11-18')}: very unpleasant, -0.9`);
    year.focus();
    await user.keyboard('{ArrowLeft}');
    expect(says(year)).toBe(`${day('2026-11-11')}: not noted`);
    await user.keyboard('{ArrowUp}');
    expect(says(year)).toBe(`${day('2026-11-10')}: pleasant, 0.5`);
    await waitFor(() => expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('calm, seasick'));
    await user.keyboard('{PageUp}');
    expect(says(year)).toBe(`${day('2026-10-10')}: not noted`);
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(says(year)).toBe(`${day('2026-10-18')}: not noted`);
    await user.keyboard('{End}{ArrowDown}');
    expect(says(year)).toBe(`${day(TODAY)}: not noted`);
    await user.keyboard('{Home}{ArrowUp}');
    expect(says(year)).toBe(`${day('2026-01-01')}: not noted`);
  });

  it('goes through the years, also those without a mark', async () => {
    const { user, calls } = show({ checkIns: noted(['2024-03-05', pleasant(0.5)], ['2026-11-18', pleasant(-0.9)]) });
    const section = await picture('The year in days');
    const [before, after] = ['Year before', 'Year after'].map((name) => within(section).getByRole<HTMLButtonElement>('button', { name }));
    expect(after?.disabled).toBe(true);
    await user.click(before!);
    await slider(/in 2025/);
    within(section).getByText('0 days');
    await user.click(before!);
    const year = await slider(/in 2024/);
    expect(before?.disabled).toBe(true);
    expect(calls('series').at(-1)?.args).toEqual(['pleasant', '2024-01-01', '2024-12-31']);
    expect(section.querySelectorAll('rect:not(.cursor)')).toHaveLength(366);
    expect(says(year)).toBe(`${day('2024-03-05')}: pleasant, 0.5`);
  });

  it('takes any measure, in colours that take no side', async () => {
    const { user } = show();
    const section = await picture('The year in days');
    expect(section.querySelector('svg.felt')).not.toBeNull();
    await user.selectOptions(within(section).getByLabelText('Measure'), 'Intrusive thoughts');
    await slider(/^Intrusive thoughts in 2026/);
    expect(section.querySelector('svg.felt')).toBeNull();
    within(section).getByText(/^lower/);
  });
});

describe('words', () => {
  const tired = { id: 'tired', name: 'tired', strength: 4 };
  const evenings = Array.from({ length: 12 }, (_, index): [string, Partial<CheckIn>] => [`${addDays('2026-11-02', index)}T${index < 8 ? '21' : '09'}:10:00+01:00`, { feelings: [tired] }]);

  it('are counted as the journal counts them, and tell when they come', async () => {
    const { ipc, user } = show({ checkIns: noted(...evenings, ['2026-11-20', { feelings: [{ id: 'own:=1+1', name: '=1+1', strength: null }] }]) });
    const chip = await screen.findByRole('button', { name: 'tired · 12' });
    expect(chip.getAttribute('aria-expanded')).toBe('false');
    await user.click(chip);
    expect(chip.getAttribute('aria-expanded')).toBe('true');
    const times = await picture('When “tired” comes');
    within(times).getByText('mostly in the evening');
    within(times).getByText('on 12 days');
    within(times).getByText('mean strength 4 of 5');
    expect(within(times).getByRole('link').getAttribute('href')).toBe('#/checkins');
    await expectAccessible();
    const rows = await table(user, 'When “tired” comes');
    const [word] = await ipc.words_felt('2026-08-31', TODAY);
    expect(rows.slice(0, 24).map(([, count]) => Number(count))).toEqual(word?.hours);
    expect(rows.slice(31).map(([, count]) => Number(count))).toEqual(word?.months);
    expect(rows.slice(24, 31).reduce((sum, [, count]) => sum + Number(count), 0)).toBe(12);
    expect(times.querySelectorAll('rect:not(.none)')).toHaveLength(2 + 7 + 1);
    await user.click(chip);
    expect(screen.queryByRole('region', { name: 'When “tired” comes' })).toBeNull();
    expect(await table(user, 'Words you reached for most')).toEqual([['tired', '12', '12', '4'], ['=1+1', '1', '1', '']]);
  });

  it('are walked with arrows, one stop for the keyboard', async () => {
    const { user } = show();
    const section = await picture('Words you reached for most');
    const chips = await waitFor(() => {
      const all = within(section).getAllByRole('button', { name: / · \d+$/ });
      expect(all.length).toBeGreaterThan(3);
      return all;
    });
    expect(chips.filter((chip) => chip.tabIndex === 0)).toEqual([chips[0]]);
    chips[0]?.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
    await waitFor(() => expect(document.activeElement).toBe(chips[1]));
    await user.keyboard('{Enter}');
    expect(chips[1]?.getAttribute('aria-expanded')).toBe('true');
    await user.keyboard('{End}');
    await waitFor(() => expect(document.activeElement).toBe(chips.at(-1)));
    await user.keyboard('{Home}{ArrowLeft}');
    await waitFor(() => expect(document.activeElement).toBe(chips[0]));
  });

  it('say “mostly” only of more than half of at least ten', () => {
    const word = (at: Partial<WordFelt>): WordFelt => ({ id: 'w', name: 'w', count: 0, days: 1, strength: null, hours: Array(24).fill(0), weekdays: Array(7).fill(0), months: Array(12).fill(0), ...at });
    const hours = (...pairs: [number, number][]) => Array.from({ length: 24 }, (_, hour) => pairs.find(([at]) => at === hour)?.[1] ?? 0);
    expect(mostlyAt(word({ count: 9, hours: hours([20, 9]) }))).toBeNull();
    expect(mostlyAt(word({ count: 10, hours: hours([20, 5], [9, 5]) }))).toBeNull();
    expect(mostlyAt(word({ count: 11, hours: hours([18, 3], [23, 3], [9, 5]) }))).toBe('mostly in the evening');
    expect(mostlyAt(word({ count: 10, hours: hours([4, 6], [5, 4]) }))).toBe('mostly at night');
    expect(mostlyAt(word({ count: 10, hours: hours([11, 6], [12, 4]) }))).toBe('mostly in the morning');
    expect(mostlyAt(word({ count: 10, hours: hours([17, 6]) }))).toBe('mostly in the afternoon');
    expect(mostlyOn(word({ count: 10, weekdays: [6, 0, 0, 0, 0, 0, 4] }))).toBe('mostly on a Monday');
    expect(mostlyOn(word({ count: 10, weekdays: [0, 5, 5, 0, 0, 0, 0] }))).toBeNull();
    expect(mostlyIn(word({ count: 10, months: [0, 0, 7, 3, 0, 0, 0, 0, 0, 0, 0, 0] }))).toBe('mostly in March');
  });
});

describe('then and now', () => {
  it('sets the first third of the period beside the last', async () => {
    const { ipc, user } = show();
    const section = await picture('Then and now');
    const points = await ipc.felt_points('2026-08-31', TODAY);
    const [first, last] = [points.filter(({ day }) => day <= '2026-09-27'), points.filter(({ day }) => day >= '2026-10-26')];
    const names = (await within(section).findAllByRole('img')).map((image) => image.getAttribute('aria-label') ?? '');
    expect(names[0]).toContain(`: ${first.length} points`);
    expect(names[1]).toContain(`: ${last.length} points`);
    const rows = await table(user, 'Then and now');
    const two = (value: number) => String(Math.round(value * 100) / 100 + 0);
    expect(rows).toEqual([
      ...first.map((one) => [one.day, 'before', two(one.pleasant), two(one.energy)]),
      ...last.map((one) => [one.day, 'now', two(one.pleasant), two(one.energy)]),
    ]);
    expect(section.querySelectorAll('circle.ring')).toHaveLength(2);
  });

  it('says in words where the middles lie, and never which is better', () => {
    const points = (pleasant: number, energy: number, count = 6) => Array.from({ length: count }, () => ({ day: TODAY, pleasant, energy }));
    const today = { from: TODAY, to: TODAY };
    expect(sentence(cloud(points(-0.5, -0.8), today), cloud(points(0.3, 0), today))).toBe('The earlier days gather around “unpleasant with very low energy”, the later ones around “rather pleasant with middling energy”.');
    expect(sentence(cloud(points(0.3, 0), today), cloud(points(0.3, 0.05), today))).toBe('The earlier and the later days both gather around “rather pleasant with middling energy”.');
    expect(sentence(cloud(points(0.3, 0, 4), today), cloud(points(0.3, 0.05), today))).toBe('There are too few points in one of them to speak of a middle.');
    expect(cloud(points(0, 0, 4), today).middle).toBeNull();
    expect(cloud(points(0, 0), { from: '2026-01-01', to: '2026-01-31' }).points).toEqual([]);
  });

  it('draws no more places than can be told apart, and loses no point', () => {
    const points = Array.from({ length: 10_000 }, (_, index) => ({ day: TODAY, pleasant: Math.sin(index), energy: Math.cos(index * 7) }));
    const found = places(points);
    expect(found.length).toBeLessThanOrEqual(41 * 41);
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  });
});

describe('what goes together', () => {
  /** Days that were pleasant with a talk, and less so without. */
  const beside = (days: number) =>
    noted(...Array.from({ length: days }, (_, index): [string, Partial<CheckIn>] => [
      addDays(TODAY, -index),
      { pleasant: index % 2 ? 0.6 + (index % 3) * 0.05 : -0.4 + (index % 3) * 0.05, energy: 0, triggers: index % 2 ? [{ id: 'own:=talk', name: '=talk' }] : [{ id: 'coming-home-late', name: 'coming home late' }] },
    ]));

  it('tells what stood beside higher and lower days, as its table and the journal have it, and that it is no cause', async () => {
    const { ipc, user } = show({ checkIns: beside(40) });
    const section = await picture('What goes together');
    await within(section).findByText('This is what stood side by side, not what caused what. With few days it can be chance.');
    const found = await ipc.goes_with('pleasant', '2026-08-31', TODAY);
    within(section).getByRole('heading', { level: 3, name: 'On days that were more pleasant there was more often' });
    within(section).getByRole('heading', { level: 3, name: 'On days that were less pleasant there was more often' });
    const items = within(section).getAllByRole('listitem').map((item) => item.textContent?.replace(/\s+/g, ' '));
    expect(items).toEqual([expect.stringMatching(/=talk.*what set it off.*on 20 days of 40.*0.65 with it, -0.35 without it/), expect.stringMatching(/coming home late.*on 20 days of 40.*-0.35 with it, 0.65 without it/)]);
    const text = (value = Number.NaN) => String(Math.round(value * 100) / 100);
    expect(await table(user, 'What goes together')).toEqual(
      [...found.higher, ...found.lower].map((one, index) => [
        `On days that were ${index < found.higher.length ? 'more' : 'less'} pleasant there was more often`, one.name, 'what set it off', String(one.with), String(one.without), text(one.mean_with), text(one.mean_without),
      ]),
    );
    await expectAccessible();
  });

  it('tells nothing below ten days, and says how many there are', async () => {
    show({ checkIns: beside(9) });
    await screen.findByText('This was noted on 9 days in this time. Below 10 nothing is told of it.');
  });

  it('says so when nothing stood out', async () => {
    const same = Array.from({ length: 30 }, (_, index): [string, Partial<CheckIn>] => [addDays(TODAY, -index), pulse({ trust: 5 })]);
    show({ checkIns: noted(...same) });
    await screen.findByText('Nothing stood clearly beside higher or lower days in this time.');
  });

  it('knows tags of entries', async () => {
    const entries = new Map(Array.from({ length: 20 }, (_, index) => [`e${index}`, entryOf({ id: `e${index}`, written_at: `${addDays(TODAY, -index * 2)}T08:00:00+01:00`, tags: ['walk'], body: 'x' })]));
    const all = Array.from({ length: 40 }, (_, index): [string, Partial<CheckIn>] => [addDays(TODAY, -index), pulse({ intrusive: index % 2 ? 7 + (index % 3) : 2 + (index % 3) })]);
    show({ checkIns: noted(...all), entries });
    const section = await picture('What goes together');
    await within(section).findByRole('heading', { name: 'On days with fewer intrusive thoughts there was more often' });
    expect(within(section).getByRole('listitem').textContent).toMatch(/walk\s+tag/);
  });
});

describe('periods', () => {
  it('are four, twelve weeks, a year, all, or own dates, and every picture follows', async () => {
    const { user, calls } = show();
    await picture('Trust');
    const asked = (command: string) => calls(command).at(-1)?.args.slice(-2);
    await waitFor(() => expect(asked('words_felt')).toEqual(['2026-08-31', TODAY]));
    for (const [name, from] of [['4 weeks', '2026-10-26'], ['Year', '2025-11-23'], ['All', '2026-05-27']] as const) {
      await user.click(screen.getByRole('radio', { name }));
      for (const command of ['words_felt', 'felt_points', 'goes_with', 'marks']) await waitFor(() => expect(asked(command), command).toEqual([from, TODAY]));
      expect(calls('series').map(({ args }) => args)).toContainEqual(['trust', from, TODAY]);
    }
    await user.click(screen.getByRole('button', { name: 'Own dates' }));
    const panel = screen.getByRole('dialog', { name: 'Own dates' });
    await fireEvent.input(within(panel).getByLabelText('From'), { target: { value: '2026-09-30' } });
    await fireEvent.input(within(panel).getByLabelText('To'), { target: { value: '2026-09-01' } });
    expect(within(panel).getByRole<HTMLButtonElement>('button', { name: 'Show' }).disabled).toBe(true);
    await fireEvent.input(within(panel).getByLabelText('From'), { target: { value: '2026-08-20' } });
    await expectAccessible();
    await user.click(within(panel).getByRole('button', { name: 'Show' }));
    await waitFor(() => expect(asked('words_felt')).toEqual(['2026-08-20', '2026-09-01']));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getAllByRole<HTMLInputElement>('radio', { name: /weeks|Year|All/ }).some((radio) => radio.checked)).toBe(false);
  });

  it('are set beside the one before: line, clouds and words show both', async () => {
    const { ipc, user, calls } = show();
    const [now, before] = [{ from: '2026-08-31', to: TODAY }, { from: '2026-06-08', to: '2026-08-30' }];
    await user.click(await screen.findByRole('checkbox', { name: 'Compare with before' }));
    const section = await picture('Trust');
    await waitFor(() => expect(section.querySelectorAll('path.earlier').length).toBeGreaterThan(0));
    const [series, earlier] = [await ipc.series('trust', now.from, now.to), await ipc.series('trust', before.from, before.to)];
    const rows = await table(user, 'Trust');
    expect(rows.map((row) => row[1])).toEqual([...earlier.days.map(() => 'before'), ...series.days.map(() => 'now')]);
    expect(rows.map((row) => row[0])).toEqual([...earlier.days, ...series.days].map((one) => one.day));

    const [words, then] = [await ipc.words_felt(now.from, now.to), await ipc.words_felt(before.from, before.to)];
    const counts = (await table(user, 'Words you reached for most')).map((row) => row.slice(0, 3));
    for (const [name, here, there] of counts) {
      expect(Number(here)).toBe(words.find((word) => word.name === name)?.count ?? 0);
      expect(Number(there)).toBe(then.find((word) => word.name === name)?.count ?? 0);
    }
    expect(counts).toHaveLength(new Set([...words, ...then].map(({ id }) => id)).size);

    const [one, two] = within(await picture('Then and now')).getAllByRole('img').map((image) => image.getAttribute('aria-label'));
    expect(one).toContain(`${(await ipc.felt_points(before.from, before.to)).length} points`);
    expect(two).toContain(`${(await ipc.felt_points(now.from, now.to)).length} points`);

    // Days of one's own, and back.
    await user.click(screen.getByRole('button', { name: 'Compare with other dates' }));
    const panel = screen.getByRole('dialog', { name: 'Compare with other dates' });
    await fireEvent.input(within(panel).getByLabelText('From'), { target: { value: '2026-06-01' } });
    await fireEvent.input(within(panel).getByLabelText('To'), { target: { value: '2026-06-30' } });
    await user.click(within(panel).getByRole('button', { name: 'Show' }));
    await waitFor(() => expect(calls('felt_points').map(({ args }) => args)).toContainEqual(['2026-06-01', '2026-06-30']));
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'The days just before' }));
    await waitFor(() => expect(calls('words_felt').at(-1)?.args).toEqual([before.from, before.to]));
    await user.click(screen.getByRole('radio', { name: 'All' }));
    await waitFor(() => expect(screen.queryByRole('checkbox', { name: 'Compare with before' })).toBeNull());
  });

  it('say the same place of the period before under the line', async () => {
    const { user } = show({ checkIns: noted([addDays(TODAY, -84), pulse({ trust: 2 })], [TODAY, pulse({ trust: 6 })]) });
    await user.click(await screen.findByRole('checkbox', { name: 'Compare with before' }));
    const line = await slider(/^Trust, day by day/);
    line.focus();
    await waitFor(() => expect(says(line)).toBe(`${day(TODAY)}: 6. Before, on ${day(addDays(TODAY, -84))}: 2`));
  });

  it('end today and have their length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom('weeks-4', 'weeks-12', 'year', 'all' as const), (number, name) => {
        const today = addDays('1990-01-01', number);
        const days = daysOf(name, today, addDays(today, -700), addDays(today, -3));
        expect(days.to).toBe(today);
        expect(length(days)).toBe(name === 'weeks-4' ? 28 : name === 'weeks-12' ? 84 : name === 'all' ? 701 : length(days));
        if (name === 'year') expect([365, 366]).toContain(length(days));
        const before = justBefore(days);
        expect([length(before), addDays(before.to, 1)]).toEqual([length(days), days.from]);
        const [first, last] = stretches(days);
        expect([first.from, last.to]).toEqual([days.from, days.to]);
        expect(length(first)).toBe(length(last));
        expect(first.to < last.from).toBe(true);
      }),
    );
  });
});

describe('tables as files', () => {
  it('are CSV as RFC 4180 has it, without anything a spreadsheet would reckon with', () => {
    const columns = [{ name: '@own "tracker"' }, { name: 'a,b' }];
    const rows = [['=1+1', -0.5], ['+1', 3], ['-x', null], ['@x', 0], ['\ttab', 1], ['two\nlines', 2], ['say "no", please', 4], ['plain', 5], ['2026-11-22', -1]];
    expect(csv({ caption: '', name: '', columns, rows })).toBe(
      [
        '"\'@own ""tracker""","a,b"', "'=1+1,-0.5", "'+1,3", "'-x,", "'@x,0", "'\ttab,1", '"two\nlines",2', '"say ""no"", please",4', 'plain,5', '2026-11-22,-1', '',
      ].join('\r\n'),
    );
  });

  it('are saved where the person says, with a word that they are open', async () => {
    const { ipc, user } = show({
      checkIns: noted(['2026-11-02', { ...pulse({ trust: 4 }), feelings: [{ id: 'own:x', name: '=HYPERLINK("x")', strength: 3 }] }], ['2026-11-03', pulse({ trust: 5 })]),
      marks: marked({ id: 'a', day: '2026-11-03', kind: 'setback', text: '-1, "he said"\nagain' }),
    });
    await table(user, 'Trust');
    const trust = await picture('Trust');
    within(trust).getByText('The file is not encrypted. Anyone who finds it can read it.');
    await user.click(within(trust).getByRole('button', { name: 'Save as CSV' }));
    await within(trust).findByText('Saved. The file is not encrypted.');
    const line = (await ipc.series('trust', '2026-08-31', TODAY)).line.flat();
    const at = (date: string) => Math.round((line.find((point) => point.day === date)?.value ?? Number.NaN) * 10) / 10;
    expect(ipc.state.tables).toEqual([
      {
        name: `Trust 2026-08-31 ${TODAY}`,
        csv: `Day,Trust,Lowest,Highest,Marks,Smoothed,Stands out\r\n2026-11-02,4,4,4,1,${at('2026-11-02')},\r\n2026-11-03,5,5,5,1,${at('2026-11-03')},"'-1, ""he said""\nagain"\r\n`,
      },
    ]);
    await table(user, 'Words you reached for most');
    await user.click(within(await picture('Words you reached for most')).getByRole('button', { name: 'Save as CSV' }));
    await waitFor(() => expect(ipc.state.tables[1]?.csv).toBe('Word,Check-ins,Days,Mean strength\r\n"\'=HYPERLINK(""x"")",1,1,3\r\n'));
    ipc.state.failing.set('save_table', { code: 'disk_full' });
    await user.click(within(trust).getByRole('button', { name: 'Save as CSV' }));
    await within(trust).findByRole('alert');
  });

  it('open by keyboard, have a caption, and draw very many rows only when asked', async () => {
    const many = Array.from({ length: 700 }, (_, index): [string, Partial<CheckIn>] => [addDays(TODAY, -index), pulse({ trust: index % 10 })]);
    const { user } = show({ checkIns: noted(...many) });
    await user.click(await screen.findByRole('radio', { name: 'All' }));
    const section = await picture('Trust');
    await within(section).findByText('700 marks');
    const button = within(section).getByRole('button', { name: 'Trust as a table' });
    button.focus();
    await user.keyboard('{Enter}');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    const rows = () => within(section).getByRole('table', { name: /^Trust, day by day/ }).querySelectorAll('tbody tr');
    expect(rows()).toHaveLength(400);
    await user.click(within(section).getByRole('button', { name: 'Show 300 more rows' }));
    expect(rows()).toHaveLength(700);
    await user.click(button);
    expect(within(section).queryByRole('table')).toBeNull();
  });
});

describe('the page', () => {
  it('says what will be there when there is nothing yet, and draws no empty axes', async () => {
    const { user } = show({ checkIns: new Map() });
    await screen.findByText('When you have checked in a few times, pictures of how it was will stand here.');
    expect(screen.queryAllByRole('slider')).toEqual([]);
    expect(screen.queryAllByRole('radio')).toEqual([]);
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Check in' }));
    expect(location.hash).toBe('#/checkin');
  });

  it('works with a single check-in', async () => {
    show({ checkIns: noted(['2026-11-20', { ...pulse({ trust: 4 }), pleasant: 0.2, energy: 0.4, feelings: [{ id: 'calm', name: 'calm', strength: null }] }]) });
    await screen.findByText('It was noted on 1 day in this time. A line begins with three.');
    screen.getByText('There are too few points in one of them to speak of a middle.');
    screen.getByText('This was noted on 1 day in this time. Below 10 nothing is told of it.');
    screen.getByRole('button', { name: 'calm · 1' });
    await expectAccessible();
  });

  it('works with a check-in of words alone', async () => {
    show({ checkIns: noted(['2026-11-20', { feelings: [{ id: 'own:x', name: 'مرهق جدًا', strength: null }] }]) });
    await screen.findByRole('button', { name: 'مرهق جدًا · 1' });
    expect(screen.queryAllByRole('slider')).toEqual([]);
    screen.getByText('No check-in of this time has a place between unpleasant and pleasant.');
  });

  it('says when nothing was noted in the time one looks at, and leads to what there is', async () => {
    const { user } = show({ checkIns: noted(['2023-03-05', pulse({ trust: 4 })]) });
    await screen.findByText(`There is no check-in in this time. The last one was on ${plainDay('2023-03-05')}.`);
    await slider(/^Trust in 2023/);
    await user.click(screen.getByRole('button', { name: 'Look at the whole time' }));
    expect(says(await slider(/^Trust, day by day/))).toBe(`${day('2023-03-05')}: 4`);
  });

  it('is accessible with everything on it', async () => {
    const trackers = [{ id: 'sleep', name: 'Hours of sleep', kind: 'scale' as const, archived: false }];
    const { user } = show({ trackers, marks: marked({ id: 'a', day: '2026-11-02', kind: 'setback', text: 'a hard week' }) });
    await user.click(await screen.findByRole('checkbox', { name: 'Compare with before' }));
    for (const name of ['Trust', 'The year in days', 'Words you reached for most', 'Then and now', 'What goes together']) await table(user, name);
    await expectAccessible();
  });

  it('says what went wrong with one picture, and tries again', async () => {
    const { ipc, user } = show();
    const section = await picture('Trust');
    await within(section).findByRole('slider');
    ipc.state.failing.set('series', { code: 'io' });
    await user.click(screen.getByRole('radio', { name: '4 weeks' }));
    await within(section).findByRole('alert');
    ipc.state.failing.clear();
    await user.click(within(section).getByRole('button', { name: 'Try again' }));
    await within(section).findByRole('slider');
    expect(within(section).queryByRole('alert')).toBeNull();
  });

  it('says when nothing could be read, and tries again', async () => {
    const { ipc, user } = show({ failing: new Map([['feelings_span', { code: 'io' }]]) });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(screen.queryByRole('region', { name: 'Trust' })).toBeNull();
    ipc.state.failing.clear();
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await picture('Trust');
  });

  it('leads to the check-ins, to looking back, and to own words and trackers', async () => {
    show();
    const links = within(await screen.findByRole('navigation', { name: 'More to look at' })).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['#/checkins', '#/reviews', '#/watched']);
  });
});

describe('the arithmetic of pictures', () => {
  const line = [[{ day: '2026-01-01', value: 2 }, { day: '2026-01-11', value: 4 }], [{ day: '2026-03-01', value: 9 }]];

  it('cuts the days where the line is broken, and reads the line between its points', () => {
    const noted = ['2026-01-01', '2026-01-06', '2026-03-01'].map((day) => ({ day, value: 1, lowest: 1, highest: 1, marks: 1 }));
    expect(pieces(noted, line).map((piece) => piece.map(({ day }) => day))).toEqual([['2026-01-01', '2026-01-06'], ['2026-03-01']]);
    expect(['2026-01-01', '2026-01-06', '2026-01-11', '2026-02-01', '2026-03-01', '2026-03-02'].map((day) => smoothed(line, day))).toEqual([2, 3, 4, null, 9, null]);
  });

  it('names days or months, never more than fit, each inside the period', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 4, max: 12 }), (count, most) => {
        const days = { from: '2001-02-14', to: addDays('2001-02-14', count - 1) };
        const ticks = axis(days, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        expect(ticks.every(({ day }) => day >= days.from && day <= days.to)).toBe(true);
        if (count > 62) expect(ticks.length).toBeGreaterThan(0);
      }),
    );
  });

  it('gives each measure a scale that holds its values, and words for them', () => {
    const [trust, pleasant, count, walked] = measures(['trust', 'pleasant', 'tracker:c', 'tracker:w'], [
      { id: 'c', name: 'Phone checked', kind: 'count', archived: false },
      { id: 'w', name: 'Walked', kind: 'yes-no', archived: true },
    ]);
    if (!trust || !pleasant || !count || !walked) throw new Error('four measures');
    expect([ends(trust, 4), ends(pleasant, 1), ends(walked, 1), ends(count, 0), ends(count, 7), ends(count, 1_000_000)]).toEqual([[0, 10], [-1, 1], [0, 1], [0, 2], [0, 8], [0, 2_000_000]]);
    expect(grid(pleasant, [-1, 1]).map(({ label }) => label)).toEqual(['unpleasant', 'in between', 'pleasant']);
    expect(grid(walked, [0, 1]).map(({ label }) => label)).toEqual(['no', 'yes']);
    expect([said(walked, 0), said(walked, 0.5), said(pleasant, -0.004), said(trust, 4.25)]).toEqual(['no', 'yes and no, 0.5', 'neither pleasant nor unpleasant, 0', '4.3']);
    expect([-1, -0.6, -0.2, 0, 0.2, 0.6, 1].map((value) => step(value, [-1, 1]))).toEqual([0, 1, 2, 2, 3, 4, 4]);
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (highest) => ends(count, highest)[1] >= highest));
  });

  it('puts the words of two periods together', () => {
    const word = (id: string, count: number): WordFelt => ({ id, name: id, count, days: 1, strength: null, hours: [], weekdays: [], months: [] });
    expect(reached([word('a', 3), word('b', 1)], [word('c', 5), word('a', 2)]).map(({ word, now, before }) => [word.id, now, before])).toEqual([['a', 3, 2], ['b', 1, 0], ['c', 0, 5]]);
  });
});
