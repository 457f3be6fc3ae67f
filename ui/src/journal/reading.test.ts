import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Entry } from '$lib/bindings/Entry';
import { longDay, monthName } from '$lib/day';
import { days } from '$lib/ipc.fake.data';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import { expectAccessible } from '../../test/axe';
import { Search } from './components/search.svelte';
import Journal from './Journal.svelte';
import { addDays, addMonths, monthShort, period, plainDay, today, weekdays, weeks, weekStart } from './reading/calendar';
import { difference } from './reading/difference';
import { EVERYTHING } from './reading/filter';

const NOW = new Date('2026-11-22T09:00:00');

function show(state: Partial<FakeState> = {}, hash = '#/journal') {
  location.hash = hash;
  const ipc = fakeIpc({ entries: days(8), now: () => NOW, ...state });
  render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, user: userEvent.setup() };
}

/** A journal of few words: `id`, moment, and what else is said. */
function journal(...some: [string, string, Partial<Entry>?][]): Map<string, Entry> {
  return new Map(some.map(([id, moment, more]) => [id, entryOf({ id, parents: [`rev-${id}`], written_at: `${moment}T20:00:00+01:00`, title: id, body: `About ${id}.`, ...more })]));
}

/** A day as it is written out here. */
const day = (date: string) => longDay(`${date}T12:00:00`);
const row = (id: string) => document.querySelector<HTMLElement>(`[data-entry="${id}"]`);
const shown = () => [...document.querySelectorAll('[data-entry]')].map((element) => element.getAttribute('data-entry'));

describe('the timeline', () => {
  it('keeps what is concealed from eyes and from screen readers, and still opens it', async () => {
    const { user } = show({ entries: journal(['secret', '2026-11-20', { concealed: true, title: 'The motel', body: 'He said it.' }]) });
    const link = await screen.findByRole('link', { name: /^Blurred/ });
    expect(document.body.textContent).not.toMatch(/motel|He said/);
    expect(link.textContent).toContain(day('2026-11-20'));
    await expectAccessible();
    await user.click(link);
    expect(location.hash).toBe('#/entry/secret');
  });

  it('says until when a letter is sealed', async () => {
    show({ entries: journal(['letter', '2026-11-20', { kind: 'letter', sealed_until: '2027-03-01', body: 'Not yet.' }]) });
    await screen.findByText(`Sealed until ${plainDay('2027-03-01')}`);
    expect(document.body.textContent).not.toContain('Not yet.');
  });

  it('shows the first picture of an entry that rests in view, but not of a concealed one', async () => {
    URL.createObjectURL = () => 'blob:picture';
    const body = 'Words\n\n![](picture:p1)';
    const { calls } = show({
      entries: journal(['open', '2026-11-20', { body }], ['hidden', '2026-11-19', { body: body.replace('p1', 'p2'), concealed: true }]),
      pictures: new Map([['p1', new Uint8Array([1])], ['p2', new Uint8Array([2])]]),
    });
    await waitFor(() => expect(row('open')?.querySelector('img')?.src).toBe('blob:picture'));
    expect(calls('picture').map(({ args }) => args)).toEqual([['p1', true]]);
  });

  it('goes to a month', async () => {
    const { user } = show({ entries: journal(['now', '2026-11-20'], ['then', '2024-02-03'], ['before', '2024-01-03']) });
    await user.click(await screen.findByRole('button', { name: 'Go to a month' }));
    const panel = screen.getByRole('dialog', { name: 'Go to a month' });
    expect(within(panel).getByRole('button', { name: `${monthShort('2026-10')} 2026, 0 entries` })).toHaveProperty('disabled', true);
    await user.selectOptions(within(panel).getByLabelText('Year'), '2024');
    await expectAccessible();
    await user.click(within(panel).getByRole('button', { name: `${monthShort('2024-02')} 2024, 1 entry` }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('filters', () => {
  it('narrow by kind, tag and favourite, and come off one by one', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'Kind' }));
    await user.click(screen.getByRole('checkbox', { name: 'letter' }));
    await waitFor(() => expect(shown()).toEqual(['entry-1']));
    await user.keyboard('{Escape}');
    expect(document.activeElement?.textContent).toContain('letter');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Without letter' }));
    await user.click(screen.getByRole('button', { name: 'Favourites' }));
    await waitFor(() => expect(shown()).toEqual(['entry-3']));
    await user.click(screen.getByRole('button', { name: 'Favourites' }));
    await user.click(screen.getByRole('button', { name: 'Tag' }));
    await user.keyboard('reli{Enter}');
    await waitFor(() => expect(shown()).toEqual(['entry-2']));
    screen.getByRole('button', { name: 'Without relieved' });
  });

  it('narrow by dates', async () => {
    const { user, calls } = show({ entries: journal(['today', '2026-11-20'], ['old', '2021-01-03']) });
    await user.click(await screen.findByRole('button', { name: 'Dates' }));
    const from = screen.getByLabelText('From');
    await user.type(from, '2021-01-01');
    await user.type(screen.getByLabelText('To'), '2021-12-31');
    await waitFor(() => expect(shown()).toEqual(['old']));
    expect(calls('search').at(-1)?.args[0]).toMatchObject({ from: '2021-01-01', to: '2021-12-31' });
  });

  it('say when nothing fits, and can be cleared', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'With a picture' }));
    await screen.findByText('Nothing you wrote fits all of this.');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await screen.findByRole('link', { name: /^The long way/ });
    expect(screen.getByRole('button', { name: 'With a picture' }).getAttribute('aria-pressed')).toBe('false');
  });

  it('begin at a tag in a row, and are still there after an entry', async () => {
    const { user } = show();
    await user.click(within((await screen.findByRole('link', { name: /^The long way/ })).closest('article')!).getByRole('button', { name: 'heavy' }));
    await waitFor(() => expect(shown()).toEqual(['entry-0']));
    await user.click(screen.getByRole('link', { name: /^The long way/ }));
    await user.click(await screen.findByRole('button', { name: 'Back' }));
    await screen.findByRole('button', { name: 'Without heavy' });
    await waitFor(() => expect(shown()).toEqual(['entry-0']));
  });

  it('bring finds part by part, each once', async () => {
    const many = Array.from({ length: 70 }, (_, index): [string, string] => [`n${index}`, addDays('2026-11-20', -index)]);
    const { ipc, user } = show({ entries: journal(...many) });
    await user.type(await screen.findByRole('searchbox'), 'About');
    await screen.findByText('More than 60 entries found');
    const search = new Search(ipc);
    search.set({ ...EVERYTHING, words: 'About' });
    await waitFor(() => expect(search.hits).toHaveLength(60));
    search.extend();
    search.extend();
    await waitFor(() => expect(search.hits).toHaveLength(70));
    expect(new Set(search.hits?.map((hit) => hit.row.id)).size).toBe(70);
    expect(search.more).toBe(false);
  });
});

