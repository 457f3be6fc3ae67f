import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { CheckIn } from '$lib/bindings/CheckIn';
import { longDay } from '$lib/day';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import { checkInOf } from '$lib/ipc.fake.feelings';
import { expectAccessible } from '../../../../test/axe';
import Journal from '../../Journal.svelte';
import { addDays, plainDay } from '../../reading/calendar';
import { CheckIns, EVERY, linesOf } from './check-ins.svelte';

function show(state: Partial<FakeState> = {}, hash = '#/checkins') {
  location.hash = hash;
  const ipc = fakeIpc({ now: () => new Date('2026-11-22T09:00:00'), ...state });
  render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, user: userEvent.setup() };
}

const felt = (...ids: string[]) => ids.map((id) => ({ id, name: id.replace('-', ' '), strength: null }));
const named = (...names: string[]) => names.map((name) => ({ id: name.replaceAll(' ', '-'), name }));

/** Check-ins of few words: id, moment, and what else is said. */
function checkIns(...some: [string, string, Partial<CheckIn>?][]): Map<string, CheckIn> {
  return new Map(some.map(([id, at, more]) => [id, checkInOf({ id, at: `${at}:00+01:00`, feelings: felt('sad'), ...more })]));
}

const few = () => checkIns(
  ['evening', '2026-11-20T21:10', { feelings: [{ id: 'sad', name: 'sad', strength: 3 }, { id: 'own:schwer', name: 'schwer', strength: null }], note: 'مساء طويل', places: named('chest'), triggers: named('coming home late'), needs: named('a walk') }],
  ['morning', '2026-11-20T08:05', { feelings: felt('hopeful'), pulse: { trust: 4, safe: null, hope: 6, closeness: null, intrusive: null }, trackers: [{ id: 'walked', name: 'Walked', value: 1 }] }],
  ['plane', '2026-11-03T12:00', { feelings: [], pleasant: -0.5, energy: 0.6 }],
);
const many = (count: number) => checkIns(...Array.from({ length: count }, (_, index): [string, string] => [`c${index}`, `${addDays('2026-11-20', -Math.floor(index / 3))}T${20 - (index % 3)}:00`]));

const row = (id: string) => document.querySelector<HTMLElement>(`[data-check-in="${id}"]`);
const shown = () => [...document.querySelectorAll('[data-check-in]')].map((element) => element.getAttribute('data-check-in'));
const day = (date: string) => longDay(`${date}T12:00:00`);

