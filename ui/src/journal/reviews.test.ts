import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckIn } from '$lib/bindings/CheckIn';
import type { Entry } from '$lib/bindings/Entry';
import { longDay } from '$lib/day';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import { checkInOf } from '$lib/ipc.fake.feelings';
import { expectAccessible } from '../../test/axe';
import Journal from './Journal.svelte';
import { addDays } from './reading/calendar';
import { held } from './reviews/held';
import { after, before, containing, holds, LENGTHS, nameOf, periodOf, shortName } from './reviews/periods';
import { pixels } from './reviews/pixels';

const NOW = new Date('2026-11-22T09:00:00');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

function show(hash: string, state: Partial<FakeState> = {}) {
  location.hash = hash;
  const ipc = fakeIpc({ now: () => NOW, ...state });
  render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, user: userEvent.setup() };
}

/** A journal of few words: `id`, day, and what else is said. */
function journal(...some: [string, string, Partial<Entry>?][]): Map<string, Entry> {
  return new Map(some.map(([id, day, more]) => [id, entryOf({ id, parents: [`rev-${id}`], written_at: `${day}T20:00:00+01:00`, title: id, body: `About ${id}.`, ...more })]));
}
function checkIns(...some: [string, Partial<CheckIn>?][]): Map<string, CheckIn> {
  return new Map(some.map(([day, more], index) => [`c${index}`, checkInOf({ id: `c${index}`, at: `${day}T08:00:00+01:00`, ...more })]));
}
const felt = (...ids: string[]) => ids.map((id) => ({ id, name: id, strength: null }));
const pulse = (some: Partial<CheckIn['pulse']>) => ({ pulse: { trust: null, safe: null, hope: null, closeness: null, intrusive: null, ...some } });
const called = (text: string) => nameOf(periodOf(text)!);