describe('selecting', () => {
  it('moves several to the trash, and undoes all of it', async () => {
    const { ipc, user } = show();
    await user.click(await screen.findByRole('button', { name: 'Select' }));
    const boxes = await screen.findAllByRole('checkbox');
    await user.click(boxes[0]!);
    await user.keyboard('{Shift>}');
    await user.click(boxes[2]!);
    await user.keyboard('{/Shift}');
    screen.getByText('3 picked');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Move to trash' }));
    await screen.findByText('3 entries moved to the trash.');
    expect([...ipc.state.trashed.keys()]).toEqual(['entry-0', 'entry-1', 'entry-2']);
    await waitFor(() => expect(shown()).not.toContain('entry-0'));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(shown()).toContain('entry-0'));
    expect(ipc.state.trashed.size).toBe(0);
  });

  it('changes tags of what was found, by keyboard alone', async () => {
    const { ipc, user } = show();
    await user.type(await screen.findByRole('searchbox'), 'small');
    await screen.findByText('2 entries found');
    await user.click(screen.getByRole('button', { name: 'Select' }));
    screen.getAllByRole('checkbox')[0]!.focus();
    await user.keyboard(' ');
    screen.getByText('1 picked');
    await user.keyboard('{Control>}a{/Control}');
    screen.getByText('2 picked');
    await user.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'Tags' }));
    const dialog = screen.getByRole('dialog', { name: 'Tags of 2 entries' });
    await user.click(within(dialog).getByRole('checkbox', { name: 'angry' }));
    await user.type(within(dialog).getByRole('combobox'), 'small things{Enter}');
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Change the tags' }));
    await waitFor(() => expect(ipc.state.entries.get('entry-1')?.tags).toEqual(['small things']));
    expect(ipc.state.entries.get('entry-2')?.tags).toEqual(['relieved', 'small things']);
    expect(screen.queryByRole('toolbar')).toBeNull();
  });

  it('ends with Escape', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'Select' }));
    await screen.findAllByRole('checkbox');
    await user.keyboard('{Escape}');
    expect(screen.queryAllByRole('checkbox')).toEqual([]);
    await screen.findByRole('link', { name: /^The long way/ });
  });
});