describe('the list of check-ins', () => {
  it('shows by day, newest first, everything that was said', async () => {
    show({ checkIns: few(), trackers: [{ id: 'walked', name: 'Walked', kind: 'yes-no', archived: false }] });
    await waitFor(() => expect(shown()).toEqual(['evening', 'morning', 'plane']));
    expect(screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)).toEqual([day('2026-11-20'), day('2026-11-03')]);
    const evening = row('evening')!;
    expect(within(evening).getByRole('link').textContent).toContain('sad, strength 3 of 5, schwer, ');
    expect([...evening.querySelectorAll('dl div')].map((part) => part.textContent)).toEqual(['In the body: chest', 'Set off by: coming home late', 'Needed: a walk']);
    expect(within(evening).getByText('مساء طويل').getAttribute('dir')).toBe('auto');
    expect(within(row('morning')!).getByRole('list', { name: 'Noted' }).textContent).toMatch(/^trust 4, hope 6 *Walked yes$/);
    expect(within(row('plane')!).getByRole('link').textContent).toContain('unpleasant, ');
    expect(within(row('plane')!).getByRole('link').getAttribute('href')).toBe('#/checkin/plane');
    await expectAccessible();
  });

  it('searches as one types, in the note and everything that was chosen', async () => {
    const { user } = show({ checkIns: few() });
    const field = await screen.findByRole('searchbox', { name: 'Search your check-ins' });
    await user.type(field, 'coming ho');
    await waitFor(() => expect(shown()).toEqual(['evening']));
    await screen.findByText('1 check-in found');
    await user.clear(field);
    await waitFor(() => expect(shown()).toHaveLength(3));
    await user.type(field, 'nothing like it');
    await screen.findByText('No check-in fits all of this.');
    expect(document.activeElement).toBe(field);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(shown()).toHaveLength(3));
    expect(location.hash).toBe('#/checkins');
  });

  it('narrows to a feeling, which can be taken away, and to dates', async () => {
    const { user, calls } = show({ checkIns: few() });
    await user.click(await screen.findByRole('button', { name: 'Feeling' }));
    await user.keyboard('hope{Enter}');
    await waitFor(() => expect(shown()).toEqual(['morning']));
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Without hopeful' }));
    await waitFor(() => expect(shown()).toHaveLength(3));
    expect(document.activeElement?.textContent).toContain('Feeling');
    await user.click(screen.getByRole('button', { name: 'Dates' }));
    await user.type(screen.getByLabelText('To'), '2026-11-10');
    await waitFor(() => expect(shown()).toEqual(['plane']));
    expect(calls('check_ins').at(-1)?.args[0]).toEqual({ words: '', feeling: null, from: null, to: '2026-11-10' });
  });

  it('puts a check-in into the trash, goes on to the next, and undoes it', async () => {
    const { ipc, user } = show({ checkIns: few() });
    await waitFor(() => expect(shown()).toHaveLength(3));
    await user.click(within(row('evening')!).getByRole('button', { name: /^Move to trash: sad, schwer, / }));
    await waitFor(() => expect(shown()).toEqual(['morning', 'plane']));
    expect([...ipc.state.trashed.keys()]).toEqual(['evening']);
    await waitFor(() => expect(row('morning')!.contains(document.activeElement)).toBe(true));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(shown()).toEqual(['evening', 'morning', 'plane']));
  });

  it('keeps a check-in that could not be removed, and says so', async () => {
    const { ipc, user } = show({ checkIns: few() });
    await waitFor(() => expect(shown()).toHaveLength(3));
    ipc.state.failing.set('trash_entries', { code: 'disk_full' });
    await user.click(within(row('plane')!).getByRole('button'));
    await screen.findByText(/The disk is full/);
    expect(shown()).toHaveLength(3);
  });

  it('leads to the entry a check-in belongs to, by a title that may be seen', async () => {
    const entry = (id: string, more: object) => [id, entryOf({ id, parents: ['r'], written_at: '2026-11-20T20:00:00+01:00', body: 'Words', ...more })] as const;
    show({
      entries: new Map([entry('open', { title: 'After the talk' }), entry('veiled', { title: 'The motel', concealed: true }), entry('thrown', { title: 'Gone' })]),
      trashed: new Map([['thrown', '2026-11-21T08:00:00+01:00']]),
      checkIns: checkIns(['a', '2026-11-20T21:00', { entry: 'open' }], ['b', '2026-11-20T20:00', { entry: 'veiled' }], ['c', '2026-11-20T19:00', { entry: 'thrown' }], ['d', '2026-11-20T18:00', { entry: 'never' }]),
    });
    expect((await screen.findByRole('link', { name: 'Belongs to the entry: After the talk' })).getAttribute('href')).toBe('#/entry/open');
    expect((await screen.findByRole('link', { name: 'Belongs to the entry: Blurred' })).getAttribute('href')).toBe('#/entry/veiled');
    expect(document.body.textContent).not.toMatch(/motel|Gone/);
    expect(within(row('d')!).getAllByRole('link')).toHaveLength(1);
  });

  it('invites where there is none, and says when it cannot be read', async () => {
    const { ipc, user } = show({ failing: new Map([['check_ins', { code: 'io' }]]) });
    await screen.findByText(/could not be read or written just now/);
    ipc.state.failing.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText(/There is no check-in yet/);
    expect(screen.getByRole('link', { name: 'Check in' }).getAttribute('href')).toBe('#/checkin');
    expect(screen.queryByRole('searchbox')).toBeNull();
    await expectAccessible();
  });

  it('draws only what is in sight of 10,000, and fetches them in parts', async () => {
    const { calls } = show({ checkIns: many(10_000) });
    await waitFor(() => expect(shown().length).toBeGreaterThan(3));
    expect(shown().length).toBeLessThan(60);
    expect(calls('check_ins').map(({ args }) => args.slice(1))).toEqual([[0, 100]]);
  });

  it('leads back to the check-in that was opened', async () => {
    const { user } = show({ checkIns: few() });
    await waitFor(() => expect(shown()).toHaveLength(3));
    await user.click(within(row('morning')!).getByRole('link'));
    expect(location.hash).toBe('#/checkin/morning');
    await waitFor(() => expect(shown()).toEqual([]));
    location.hash = '#/checkins';
    await waitFor(() => expect(document.activeElement).toBe(row('morning')?.querySelector('h3 a')));
  });

  it('is as it was left when one comes back', async () => {
    const { user } = show({ checkIns: few() });
    await user.type(await screen.findByRole('searchbox'), 'hopeful');
    await waitFor(() => expect(shown()).toEqual(['morning']));
    location.hash = '#/settings';
    await screen.findByText('How it looks');
    location.hash = '#/checkins';
    await waitFor(() => expect(shown()).toEqual(['morning']));
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('hopeful');
  });
});