describe('periods', () => {
  const days = fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const lengths = fc.constantFrom(...LENGTHS);

  it('hold their days, are read back from their text, and follow each other without a gap', () => {
    fc.assert(fc.property(days, lengths, (day, length) => {
      const period = containing(day, length);
      expect(holds(period, day)).toBe(true);
      expect(periodOf(period.text)).toEqual(period);
      expect(before(after(period)!)).toEqual(period);
      expect(after(period)!.from).toBe(addDays(period.to, 1));
      expect(before(period)!.to).toBe(addDays(period.from, -1));
    }));
  });

  it('count weeks as ISO 8601 does: from Monday on, the first is the one with the first Thursday', () => {
    fc.assert(fc.property(days, (day) => {
      const { text, from, to } = containing(day, 'week');
      expect(new Date(`${from}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(addDays(from, 6)).toBe(to);
      const thursday = addDays(from, 3);
      // Another way: every Thursday of its year until this one.
      let count = 1;
      for (let other = addDays(thursday, -7); other.startsWith(thursday.slice(0, 4)); other = addDays(other, -7)) count += 1;
      expect(text).toBe(`${thursday.slice(0, 4)}-W${String(count).padStart(2, '0')}`);
    }));
  });

  it.each([
    ['2026-11-22', '2026-W47', '2026-11-16', '2026-11-22'],
    ['2025-12-29', '2026-W01', '2025-12-29', '2026-01-04'],
    ['2027-01-03', '2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-01-04', '2027-W01', '2027-01-04', '2027-01-10'],
    ['2021-01-01', '2020-W53', '2020-12-28', '2021-01-03'],
    ['2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
    ['2024-02-29', '2024-W09', '2024-02-26', '2024-03-03'],
  ])('know that %s lies in %s', (day, text, from, to) => {
    expect(containing(day, 'week')).toEqual({ text, length: 'week', from, to });
  });

  it('know leap years, quarters and the ends of months', () => {
    const ends = (text: string) => [periodOf(text)?.from, periodOf(text)?.to];
    expect(ends('2024-02')).toEqual(['2024-02-01', '2024-02-29']);
    expect(ends('2100-02')).toEqual(['2100-02-01', '2100-02-28']);
    expect(ends('2024-Q1')).toEqual(['2024-01-01', '2024-03-31']);
    expect(ends('2026-Q4')).toEqual(['2026-10-01', '2026-12-31']);
    expect(ends('2024')).toEqual(['2024-01-01', '2024-12-31']);
    expect(before(periodOf('2026-01')!)?.text).toBe('2025-12');
    expect(after(periodOf('2026-Q4')!)?.text).toBe('2027-Q1');
    expect(after(periodOf('2026-W53')!)?.text).toBe('2027-W01');
  });

  it('end where years end, and are nothing else', () => {
    expect(['2025-W53', '2026-W00', '2026-W54', '2026-00', '2026-13', '2026-Q0', '2026-Q5', '26', '0000', '0000-W01', '2026-W4', '2026-11-22', '', 'w'].map(periodOf)).toEqual(Array(14).fill(null));
    expect([before(periodOf('0001')!), before(periodOf('0001-W01')!), after(periodOf('9999')!), after(periodOf('9999-12')!), periodOf('9999-W52')]).toEqual(Array(5).fill(null));
  });

  it('have names of their own', () => {
    expect(called('2026-W47')).toBe(`Week of ${new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(new Date(2026, 10, 16))}`);
    const month = (name: 'long') => new Intl.DateTimeFormat(undefined, { month: name });
    expect(shortName(periodOf('2026-11')!)).toBe(month('long').format(new Date(2026, 10, 1)));
    expect(called('2026-Q4')).toContain(month('long').format(new Date(2026, 9, 1)));
    expect(called('2026')).toBe('2026');
    expect(new Set(['2026-W01', '2026-W02', '2026-01', '2026-Q1', '2026'].map(called)).size).toBe(5);
  });

  it('are drawn with every day once, in its own place', () => {
    fc.assert(fc.property(days, lengths, fc.integer({ min: 1, max: 7 }), (day, length, first) => {
      const period = containing(day, length);
      const { cells, columns } = pixels(period, first);
      expect([cells[0]?.day, cells.at(-1)?.day]).toEqual([period.from, period.to]);
      expect(new Set(cells.map(({ column, row }) => `${column}/${row}`)).size).toBe(cells.length);
      expect(cells.every(({ column, row }) => column >= 1 && column <= columns && row >= 1 && row <= 7)).toBe(true);
    }), { numRuns: 40 });
  });
});

describe('looking back', () => {
  const list = () => screen.getAllByRole('link').map((link) => link.getAttribute('href') ?? '').filter((href) => href.startsWith('#/review/')).map((href) => href.slice(9));

  it('shows this week and this month, then what holds something, newest first, and which have a page', async () => {
    const { user } = show('#/reviews', {
      entries: journal(['now', '2026-11-20'], ['then', '2026-11-03'], ['page', '2026-10-25', { review: '2026-W43', kind: 'reflection' }]),
      checkIns: checkIns(['2026-09-30', { pleasant: 0.2, energy: 0.1 }], ['2025-12-31', { feelings: felt('sad') }]),
      marks: new Map([['m', { id: 'm', day: '2026-01-01', kind: 'setback', text: '' }]]),
    });
    await screen.findByText('page written');
    // The last day of 2025 and the first of 2026 are of one week.
    expect(list()).toEqual(['2026-W47', '2026-11', '2026-W45', '2026-W43', '2026-W40', '2026-W01']);
    expect(screen.getByText('page written').closest('a')?.getAttribute('href')).toBe('#/review/2026-W43');
    expect(screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)).toEqual(['2026', '2025']);
    await expectAccessible();
    await user.click(screen.getByRole('radio', { name: 'Months' }));
    await waitFor(() => expect(list()).toEqual(['2026-W47', '2026-11', '2026-10', '2026-09', '2026-01', '2025-12']));
    await user.click(screen.getByRole('radio', { name: 'Quarters' }));
    await waitFor(() => expect(list().slice(2)).toEqual(['2026-Q4', '2026-Q3', '2026-Q1', '2025-Q4']));
    await user.click(screen.getByRole('radio', { name: 'Years' }));
    await waitFor(() => expect(list().slice(2)).toEqual(['2026', '2025']));
    expect(screen.queryByRole('heading', { level: 2 })).toBeNull();
    await expectAccessible();
  });

  it('stays where one was, while the window lives', async () => {
    const { user } = show('#/reviews', { entries: journal(['a', '2024-05-05']) });
    await user.click(await screen.findByRole('radio', { name: 'Years' }));
    await user.click(await screen.findByRole('link', { name: '2024' }));
    await screen.findByRole('heading', { level: 1, name: '2024' });
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Years' }).checked).toBe(true));
    await screen.findByRole('link', { name: '2024' });
  });

  it('says that there is nothing further back, and what went wrong', async () => {
    const { ipc, user } = show('#/reviews', { failing: new Map([['days', { code: 'io' }]]) });
    await screen.findByText(/could not be read or written just now/);
    ipc.state.failing.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText(/There is nothing further back yet/);
    expect(list()).toEqual(['2026-W47', '2026-11']);
    await expectAccessible();
  });

  it('finds the same periods as looking at every single check-in would', async () => {
    const some = fc.record({ day: fc.integer({ min: 0, max: 900 }).map((back) => addDays('2026-11-22', -back)), point: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(some, { maxLength: 25 }), fc.array(some, { maxLength: 5 }), fc.constantFrom(...LENGTHS), async (felt, written, length) => {
      const ipc = fakeIpc({
        entries: journal(...written.map(({ day }, index): [string, string] => [`e${index}`, day])),
        checkIns: checkIns(...felt.map(({ day, point }): [string, Partial<CheckIn>] => [day, point ? { pleasant: 0, energy: 0 } : { note: 'x' }])),
      });
      const wanted = [...new Set([...felt, ...written].map(({ day }) => containing(day, length).text))];
      const found = await held(ipc, length);
      expect(found.map(({ text }) => text).sort()).toEqual(wanted.sort());
      expect(found.map(({ from }) => from)).toEqual(found.map(({ from }) => from).sort().reverse());
    }), { numRuns: 60 });
  });
});

describe('a period', () => {
  const week = () => ({
    entries: journal(
      ['before', '2026-11-15'], ['monday', '2026-11-16', { favourite: true }], ['secret', '2026-11-18', { concealed: true, body: 'The motel ![](picture:p2)' }], ['sunday', '2026-11-22', { body: 'Look ![](picture:p1)' }], ['letter', '2026-11-17', { kind: 'letter', sealed_until: '2027-03-01', body: 'Not yet ![](picture:p3)' }],
    ),
    checkIns: checkIns(
      ['2026-11-10', { ...pulse({ trust: 2, closeness: 4 }), feelings: felt('wary') }],
      ['2026-11-16', { pleasant: -0.8, energy: 0.5, feelings: felt('sad', 'hurt'), ...pulse({ trust: 4, intrusive: 7 }) }],
      ['2026-11-18', { pleasant: 0.5, energy: 0, feelings: felt('sad'), ...pulse({ trust: 5 }) }],
    ),
    marks: new Map([
      ['m', { id: 'm', day: '2026-11-17', kind: 'setback', text: 'The bill' }], ['n', { id: 'n', day: '2026-11-22', kind: 'milestone', text: '' }], ['o', { id: 'o', day: '2026-11-23', kind: 'setback', text: 'After' }],
    ]),
    pictures: new Map(['p1', 'p2', 'p3'].map((id) => [id, new Uint8Array([1])])),
  });

  it('gathers how it was', async () => {
    show('#/review/2026-W47', week());
    await screen.findByText('4 entries, 2 check-ins');
    const how = within(screen.getByRole('region', { name: 'How it was' }));
    expect(within(how.getByRole('list', { name: 'How pleasant the days were' })).getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      `${longDay('2026-11-16T12:00:00')}: very unpleasant`, `${longDay('2026-11-18T12:00:00')}: pleasant`,
    ]);
    expect(within(how.getByRole('list', { name: 'Words you reached for most' })).getAllByRole('listitem').map((item) => item.textContent?.replace(/\s+/g, ''))).toEqual(['sad·2', 'hurt·1']);
    how.getByText('4.5 (the week before 2)');
    expect(how.getByText('Intrusive thoughts').closest('li')?.textContent).toMatch(/Intrusive thoughts *7$/);
    // Noted in the week before alone, it says nothing of this one.
    expect(how.queryByText('Closeness')).toBeNull();
    expect(within(how.getByRole('list', { name: 'Marked days' })).getAllByRole('listitem').map((item) => item.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      `${longDay('2026-11-17T12:00:00')} a setbackThe bill`, `${longDay('2026-11-22T12:00:00')} a milestone`,
    ]);
    await expectAccessible();
  });

  it('gathers what was written, favourites first, and keeps hidden what is hidden', async () => {
    show('#/review/2026-W47', week());
    const written = within(await screen.findByRole('region', { name: 'What I wrote' }));
    expect(written.getAllByRole('article').map((row) => row.getAttribute('data-entry'))).toEqual(['monday', 'sunday', 'secret', 'letter']);
    expect(document.body.textContent).not.toMatch(/motel|Not yet/);
    const pictures = within(screen.getByRole('region', { name: 'Pictures' }));
    expect(pictures.getAllByRole('link').map((link) => [link.getAttribute('aria-label'), link.getAttribute('href')])).toEqual([['Picture in “sunday”', '#/entry/sunday']]);
  });

  it('shows thirty entries and says how many more there are, and twelve pictures', async () => {
    const many = Array.from({ length: 44 }, (_, index): [string, string, Partial<Entry>] => [`e${index}`, addDays('2026-10-31', -(index % 31)), { body: 'See ![](picture:p)' }]);
    show('#/review/2026-10', { entries: journal(...many), pictures: new Map([['p', new Uint8Array([1])]]) });
    await screen.findByText(/14 more entries of this time are in the/);
    expect(within(screen.getByRole('region', { name: 'What I wrote' })).getAllByRole('article')).toHaveLength(30);
    expect(within(screen.getByRole('region', { name: 'Pictures' })).getAllByRole('link')).toHaveLength(12);
  });

  it.each(LENGTHS)('of any length can be read: %s', async (length) => {
    show(`#/review/${containing('2026-11-18', length).text}`, week());
    await screen.findByRole('region', { name: 'How it was' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(nameOf(containing('2026-11-18', length)));
    expect(screen.getAllByText(/\?$/)).toHaveLength(3);
    await expectAccessible();
  });

  it('steps to the one before and back, but not into what has not come', async () => {
    const { user } = show('#/review/2026-W47');
    await user.click(await screen.findByRole('link', { name: `Before: ${called('2026-W46')}` }));
    await screen.findByRole('heading', { level: 1, name: called('2026-W46') });
    await user.click(screen.getByRole('link', { name: `After: ${called('2026-W47')}` }));
    await screen.findByRole('heading', { level: 1, name: called('2026-W47') });
    expect(screen.queryByRole('link', { name: /^After/ })).toBeNull();
  });

  it('that is empty says so kindly, and still has a page', async () => {
    show('#/review/2019-Q2');
    await screen.findByText(/Nothing was written or noted in this time. That is all right/);
    await screen.findByRole('textbox', { name: 'Entry' });
    expect(screen.queryByRole('region', { name: 'How it was' })).toBeNull();
    await expectAccessible();
  });

  it('that does not exist leads to those that do', async () => {
    const { calls } = show('#/review/2025-W53');
    await screen.findByText('There is no such week, month, quarter or year.');
    expect(screen.getByRole('link', { name: 'See all of them' }).getAttribute('href')).toBe('#/reviews');
    expect(calls('new_entry')).toEqual([]);
    await expectAccessible();
  });

  it('can be asked for again', async () => {
    const { ipc, user } = show('#/review/2026-W47', { ...week(), failing: new Map([['words_felt', { code: 'io' }]]) });
    await screen.findByText(/could not be read or written just now/);
    ipc.state.failing.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('region', { name: 'How it was' });
  });

  it('counts more check-ins than come at once', async () => {
    show('#/review/2026-11', { checkIns: checkIns(...Array.from({ length: 1003 }, (_, index): [string, Partial<CheckIn>] => [addDays('2026-11-01', index % 20), { note: 'x' }])) });
    await screen.findByText('1003 check-ins');
  });
});

describe('the page about a period', () => {
  const title = () => screen.findByLabelText<HTMLInputElement>('Title');

  it('becomes an entry only when something is written', async () => {
    const { ipc } = show('#/review/2026-W46');
    expect((await title()).value).toBe(called('2026-W46'));
    location.hash = '#/settings';
    await screen.findByText('How it looks');
    location.hash = '#/journal';
    await screen.findByText(/Nothing is written yet/);
    expect([ipc.state.drafts.size, ipc.state.entries.size]).toEqual([0, 0]);
  });

  it('of a past time stands on its last day, and is opened again', async () => {
    const { ipc, user, calls } = show('#/review/2026-W46');
    await user.click(await screen.findByRole('button', { name: 'Write about it' }));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Entry' }));
    await user.type(await title(), ': quieter');
    await waitFor(() => expect(calls('write_draft')).not.toEqual([]), { timeout: 3000 });
    const [draft] = ipc.state.drafts.values();
    expect(draft).toMatchObject({ kind: 'reflection', review: '2026-W46', title: `${called('2026-W46')}: quieter` });
    expect(draft?.written_at).toMatch(/^2026-11-15T12:00:00(Z|[+-]\d\d:\d\d)$/);
    await screen.findByRole('link', { name: /Open it as an entry/ });
    location.hash = '#/reviews';
    expect((await screen.findByText('page written')).closest('a')?.getAttribute('href')).toBe('#/review/2026-W46');
    location.hash = '#/review/2026-W46';
    await waitFor(async () => expect((await title()).value).toBe(`${called('2026-W46')}: quieter`));
    expect(ipc.state.entries.size).toBe(1);
    // It is not one of the entries it looks back on.
    await screen.findByText(/Nothing was written or noted in this time/);
  });

  it('of this time stands on today', async () => {
    const { ipc, user } = show('#/review/2026-Q4');
    await user.type(await title(), '.');
    await waitFor(() => expect([...ipc.state.drafts.values()]).toMatchObject([{ review: '2026-Q4' }]), { timeout: 3000 });
    expect([...ipc.state.drafts.values()][0]?.written_at).toMatch(/^2026-11-22T09:00:00/);
  });

  it('that could not be stored is not begun a second time', async () => {
    const { ipc, user, calls } = show('#/review/2026-W46', { failing: new Map([['write_draft', { code: 'disk_full' }]]) });
    await user.type(await title(), ', unsaved');
    await screen.findByText(/The disk is full/, {}, { timeout: 3000 });
    location.hash = '#/settings';
    await screen.findByText('How it looks');
    location.hash = '#/review/2026-W46';
    expect((await title()).value).toBe(`${called('2026-W46')}, unsaved`);
    expect(calls('new_entry')).toHaveLength(1);
    ipc.state.failing.clear();
  });
});