describe('the calendar', () => {
  const some = () => journal(['one', '2024-02-28', { kind: 'letter', favourite: true }], ['two', '2024-02-28'], ['three', '2024-03-01']);

  async function open(state: Partial<FakeState> = {}) {
    const all = show({ entries: some(), ...state });
    await all.user.click(await screen.findByRole('radio', { name: 'Calendar' }));
    return all;
  }

  /** From today to February 2024. */
  async function go(user: ReturnType<typeof userEvent.setup>) {
    const until = new Date();
    for (let year = until.getFullYear(); year > 2024; year -= 1) await user.click(screen.getByRole('button', { name: 'Year before' }));
    if (until.getMonth() === 0) await user.click(screen.getByRole('button', { name: 'Month after' }));
    for (let month = until.getMonth(); month > 1; month -= 1) await user.click(screen.getByRole('button', { name: 'Month before' }));
    await screen.findByRole('heading', { name: monthName('2024-02') });
  }

  it('moves by keyboard over months and opens a day', async () => {
    const { user } = await open();
    await go(user);
    const whole = `${day('2024-02-28')}, 2 entries, free writing, letter, Favourite`;
    (await screen.findByRole('button', { name: whole })).closest('table')!.querySelector<HTMLElement>('[tabindex="0"]')!.focus();
    const at = () => document.activeElement?.getAttribute('aria-label');
    await user.keyboard('{Home}');
    const first = at();
    await user.keyboard('{End}{ArrowRight}{ArrowUp}');
    expect(at()).toBe(first);
    while (!at()?.startsWith(day('2024-02-28'))) await user.keyboard('{ArrowRight}');
    await user.keyboard('{PageDown}');
    expect(at()).toBe(day('2024-03-28'));
    await user.keyboard('{Shift>}{PageUp}{/Shift}{PageUp}{Shift>}{PageDown}{/Shift}');
    expect(at()).toBe(whole);
    await expectAccessible();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(shown()).toEqual(['one', 'two']));
    await user.click(screen.getByRole('link', { name: /^two/ }));
    await user.click(await screen.findByRole('button', { name: 'Back' }));
    await screen.findByRole('heading', { name: day('2024-02-28') });
  });

  it('writes on the chosen day, at noon', async () => {
    const { ipc, user } = await open();
    await go(user);
    await user.click(screen.getByRole('button', { name: day('2024-02-01') }));
    await screen.findByText(/Nothing is written on this day/);
    await user.click(screen.getByRole('button', { name: 'Write on this day' }));
    await screen.findByRole('heading', { name: day('2024-02-01') });
    await user.type(await screen.findByLabelText('Title'), 'Remembered');
    await waitFor(() => expect([...ipc.state.drafts.values()]).toMatchObject([{ title: 'Remembered' }]), { timeout: 3000 });
    expect([...ipc.state.drafts.values()][0]?.written_at).toMatch(/^2024-02-01T12:00:00(Z|[+-]\d\d:\d\d)$/);
    await waitFor(() => expect(location.hash).toMatch(/^#\/entry\/new-/));
  });

  it('shows a year, and goes to a month of it', async () => {
    const { user } = await open();
    await go(user);
    await user.click(screen.getByRole('button', { name: 'Whole year' }));
    await screen.findByRole('button', { name: `${monthName('2024-02')}, 2 entries` });
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: `${monthName('2024-03')}, 1 entry` }));
    await screen.findByRole('button', { name: `${day('2024-03-01')}, 1 entry, free writing` });
  });

  it('lays a month out in weeks', () => {
    expect(weeks('2024-02', 1).map((week) => week.map((day) => day?.slice(8) ?? '').join(' ').trim())).toEqual([
      '01 02 03 04', '05 06 07 08 09 10 11', '12 13 14 15 16 17 18', '19 20 21 22 23 24 25', '26 27 28 29',
    ]);
    expect(weeks('2026-02', 7)).toHaveLength(4);
    expect(weekdays(7).map(({ long }) => long)).toEqual([...weekdays(1).slice(-1), ...weekdays(1).slice(0, 6)].map(({ long }) => long));
    expect([weekStart('2026-11-22', 1), weekStart('2026-11-22', 7)]).toEqual(['2026-11-16', '2026-11-22']);
    expect([addMonths('2024-01-31', 1), addMonths('2024-02-29', -12), addDays('2024-02-28', 2), addDays('0001-01-02', -1)])
      .toEqual(['2024-02-29', '2023-02-28', '2024-03-01', '0001-01-01']);
  });
});