describe('the parts of the list', () => {
  it('come once each, and all of them again when something changed', async () => {
    const ipc = fakeIpc({ checkIns: many(730) });
    const list = new CheckIns(ipc);
    await list.refresh();
    await Promise.all([list.extend(), list.extend()]);
    expect(list.items).toHaveLength(200);
    while (list.more) await list.extend();
    expect(new Set(list.items?.map(({ id }) => id)).size).toBe(730);
    expect(linesOf(list.items ?? []).filter((line) => line.one === null)).toHaveLength(Math.ceil(730 / 3));
    ipc.state.calls.length = 0;
    await list.refresh();
    expect(list.items).toHaveLength(730);
    expect(ipc.state.calls.map(({ args }) => args.slice(1))).toEqual([[0, 500], [500, 230]]);
  });

  it('hold a day of 200', async () => {
    const list = new CheckIns(fakeIpc({ checkIns: checkIns(...Array.from({ length: 200 }, (_, index): [string, string] => [`c${index}`, `2026-11-20T${String(index % 24).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`])) }));
    await list.refresh();
    await list.extend();
    expect(linesOf(list.items ?? []).map(({ one }) => one === null)).toEqual([true, ...Array.from({ length: 200 }, () => false)]);
  });

  it('drop an answer that comes late', async () => {
    const ipc = fakeIpc({ checkIns: few() });
    const list = new CheckIns(ipc);
    let answer = () => {};
    ipc.state.hanging.set('check_ins', new Promise((done) => (answer = done)));
    const slow = list.refresh();
    ipc.state.hanging.clear();
    list.set({ ...EVERY, feeling: 'hopeful' });
    await waitFor(() => expect(list.items).toHaveLength(1));
    answer();
    await slow;
    expect(list.items?.map(({ id }) => id)).toEqual(['morning']);
    expect(list.asking).toBe(false);
  });
});