describe('on this day', () => {
  const some = () => journal(
    ['year', addMonths(today(), -12), { tags: ['river'] }],
    ['two years', addMonths(today(), -24)],
    ['hidden', addMonths(today(), -36), { concealed: true }],
  );

  it('shows what was before, and can be told what may not come back', async () => {
    const { ipc, user } = show({ entries: some() });
    await user.click(await screen.findByRole('radio', { name: 'On this day' }));
    await screen.findByRole('heading', { name: 'A year ago' });
    expect(shown()).toEqual(['year', 'two years']);
    await user.click(screen.getByRole('button', { name: 'May “year” come back?' }));
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual(['Not this entry again', 'Nothing with “river” again', 'Nothing from that time again…']);
    await expectAccessible();
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(shown()).toEqual(['two years']));
    expect(ipc.state.resurfacing.skip_tags).toEqual(['river']);
    await user.click(screen.getByRole('button', { name: 'May “two years” come back?' }));
    await user.click(screen.getByRole('menuitem', { name: /that time/ }));
    await user.click(screen.getByRole('button', { name: 'Let it rest' }));
    await screen.findByText(/There is nothing from before for today/);
    const month = addMonths(today(), -24).slice(0, 7);
    expect(ipc.state.resurfacing.skip_days[0]).toMatchObject({ from: `${month}-01` });
  });

  it('lays at most one thing on Today, only when wanted, and goes when told', async () => {
    const { ipc, user } = show({ entries: some(), resurfacing: { on: true, skip_tags: [], skip_days: [], skip_entries: [] } }, '#/today');
    await screen.findByRole('region', { name: 'From a year ago' });
    await user.click(screen.getByRole('button', { name: 'Not this one' }));
    await screen.findByRole('region', { name: 'From 2 years ago' });
    await user.click(screen.getByRole('button', { name: 'Not on Today any more' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: /^From/ })).toBeNull());
    expect(ipc.state.resurfacing).toMatchObject({ on: false, skip_entries: ['year'] });
  });

  it('leaves Today alone at first', async () => {
    const { calls } = show({ entries: some() }, '#/today');
    await waitFor(() => expect(calls('resurfacing')).toHaveLength(1));
    expect(calls('on_this_day')).toEqual([]);
  });

  it('is tamed in the settings', async () => {
    const { ipc, user } = show({ entries: some(), resurfacing: { on: false, skip_tags: ['bad week'], skip_days: [{ from: '2025-03-01', to: '2025-03-31' }], skip_entries: ['year'] } }, '#/settings');
    await user.click(await screen.findByRole('checkbox', { name: /Show something from before on Today/ }));
    await user.click(screen.getByRole('button', { name: 'Let this come back: Tag: bad week' }));
    await user.click(screen.getByRole('button', { name: `Let this come back: ${period('2025-03-01', '2025-03-31')}` }));
    await user.click(await screen.findByRole('button', { name: /Let this come back: .*, year$/ }));
    await waitFor(() => expect(ipc.state.resurfacing).toEqual({ on: true, skip_tags: [], skip_days: [], skip_entries: [] }));
    await user.click(screen.getByRole('button', { name: 'Add a tag…' }));
    await user.keyboard('river{Enter}');
    await screen.findByText('Tag: river');
    await expectAccessible();
  });
});