describe('the feelings of entries', () => {
  const entry = (id: string, more: object = {}) => [id, entryOf({ id, parents: ['r'], written_at: '2026-11-20T20:00:00+01:00', title: id, body: 'Words', ...more })] as const;
  const journal = () => new Map([entry('many', { tags: ['river'] }), entry('veiled', { concealed: true }), entry('sealed', { kind: 'letter', sealed_until: '2027-03-01' }), entry('without')]);
  const six = ['sad', 'hurt', 'wary', 'tired', 'calm', 'hopeful'];
  const some = () => checkIns(
    ['a', '2026-11-20T20:00', { entry: 'many', feelings: felt(...six) }],
    ['b', '2026-11-20T20:00', { entry: 'veiled', feelings: felt('ashamed') }],
    ['c', '2026-11-20T20:00', { entry: 'sealed', feelings: felt('ashamed') }],
  );

  it('stand in its row, four at most, and not where the words are hidden', async () => {
    show({ entries: journal(), checkIns: some() }, '#/journal');
    const list = await screen.findByRole('list', { name: 'Feelings' });
    expect(within(list).getAllByRole('listitem').map((item) => item.textContent)).toEqual(['sad', 'hurt', 'wary', 'tired', '+22 more feelings']);
    expect(screen.getAllByRole('list', { name: 'Feelings' })).toEqual([list]);
    expect(document.body.textContent).not.toContain('ashamed');
    await expectAccessible();
  });

  it('narrow the journal, and the chip can be taken away', async () => {
    const { user, calls } = show({ entries: journal(), checkIns: some() }, '#/journal');
    await user.click(await screen.findByRole('button', { name: 'Feeling' }));
    expect(screen.getAllByRole('option')[0]?.textContent).toMatch(/ashamed *2/);
    await expectAccessible();
    await user.keyboard('wary{Enter}');
    const entries = () => [...document.querySelectorAll('[data-entry]')].map((element) => element.getAttribute('data-entry'));
    await waitFor(() => expect(entries()).toEqual(['many']));
    expect(calls('search').at(-1)?.args[0]).toMatchObject({ feeling: 'wary' });
    await user.click(screen.getByRole('button', { name: 'Without wary' }));
    await waitFor(() => expect(entries()).toHaveLength(4));
  });

  it('are not asked for where no entry has one', async () => {
    show({ entries: journal(), checkIns: few() }, '#/journal');
    await screen.findByRole('link', { name: /^without/ });
    screen.getByRole('button', { name: 'Tag' });
    expect(screen.queryByRole('button', { name: 'Feeling' })).toBeNull();
  });
});

describe('the trash', () => {
  const thrown = () => ({
    checkIns: checkIns(['a', '2026-11-19T20:00', { feelings: felt('sad', 'on-guard') }], ['b', '2026-11-18T20:00', { feelings: [] }]),
    marks: new Map([['m', { id: 'm', day: '2026-11-17', kind: 'setback', text: 'The bill' }], ['n', { id: 'n', day: '2026-11-16', kind: 'milestone', text: '' }]]),
    trashed: new Map(['a', 'b', 'm', 'n'].map((id) => [id, '2026-11-20T10:00:00+01:00'])),
  });

  it('shows check-ins and marks as what they are, and puts them back', async () => {
    const { ipc, user } = show(thrown(), '#/trash');
    await screen.findByRole('heading', { name: 'check-in: sad, on guard' });
    screen.getByRole('heading', { name: 'mark: The bill' });
    screen.getByRole('heading', { name: 'check-in' });
    screen.getByRole('heading', { name: 'mark' });
    expect(screen.getAllByText(`Thrown away on ${plainDay('2026-11-20')}. Gone for good on ${plainDay('2026-12-20')}.`)).toHaveLength(4);
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Put back: The bill' }));
    await waitFor(() => expect(ipc.state.trashed.has('m')).toBe(false));
    await user.click(await screen.findByRole('button', { name: 'Put back: sad, on guard' }));
    await waitFor(() => expect([...ipc.state.trashed.keys()]).toEqual(['b', 'n']));
  });

  it('removes them for good', async () => {
    const { ipc, user } = show(thrown(), '#/trash');
    await user.click(await screen.findByRole('button', { name: 'Remove for good: sad, on guard' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove for good' }));
    await waitFor(() => expect(ipc.state.checkIns.has('a')).toBe(false));
  });

  it('is not a kind of entry to look for', async () => {
    const { user } = show({ entries: new Map([['e', entryOf({ id: 'e', written_at: '2026-11-20T20:00:00+01:00', title: 'e' })]]), ...thrown() }, '#/journal');
    await user.click(await screen.findByRole('button', { name: 'Kind' }));
    expect(screen.queryByRole('checkbox', { name: 'mark' })).toBeNull();
  });
});