describe('versions', () => {
  it('show what changed, and go back without losing what is', async () => {
    const entries = journal(['a', '2026-11-20', { body: 'It was a quiet evening.' }]);
    const now = entries.get('a')!;
    const revisions = new Map([['a', [
      { id: 'old', at: '2026-11-20T19:00:00+01:00', entry: { ...now, body: 'It was a loud evening.' } },
      { id: 'rev-a', at: '2026-11-20T20:00:00+01:00', entry: now },
    ]]]);
    const { ipc, user } = show({ entries, revisions }, '#/versions/a');
    await screen.findByRole('heading', { name: 'Versions' });
    await waitFor(() => expect([...document.querySelectorAll('.prose del, .prose ins')].map((part) => part.textContent)).toEqual(['loud', 'quiet']));
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Go back to this version' }));
    await screen.findByText(/The entry is as it was then/);
    expect(ipc.state.entries.get('a')?.body).toBe('It was a loud evening.');
    expect(ipc.state.revisions.get('a')?.map(({ entry }) => entry.body)).toContain('It was a quiet evening.');
  });

  it('of a concealed entry wait until they are asked for', async () => {
    const entries = journal(['a', '2026-11-20', { body: 'The motel.', title: 'Where', concealed: true }]);
    const now = entries.get('a')!;
    const revisions = new Map([['a', [{ id: 'old', at: '2026-11-20T19:00:00+01:00', entry: { ...now, body: 'A motel.' } }, { id: 'rev-a', at: '2026-11-20T20:00:00+01:00', entry: now }]]]);
    const { user } = show({ entries, revisions }, '#/versions/a');
    const button = await screen.findByRole('button', { name: 'Show' });
    expect(document.body.textContent).not.toMatch(/motel|Where/);
    await user.click(button);
    await screen.findByText(/motel/);
  });

  it('say the difference of words, of lines in long texts, and nothing of what is too long', () => {
    const changes = (before: string, after: string) => difference(before, after)?.filter(({ change }) => change !== 'same').map(({ text, change }) => `${change} ${text.trim()}`);
    expect(changes('one two three', 'one 2 three four')).toEqual(['removed two', 'added 2', 'added four']);
    const long = Array.from({ length: 2000 }, (_, index) => `Line number ${index} of a long text.`);
    expect(changes(long.join('\n'), long.join('\n').replace('number 1234 of', 'number 1234 in'))).toEqual(['removed of', 'added in']);
    expect(difference('a'.repeat(600_000), 'b'.repeat(600_000))).toBeNull();
    expect(difference('', 'new')).toEqual([{ text: 'new', change: 'added' }]);
  });
});

describe('the trash', () => {
  const thrown = () => new Map([['entry-0', '2026-11-20T10:00:00+01:00'], ['entry-1', '2026-11-02T10:00:00+01:00']]);

  it('says until when, and puts back', async () => {
    const { ipc, user } = show({ trashed: thrown() });
    await user.click(await screen.findByRole('button', { name: 'More about your journal' }));
    await user.click(screen.getByRole('menuitem', { name: 'Trash' }));
    await screen.findByText(`Thrown away on ${plainDay('2026-11-20')}. Gone for good on ${plainDay('2026-12-20')}.`);
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Put back: The long way to the river' }));
    await screen.findByText('It is back in your journal.');
    expect([...ipc.state.trashed.keys()]).toEqual(['entry-1']);
  });

  it('asks before something goes for good', async () => {
    const { ipc, user } = show({ trashed: thrown() }, '#/trash');
    await user.click(await screen.findByRole('button', { name: /^Remove for good: The long way/ }));
    const dialog = screen.getByRole('dialog', { name: 'Remove this for good?' });
    within(dialog).getByText(/Backups and copies made before may still have them/);
    await user.click(within(dialog).getByRole('button', { name: 'Keep' }));
    expect(ipc.state.entries.has('entry-0')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Empty the trash' }));
    await user.click(within(screen.getByRole('dialog', { name: 'Remove these 2 for good?' })).getByRole('button', { name: 'Remove for good' }));
    await screen.findByText(/The trash is empty/);
    expect(['entry-0', 'entry-1'].some((id) => ipc.state.entries.has(id))).toBe(false);
  });
});

describe('the tags', () => {
  it('lead to their entries', async () => {
    const { user } = show({}, '#/tags');
    await user.type(await screen.findByRole('searchbox', { name: 'Find a tag' }), 'heav');
    await user.click(await screen.findByRole('button', { name: 'heavy 1 entry' }));
    await screen.findByRole('button', { name: 'Without heavy' });
    await waitFor(() => expect(shown()).toEqual(['entry-0']));
  });

  it('are renamed, and two become one only knowingly', async () => {
    const { ipc, user } = show({}, '#/tags');
    await user.click(await screen.findByRole('button', { name: 'What to do with heavy' }));
    await user.click(screen.getByRole('menuitem', { name: 'Rename' }));
    const field = screen.getByLabelText('New name');
    await user.clear(field);
    await user.type(field, 'angry');
    screen.getByText(/“angry” is there already. The two become one/);
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Make them one' }));
    await screen.findByText('1 entry changed.');
    expect(ipc.state.entries.get('entry-0')?.tags).toEqual(['hopeful', 'angry']);
  });

  it('are removed from all entries once one is sure', async () => {
    const { ipc, user } = show({}, '#/tags');
    await user.click(await screen.findByRole('button', { name: 'What to do with tired' }));
    await user.click(screen.getByRole('menuitem', { name: 'Remove from all entries' }));
    await user.click(screen.getByRole('button', { name: 'Remove the tag' }));
    await screen.findByText('2 entries changed.');
    expect([...ipc.state.entries.values()].flatMap(({ tags }) => tags)).not.toContain('tired');
  });
});

describe('going around', () => {
  it('steps to the older and the newer entry', async () => {
    const { user } = show({}, '#/entry/entry-1');
    await user.click(await screen.findByRole('button', { name: 'Older entry' }));
    expect(location.hash).toBe('#/entry/entry-2');
    await screen.findByRole('heading', { name: /19/ });
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(() => expect(location.hash).toBe('#/entry/entry-1'));
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(() => expect(location.hash).toBe('#/entry/entry-0'));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Newer entry' })).toHaveProperty('disabled', true));
  });

  it('goes anywhere from the palette, by keyboard alone', async () => {
    const { user } = show({}, '#/settings');
    await screen.findByText('How it looks');
    const link = screen.getByRole('link', { name: 'Support' });
    link.focus();
    await user.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox', { name: 'Where to, or what to find' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await expectAccessible();
    screen.getByRole('dialog', { name: 'Go anywhere' }).dispatchEvent(new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(document.activeElement).toBe(link));
    await user.keyboard('{Control>}k{/Control}trsh{Enter}');
    await screen.findByRole('heading', { name: 'Trash' });
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('river');
    await user.keyboard('{ArrowDown}{ArrowUp}');
    await screen.findByRole('option', { name: /The long way to the river/ });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(location.hash).toBe('#/entry/entry-0'));
  });

  it('begins a letter, and an entry from a template', async () => {
    const { ipc, user } = show();
    await user.keyboard('{Control>}k{/Control}new lett{Enter}');
    await user.type(await screen.findByLabelText('Title'), 'Unsent');
    await waitFor(() => expect([...ipc.state.drafts.values()]).toMatchObject([{ kind: 'letter', title: 'Unsent' }]), { timeout: 3000 });
    await user.keyboard('{Control>}k{/Control}evening');
    await user.click(await screen.findByRole('option', { name: 'Evening' }));
    await waitFor(() => expect(document.querySelector('.ProseMirror')?.textContent).toContain('What happened'));
  });

  it('finds nothing of a concealed entry in the palette', async () => {
    const { user } = show({ entries: journal(['secret', '2026-11-20', { concealed: true, title: 'The motel' }]) }, '#/settings');
    await user.keyboard('{Control>}k{/Control}motel');
    await screen.findByRole('option', { name: /^Blurred/ });
    expect(document.body.textContent).not.toContain('The motel');
  });

  it('says what the keyboard can do, unless one is typing', async () => {
    const { user } = show();
    await user.type(await screen.findByRole('searchbox'), '?/');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect((screen.getByRole('searchbox') as HTMLInputElement).value).toBe('?/');
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('?');
    const map = await screen.findByRole('dialog', { name: 'What the keyboard can do' });
    expect(within(map).getByText('Go anywhere, or find an entry').previousElementSibling?.textContent).toBe('CtrlK');
    within(map).getByRole('heading', { name: 'Writing' });
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.keyboard('/');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox')));
  });

  it('invites on every view of an empty journal', async () => {
    const { user } = show({ entries: new Map() });
    await screen.findByText(/One sentence is enough to begin/);
    expect(screen.queryByRole('button', { name: 'Kind' })).toBeNull();
    await user.click(screen.getByRole('radio', { name: 'Calendar' }));
    await screen.findByText(/You can still write about it now/);
    await user.click(screen.getByRole('radio', { name: 'On this day' }));
    await screen.findByText(/There is nothing from before for today/);
    await user.keyboard('{Control>}k{/Control}tags{Enter}');
    await screen.findByText(/No entry has a tag yet/);
  });
});
