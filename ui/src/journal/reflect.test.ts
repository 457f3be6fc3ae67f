import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry } from '$lib/bindings/Entry';
import type { Person } from '$lib/bindings/Person';
import type { Prompt } from '$lib/bindings/Prompt';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import { expectAccessible } from '../../test/axe';
import Journal from './Journal.svelte';
import { plainDay } from './reading/calendar';

const NOW = new Date('2026-11-22T09:00:00');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

const person = (some: Partial<Person> = {}): Person => ({ point_of_view: 'hurt', about: null, word: '', stage: null, welcomed: true, asked: false, ...some });

function show(hash: string, state: Partial<FakeState> = {}) {
  location.hash = hash;
  const ipc = fakeIpc({ now: () => NOW, person: person(), ...state });
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, page, user: userEvent.setup() };
}

const own = (id: string, text: string): Prompt => ({ id, text, why: '', practices: [], article: null, section: '', audience: 'either', depth: 'light', stage: 'any', theme: 'own', own: true });
/** Entries that answer: id of the entry, day, and what they answer. */
const entries = (...some: [string, string, Partial<Entry>][]) =>
  new Map(some.map(([id, day, more]) => [id, entryOf({ id, written_at: `${day}T08:00:00+01:00`, body: 'Something.', ...more })]));

const button = (name: string | RegExp) => screen.findByRole('button', { name });
/** What is said to have gone wrong. One place of the window is always there, and empty. */
const troubles = () => screen.getAllByRole('alert').map(({ textContent }) => textContent?.trim() ?? '').filter(Boolean);
const trouble = () => waitFor(() => (expect(troubles()).toHaveLength(1), troubles()[0]));
const tab = (name: string) => screen.findByRole('tab', { name });
const ids = () => [...document.querySelectorAll<HTMLElement>('[data-piece]')].map(({ dataset }) => dataset.piece);
/** Waits until the library is here. */
const library = async () => {
  await tab('Questions');
  return screen.getByRole('searchbox');
};
const row = (id: string) => within(document.querySelector<HTMLElement>(`[data-piece="${id}"]`)!);

const EITHER = ['0-1-a', '0-14-a', '1-33-a', '4-20-a'];
const FORGIVING = ['3-36-a', 'what-i-still-carry'];
const BROKE = ['2-1-b', '3-13-a', 'apology-builder'];
const HURT = ['1-5-a', '2-5-a', 'when-something-sets-it-off'];
const TOGETHER = ['2-17-a', 'weekly-talk-notes'];

describe('what is there by itself', () => {
  /** What the three views show, one after the other. */
  async function everywhere(user: ReturnType<typeof userEvent.setup>): Promise<string[]> {
    const seen: string[] = [];
    for (const name of ['Questions', 'Guided reflections', 'Worksheets']) {
      await user.click(await tab(name));
      seen.push(...ids().map(String));
    }
    return seen.sort();
  }

  it.each([
    ['hurt', [...EITHER, ...HURT, 'needs-and-limits']],
    ['broke-trust', [...EITHER, ...BROKE, 'needs-and-limits']],
    ['both', [...EITHER, ...HURT, ...BROKE, 'needs-and-limits']],
    ['unsure', [...EITHER, 'needs-and-limits']],
  ] as const)('for somebody who says %s', async (point_of_view, wanted) => {
    const { user } = show('#/reflect', { person: person({ point_of_view }) });
    await library();
    expect(await everywhere(user)).toEqual([...wanted].sort());
    expect(document.body.textContent).not.toMatch(/forgiv|resentment/i);
  });

  it.each(['hurt', 'broke-trust', 'both', 'unsure'] as const)('is never, whatever else is chosen, what waits to be wanted by somebody who says %s', async (point_of_view) => {
    const { ipc, user } = show('#/reflect', { person: person({ point_of_view }), favourites: [...FORGIVING, ...BROKE, ...HURT, ...TOGETHER] });
    await library();
    const { prompts, sheets } = await ipc.library();
    const asked = new Set(sheets.filter((sheet) => sheet.asked).map(({ id }) => id));
    const forgiving = new Set([...prompts, ...sheets].filter(({ theme }) => theme === 'forgiveness').map(({ id }) => id));
    const unwanted = (id: string) => asked.has(id) || (point_of_view !== 'broke-trust' && forgiving.has(id));
    await user.click(await button('Favourites'));
    const marked = await everywhere(user);
    expect(marked.filter((id) => unwanted(id) || TOGETHER.includes(id))).toEqual([]);
    if (point_of_view === 'hurt' || point_of_view === 'unsure') expect(marked.filter((id) => BROKE.includes(id))).toEqual([]);
    await user.click(await button('Favourites'));
    await user.click(await button(/^For whom/));
    await user.click(screen.getByRole('radio', { name: 'everything' }));
    const all = await everywhere(user);
    expect(all.filter(unwanted)).toEqual([]);
    expect(all).toEqual([...prompts, ...sheets].map(({ id }) => id).filter((id) => !unwanted(id)).sort());
  });

  it('names a point of view nowhere', async () => {
    show('#/reflect', { person: person({ point_of_view: 'broke-trust' }) });
    await library();
    expect(document.title + location.href).not.toMatch(/broke|hurt/);
    expect(document.body.textContent).not.toMatch(/broke trust|were hurt/i);
  });
});

describe('more, only if it is wanted', () => {
  it('says in a sentence what is there, shows it when asked, remembers that, and can be taken back', async () => {
    const { ipc, user } = show('#/reflect', { person: person({ word: 'Sam' }) });
    await library();
    expect(screen.queryByText(/These are about forgiving/)).toBeNull();
    await user.click(await button('More, only if you want it'));
    expect(screen.getByText(/These are about forgiving/)).toBeTruthy();
    expect(ids()).not.toContain('3-36-a');
    await expectAccessible();
    await user.click(await button('Show them'));
    await waitFor(() => expect(ids()).toContain('3-36-a'));
    expect(ipc.state.person).toEqual(person({ word: 'Sam', asked: true }));
    await expectAccessible();
    await user.click(await tab('Worksheets'));
    expect(ids()).toContain('what-i-still-carry');
    await user.click(await button('Put them away again'));
    await waitFor(() => expect(ids()).not.toContain('what-i-still-carry'));
    expect(ipc.state.person).toEqual(person({ word: 'Sam' }));
    expect(document.activeElement?.textContent).toBe('More, only if you want it');
  });

  it('is not there where nothing waits', async () => {
    show('#/reflect', { person: person({ point_of_view: 'broke-trust' }) });
    await library();
    expect(ids()).toContain('2-1-b');
    expect(screen.queryByRole('button', { name: 'More, only if you want it' })).toBeNull();
  });

  it('says when it could not be remembered', async () => {
    const { ipc, user } = show('#/reflect');
    await library();
    ipc.state.failing.set('set_person', { code: 'disk_full' });
    await user.click(await button('More, only if you want it'));
    await user.click(await button('Show them'));
    expect(await trouble()).toMatch(/full/i);
    expect(ids()).not.toContain('3-36-a');
  });
});

describe('searching and narrowing', () => {
  const found = async (user: ReturnType<typeof userEvent.setup>, words: string) => {
    const field = await library();
    await user.clear(field);
    if (words) await user.type(field, words);
    return ids();
  };

  it('finds by question, by why, and by theme, without accents and capitals, all words at once', async () => {
    const { user } = show('#/reflect', { ownPrompts: [own('own:1', 'Wie war es in Schönbrunn?')] });
    expect(await found(user, 'WINDOWS shut')).toEqual(['2-5-a']);
    expect(await found(user, 'kinder others')).toEqual(['1-33-a']);
    expect(await found(user, 'anger')).toEqual(['2-5-a']);
    expect(await found(user, 'schonBRUNN')).toEqual(['own:1']);
    expect(screen.getByRole('status').textContent).toBe('1 found');
    expect(await found(user, 'zzz')).toEqual([]);
    expect(screen.getByText('Nothing here fits that.')).toBeTruthy();
    await expectAccessible();
    await user.keyboard('{Escape}');
    expect(ids().length).toBeGreaterThan(5);
    expect(location.hash).toBe('#/reflect');
  });

  it('finds sheets by title and about, and nothing that waits', async () => {
    const { user } = show('#/reflect');
    await user.click(await tab('Guided reflections'));
    expect(await found(user, 'car like theirs')).toEqual(['when-something-sets-it-off']);
    await user.click(await tab('Worksheets'));
    expect(ids()).toEqual([]);
    expect(await found(user, 'where I stop')).toEqual(['needs-and-limits']);
    expect(await found(user, 'carry')).toEqual([]);
  });

  const narrow = async (user: ReturnType<typeof userEvent.setup>, chip: string, ...choices: string[]) => {
    await user.click(await button(new RegExp(`^${chip}`)));
    for (const name of choices) await user.click(screen.getByLabelText(name));
    await user.keyboard('{Escape}');
  };

  it('narrows by theme, depth and time, several of each, and clears', async () => {
    const { user } = show('#/reflect');
    await library();
    const all = ids();
    await narrow(user, 'Theme', 'feelings', 'anger');
    expect(ids()).toEqual(['0-1-a', '1-5-a', '2-5-a']);
    await expectAccessible();
    await narrow(user, 'Depth', 'medium', 'deep');
    expect(ids()).toEqual(['1-5-a', '2-5-a']);
    await user.click(await button('Without feelings, anger'));
    expect(ids()).toEqual(['1-5-a', '2-5-a']);
    await user.click(await button('Clear'));
    expect(ids()).toEqual(all);
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    // What fits any time fits every time.
    await narrow(user, 'Time', 'long after');
    expect(ids()).toEqual(all.filter((id) => id !== '2-5-a'));
  });

  it('offers only themes of what is there', async () => {
    const { user } = show('#/reflect');
    await library();
    await user.click(await button('Theme'));
    expect(screen.getAllByRole('checkbox').map((box) => box.closest('label')?.textContent?.trim())).toEqual(['anger', 'everyday', 'feelings', 'myself']);
  });

  it('shows favourites, and what was not written yet', async () => {
    const { user } = show('#/reflect', { favourites: ['1-33-a', 'needs-and-limits'], entries: entries(['e', '2026-03-03', { prompt: '1-33-a' }]) });
    await library();
    await user.click(await button('Favourites'));
    expect(ids()).toEqual(['1-33-a']);
    await user.click(await button('Not written yet'));
    expect(ids()).toEqual([]);
    await user.click(await tab('Worksheets'));
    expect(ids()).toEqual(['needs-and-limits']);
    await user.click(await button('Favourites'));
    await user.click(await tab('Questions'));
    expect(ids()).not.toContain('1-33-a');
    expect(ids()).toContain('0-1-a');
  });

  it('shows what is for the other side only when everything is wanted, with a sentence before it', async () => {
    const { user } = show('#/reflect');
    await library();
    await narrow(user, 'For whom', 'everything');
    expect(ids()).toEqual(expect.arrayContaining(['2-1-b', '3-13-a', '2-17-a']));
    const lead = screen.getByText(/also what was written for the other side/);
    expect(lead.compareDocumentPosition(document.querySelector('[data-piece]')!) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await user.click(await button('Without everything'));
    expect(ids()).not.toContain('2-1-b');
  });

  it('keeps view, search and filters while the window lives, and no longer', async () => {
    const { user, page } = show('#/reflect');
    await found(user, 'today');
    await user.click(await button('Favourites'));
    await user.click(await tab('Worksheets'));
    location.hash = '#/settings';
    await screen.findByRole('heading', { name: 'Settings' });
    location.hash = '#/reflect';
    expect((await tab('Worksheets')).getAttribute('aria-selected')).toBe('true');
    expect(((await screen.findByRole('searchbox')) as HTMLInputElement).value).toBe('today');
    expect((await button('Favourites')).getAttribute('aria-pressed')).toBe('true');
    expect(localStorage.length + sessionStorage.length).toBe(0);
    page.unmount();
    show('#/reflect');
    expect((await tab('Questions')).getAttribute('aria-selected')).toBe('true');
    expect((screen.getByRole('searchbox') as HTMLInputElement).value).toBe('');
  });

  it('goes from tab to tab by the arrows', async () => {
    const { user } = show('#/reflect');
    (await tab('Questions')).focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(await tab('Guided reflections'));
    expect(ids()).toEqual(['when-something-sets-it-off']);
    await user.keyboard('{End}');
    expect(ids()).toEqual(['needs-and-limits']);
    await user.keyboard('{ArrowRight}');
    expect((await tab('Questions')).getAttribute('aria-selected')).toBe('true');
    expect(screen.getByRole('tabpanel', { name: 'Questions' })).toBeTruthy();
  });
});

describe('a question of the library', () => {
  it('opens in its place with why, source and practice, and can be written about', async () => {
    const { user } = show('#/reflect', { entries: entries(['e', '2026-03-03', { prompt: '1-5-a' }]) });
    await library();
    expect(row('1-5-a').getByText(`medium · feelings · written on ${plainDay('2026-03-03')}`)).toBeTruthy();
    const question = row('1-5-a').getByRole('button', { name: /need to hear/ });
    expect(screen.queryByText(/It can stay here/)).toBeNull();
    await user.click(question);
    expect(question.getAttribute('aria-expanded')).toBe('true');
    expect(row('1-5-a').getByText('It can stay here, where nobody has to answer it.')).toBeTruthy();
    expect(row('1-5-a').getByText('It grew from “Trusting your partner again, in five steps”, part “Express Your Feelings”.')).toBeTruthy();
    expect(row('1-5-a').getByText(/practice 1-5 prescribes/)).toBeTruthy();
    await expectAccessible();
    await user.click(row('1-5-a').getByRole('button', { name: 'Write about it' }));
    await waitFor(() => expect(location.hash).toBe('#/new'));
    expect((await screen.findByRole('textbox', { name: 'Entry' })).textContent).toContain('What did you need to hear this week that nobody said?');
  });

  it('is marked as a favourite, and says when that failed', async () => {
    const { ipc, user } = show('#/reflect');
    await library();
    await user.click(row('0-14-a').getByRole('button'));
    await user.click(row('0-14-a').getByRole('button', { name: 'Favourite' }));
    await waitFor(() => expect(row('0-14-a').getByRole('button', { name: 'Favourite', pressed: true })).toBeTruthy());
    expect(ipc.state.favourites).toEqual(['0-14-a']);
    ipc.state.failing.set('set_favourite', { code: 'io' });
    await user.click(row('0-14-a').getByRole('button', { name: 'Favourite' }));
    await trouble();
    expect(row('0-14-a').getByRole('button', { name: 'Favourite', pressed: true })).toBeTruthy();
  });

  it('stays in the list of favourites while it is unmarked there, until one looks elsewhere', async () => {
    const { user } = show('#/reflect', { favourites: ['0-14-a'] });
    await library();
    await user.click(await button('Favourites'));
    await user.click(row('0-14-a').getByRole('button'));
    await user.click(row('0-14-a').getByRole('button', { name: 'Favourite' }));
    await waitFor(() => expect(row('0-14-a').getByRole('button', { name: 'Favourite', pressed: false })).toBeTruthy());
    await user.click(await tab('Worksheets'));
    await user.click(await tab('Questions'));
    expect(ids()).toEqual([]);
  });

  it('is put away, with undo in its place, and brought back from among those that were', async () => {
    const { ipc, user } = show('#/reflect');
    await library();
    await user.click(await button('Put away'));
    expect(screen.getByText('Nothing is put away.')).toBeTruthy();
    await user.click(await button('Put away'));
    const open = async (id: string) => user.click(row(id).getByRole('button'));
    await open('0-14-a');
    await user.click(row('0-14-a').getByRole('button', { name: 'Not for me' }));
    await row('0-14-a').findByText('It won’t come again.');
    expect(ipc.state.hidden).toEqual(['0-14-a']);
    expect(document.activeElement).toBe(row('0-14-a').getByRole('button', { name: 'Undo' }));
    await expectAccessible();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(ipc.state.hidden).toEqual([]));
    await user.click(await row('0-14-a').findByRole('button', { name: 'Not for me' }));
    await waitFor(() => expect(ipc.state.hidden).toEqual(['0-14-a']));
    await user.click(await button('Put away'));
    expect(ids()).toEqual(['0-14-a']);
    await user.click(row('0-14-a').getByRole('button', { name: 'Bring it back' }));
    await row('0-14-a').findByText('It may come again.');
    await user.click(await button('Put away'));
    expect(ids()).toContain('0-14-a');
    expect(ipc.state.hidden).toEqual([]);
  });
});

describe('questions of one’s own', () => {
  it('are added, changed and removed', async () => {
    const { ipc, user } = show('#/reflect');
    await library();
    await user.click(await button('Add a question of your own'));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true);
    await expectAccessible();
    await user.type(dialog.getByLabelText('The question'), '  What did the sea look like?{Enter}');
    await waitFor(() => expect(ipc.state.ownPrompts.map(({ text }) => text)).toEqual(['What did the sea look like?']));
    const id = ipc.state.ownPrompts[0]!.id;
    await waitFor(() => expect(ids()[0]).toBe(id));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(row(id).getByText('light · your own')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(row(id).getByRole('button')));

    await user.keyboard('{Enter}');
    expect(row(id).queryByRole('button', { name: 'Not for me' })).toBeNull();
    await user.click(row(id).getByRole('button', { name: 'Change' }));
    const field = await screen.findByLabelText<HTMLInputElement>('The question');
    expect(field.value).toBe('What did the sea look like?');
    await user.clear(field);
    await user.type(field, 'What did the sky look like?');
    ipc.state.failing.set('save_prompt', { code: 'disk_full' });
    await user.click(await button('Save'));
    await trouble();
    expect(field.value).toBe('What did the sky look like?');
    ipc.state.failing.clear();
    await user.click(await button('Save'));
    await waitFor(() => expect(row(id).getByRole('button', { name: 'What did the sky look like?' })).toBeTruthy());

    await user.click(row(id).getByRole('button', { name: 'Remove' }));
    expect((await screen.findByRole('dialog')).textContent).toContain('stays in your journal');
    await expectAccessible();
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    expect(ipc.state.ownPrompts).toHaveLength(1);
    await user.click(row(id).getByRole('button', { name: 'Remove' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(ids()).not.toContain(id));
    expect(ipc.state.ownPrompts).toEqual([]);
    expect(document.activeElement).toBe(await button('Add a question of your own'));
  });

  it('show what is added also where it would not fit', async () => {
    const { user } = show('#/reflect');
    await user.type(await library(), 'windows');
    await user.click(await button('Add a question of your own'));
    await user.type(await screen.findByLabelText('The question'), 'Mine{Enter}');
    await waitFor(() => expect(ids()).toHaveLength(2));
  });
});

describe('sheets in the library', () => {
  it('tell how long, how deep and when, where they come from, and lead to their first page', async () => {
    const answers = (id: string) => ({ sheet: { id, done: true, open: true } });
    const { ipc, user } = show('#/reflect', {
      entries: entries(['a', '2026-02-01', answers('needs-and-limits')], ['b', '2026-03-03', answers('needs-and-limits')]),
      person: person({ asked: true }),
    });
    await user.click(await tab('Worksheets'));
    expect(row('needs-and-limits').getByText(/about 15 minutes · medium · limits · written twice, last on/).textContent).toContain(plainDay('2026-03-03'));
    expect(row('what-i-still-carry').getByText(/about 20 minutes · it may stir something · forgiving/)).toBeTruthy();
    expect(row('needs-and-limits').getByRole('link', { name: 'What I need, and where I stop' }).getAttribute('href')).toBe('#/begin/needs-and-limits');
    await user.click(row('needs-and-limits').getByRole('button', { name: 'Where it comes from' }));
    expect(row('needs-and-limits').getByText('It grew from “Rebuilding trust after a serious betrayal”, part “Boundaries”.')).toBeTruthy();
    expect(row('needs-and-limits').getAllByText(/practice 0-[56] prescribes/)).toHaveLength(2);
    await user.click(row('needs-and-limits').getByRole('button', { name: 'Favourite' }));
    await waitFor(() => expect(ipc.state.favourites).toEqual(['needs-and-limits']));
    await expectAccessible();
  });

  it('say that a page for a practice is still to come', async () => {
    const { user } = show('#/reflect');
    await library();
    await user.click(await button(/^For whom/));
    await user.click(screen.getByRole('radio', { name: 'for both, each alone' }));
    await user.keyboard('{Escape}');
    await user.click(await tab('Worksheets'));
    await user.click(row('weekly-talk-notes').getByRole('button', { name: 'Where it comes from' }));
    expect(row('weekly-talk-notes').getByText(/A page for talks is still to come\./)).toBeTruthy();
  });
});

describe('what was begun', () => {
  const begun = (id: string, day: string, more: Partial<Entry> = {}) => [id, day, { title: id, sheet: { id: 'needs-and-limits', done: false, open: true }, ...more }] as [string, string, Partial<Entry>];

  it('stands first, the newest three, with its day and the way back in', async () => {
    const some = [begun('one', '2026-11-01'), begun('two', '2026-11-02', { concealed: true }), begun('three', '2026-11-03'), begun('four', '2026-11-04'), ['done', '2026-11-05', { sheet: { id: 'needs-and-limits', done: true, open: true } }] as [string, string, Partial<Entry>]];
    const { user } = show('#/reflect', { entries: entries(...some) });
    await library();
    const here = within(screen.getByRole('region', { name: 'Go on with' }));
    expect(here.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['#/sheet/four', '#/sheet/three', '#/sheet/two']);
    expect(here.getByText(plainDay('2026-11-04'))).toBeTruthy();
    // What is blurred elsewhere is not read out here.
    expect(here.getByRole('link', { name: /A blurred entry/ })).toBeTruthy();
    expect(here.queryByText('two')).toBeNull();
    await user.click(here.getByRole('button', { name: 'Show all' }));
    expect(here.getAllByRole('link')).toHaveLength(4);
  });

  it('is not spoken of when there is nothing', async () => {
    show('#/reflect');
    await library();
    expect(screen.queryByText('Go on with')).toBeNull();
  });
});

describe('the private check', () => {
  async function together(state: Partial<FakeState> = {}) {
    const shown = show('#/reflect', state);
    await library();
    await shown.user.click(await button(/^For whom/));
    await shown.user.click(screen.getByRole('radio', { name: 'for both, each alone' }));
    await shown.user.keyboard('{Escape}');
    return shown;
  }
  const question = () => row('2-17-a').getByRole('button', { name: /enjoy for an hour/ });
  const group = (name: RegExp) => within(screen.getByRole('group', { name }));

  it('comes in the place of what was wanted, needs no answer, and comes once', async () => {
    const { user } = await together();
    expect(screen.getByText(/Each of you answers these alone/)).toBeTruthy();
    await user.click(question());
    expect(await screen.findByRole('heading', { level: 1, name: 'Before you open this' })).toBe(document.activeElement);
    expect(screen.getAllByRole('radio', { checked: false })).toHaveLength(12);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(ids()).toEqual([]);
    await expectAccessible();
    await user.click(await button('Go on'));
    expect(row('2-17-a').getByText('Each can answer it alone.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(question()));
    await user.click(question());
    await user.click(question());
    expect(row('2-17-a').getByText('Each can answer it alone.')).toBeTruthy();
    // Nor before another, on another page.
    location.hash = '#/begin/weekly-talk-notes';
    expect(await screen.findByText(/Each of you fills this in alone/)).toBeTruthy();
    expect(screen.queryByText('Before you open this')).toBeNull();
  });

  it('was made also when it came before a sheet', async () => {
    const { user } = await together();
    location.hash = '#/begin/weekly-talk-notes';
    await user.click(await button('Go on'));
    await screen.findByText(/Each of you fills this in alone/);
    location.hash = '#/reflect';
    await library();
    await user.click(question());
    expect(row('2-17-a').getByText('Each can answer it alone.')).toBeTruthy();
  });

  it('can be left, which opens nothing, and then comes again', async () => {
    const { user } = await together();
    await user.click(question());
    await user.click(await button('Not now'));
    expect(await screen.findByRole('heading', { name: 'Reflect' })).toBe(document.activeElement);
    expect(screen.queryByText('Each can answer it alone.')).toBeNull();
    await user.click(question());
    expect(await screen.findByText('Before you open this')).toBeTruthy();
  });

  it.each([/afraid/, /pressing/, /threatened/, /watching/])('names the support page first after a yes to %s, and lets one go on', async (name) => {
    const { user } = await together();
    await user.click(question());
    await screen.findByText('Before you open this');
    await user.click(group(name).getByRole('radio', { name: 'Yes' }));
    await user.click(await button('Go on'));
    expect(await screen.findByRole('link', { name: 'Open the support page' })).toHaveProperty('hash', '#/support');
    expect(screen.getByRole('heading', { level: 1 })).toBe(document.activeElement);
    expect(ids()).toEqual([]);
    expect(document.body.textContent).not.toMatch(/you are safe|you’re safe/i);
    await expectAccessible();
    await user.click(await button('Go on all the same'));
    expect(row('2-17-a').getByText('Each can answer it alone.')).toBeTruthy();
  });

  it('does not come again for one who went to the support page', async () => {
    const { user } = await together();
    await user.click(question());
    await screen.findByText('Before you open this');
    await user.click(group(/afraid/).getByRole('radio', { name: 'Yes' }));
    await user.click(await button('Go on'));
    await user.click(await screen.findByRole('link', { name: 'Open the support page' }));
    await screen.findByRole('heading', { level: 1, name: 'Support' });
    location.hash = '#/reflect';
    await library();
    expect(row('2-17-a').queryByText('Each can answer it alone.')).toBeNull();
    await user.click(question());
    expect(row('2-17-a').getByText('Each can answer it alone.')).toBeTruthy();
  });

  it('keeps its answers from the shell, from storage and from the address', async () => {
    const { ipc, user } = await together();
    await user.click(question());
    await screen.findByText('Before you open this');
    const before = ipc.state.calls.filter(({ command }) => command !== 'activity').length;
    const [address, state] = [location.href, history.state as unknown];
    await user.click(group(/afraid/).getByRole('radio', { name: 'Yes' }));
    await user.click(group(/pressing/).getByRole('radio', { name: 'No' }));
    await user.click(group(/watching/).getByRole('radio', { name: 'Rather not say' }));
    await user.click(await button('Go on'));
    await user.click(await button('Go on all the same'));
    await library();
    // Nothing at all was asked of the shell, so nothing was told to it.
    expect(ipc.state.calls.filter(({ command }) => command !== 'activity').slice(before)).toEqual([]);
    expect(localStorage.length + sessionStorage.length).toBe(0);
    expect(document.cookie).toBe('');
    expect(location.href).toBe(address);
    expect(history.state).toBe(state);
  });
});

describe('today’s question', () => {
  const card = async () => within(await screen.findByRole('region', { name: 'Today’s question' }));
  const text = () => document.querySelector('.question')?.textContent;

  it('can be written about', async () => {
    const { user } = show('#/today');
    expect(await (await card()).findByText('Name three feelings from today, even if they do not fit together.')).toBeTruthy();
    await expectAccessible();
    await user.click(await button('Write about it'));
    await waitFor(() => expect(location.hash).toBe('#/new'));
    expect((await screen.findByRole('textbox', { name: 'Entry' })).textContent).toContain('Name three feelings from today');
  });

  it('gives way to another, which is said', async () => {
    const { calls, user } = show('#/today');
    await user.click(await button('Another'));
    await waitFor(() => expect(text()).toBe('What did you need to hear this week that nobody said?'));
    expect(document.querySelector('.question')?.closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite');
    expect(calls('another_prompt')).toHaveLength(1);
    expect(document.activeElement).toBe(await button('Another'));
  });

  it('says why it is this one, where it comes from, and can be marked', async () => {
    const { ipc, user } = show('#/today');
    await user.click(await button('Why this one?'));
    expect(screen.getByText('Several can be true at once. You need not choose one.')).toBeTruthy();
    expect(screen.getByText('It hasn’t come before, or not for a long time.')).toBeTruthy();
    expect(await screen.findByText(/It grew from “Rebuilding trust after a serious betrayal”, part “Impact”/)).toBeTruthy();
    expect(screen.queryByText(/hard/)).toBeNull();
    await expectAccessible();
    await user.click(await button('Favourite'));
    await waitFor(() => expect(ipc.state.favourites).toEqual(['0-1-a']));
    expect(screen.getByRole('button', { name: 'Favourite', pressed: true })).toBeTruthy();
    await user.click(await button('Why this one?'));
    expect(screen.queryByText('It hasn’t come before, or not for a long time.')).toBeNull();
  });

  it('says that it is light after a hard day, and that all have come once', async () => {
    const { user } = show('#/today', { hard: true, shown: ['0-1-a', '0-14-a', '1-33-a', '4-20-a'] });
    await user.click(await button('Another'));
    await user.click(await button('Why this one?'));
    expect(await screen.findByText('It is a light one, because today or yesterday was hard. All the questions that fit have come once, so they begin again.')).toBeTruthy();
  });

  it('says of a deep one what it may stir, before one writes', async () => {
    const { user } = show('#/today', { shown: ['2-5-a'] });
    const why = (await card()).findByText('Anger may have its full size here. It may run hotter for a while.');
    expect(await why).toBeTruthy();
    const write = await button('Write about it');
    expect((await why).compareDocumentPosition(write) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await user.click(await button('Why this one?'));
    expect(screen.getAllByText(/It may run hotter/)).toHaveLength(1);
  });

  it('is put away, another comes, and the one before can be brought back, also when one comes again', async () => {
    const { ipc, user } = show('#/today');
    const first = 'Name three feelings from today, even if they do not fit together.';
    await user.click(await button('Why this one?'));
    await user.click(await button('Not for me'));
    await waitFor(() => expect(text()).toBe('What did you need to hear this week that nobody said?'));
    expect(ipc.state.hidden).toEqual(['0-1-a']);
    expect(screen.getByText(/That question won’t come again\./)).toBeTruthy();
    expect(document.activeElement).toBe(await button('Undo'));
    await expectAccessible();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(text()).toBe(first));
    expect(ipc.state.hidden).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    location.hash = '#/settings';
    await screen.findByRole('heading', { name: 'Settings' });
    location.hash = '#/today';
    await waitFor(() => expect(text()).toBe(first));
  });

  it('leaves only the way back when the last one is put away', async () => {
    const { user } = show('#/today', { hard: true, hidden: ['0-14-a', '1-33-a', '4-20-a'] });
    await user.click(await button('Why this one?'));
    await user.click(await button('Not for me'));
    await waitFor(() => expect(text()).toBeUndefined());
    expect(screen.queryByRole('button', { name: 'Write about it' })).toBeNull();
    await user.click(await button('Undo'));
    await waitFor(() => expect(text()).toMatch(/three feelings/));
  });

  it('folds to a line once it was answered today, and unfolds with another', async () => {
    const { user } = show('#/today', { shown: ['0-1-a'], entries: entries(['e', '2026-11-22', { prompt: '0-1-a' }]) });
    expect(await screen.findByText(/You wrote about today’s question\./)).toBeTruthy();
    expect(text()).toBeUndefined();
    await expectAccessible();
    await user.click(await button('Another question'));
    await waitFor(() => expect(text()).toBe('What did you need to hear this week that nobody said?'));
    expect(document.activeElement).toBe(await button('Write about it'));
  });

  it('folds as soon as one comes back from writing about it', async () => {
    const { user } = show('#/today');
    await user.click(await button('Write about it'));
    await screen.findByRole('textbox', { name: 'Entry' });
    const view = document.querySelector('.ProseMirror') as unknown as { editor: { commands: { insertContent(text: string): void } } };
    view.editor.commands.insertContent('Tired, and glad of the rain.');
    location.hash = '#/today';
    expect(await screen.findByText(/You wrote about today’s question\./)).toBeTruthy();
  });

  it('does not fold for what was answered on another day', async () => {
    show('#/today', { shown: ['0-1-a'], entries: entries(['e', '2026-11-21', { prompt: '0-1-a' }]) });
    await waitFor(() => expect(text()).toMatch(/three feelings/));
  });

  it('is not there when nothing fits', async () => {
    show('#/today', { hard: true, hidden: EITHER });
    await screen.findByRole('textbox', { name: 'Entry' });
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Today’s question' })).toBeNull());
  });

  it('keeps its place while it is awaited', async () => {
    show('#/today', { hanging: new Map([['todays_prompt', new Promise(() => {})]]) });
    await screen.findByRole('textbox', { name: 'Entry' });
    const region = screen.getByRole('region', { name: 'Today’s question' });
    expect(region.getAttribute('aria-busy')).toBe('true');
    expect(within(region).queryByRole('button')).toBeNull();
  });

  it('says quietly that it could not be read, leaves the page as it is, and comes when tried again', async () => {
    const { ipc, user } = show('#/today', { failing: new Map([['todays_prompt', { code: 'io' }]]) });
    expect(await screen.findByRole('textbox', { name: 'Entry' })).toBeTruthy();
    const said = await trouble();
    expect(screen.getByRole('region', { name: 'Today’s question' }).textContent).toContain(said);
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await waitFor(() => expect(text()).toMatch(/three feelings/));
    expect(troubles()).toEqual([]);
  });

  it.each([['another_prompt', 'Another'], ['set_favourite', 'Favourite'], ['set_prompt_hidden', 'Not for me']])('stays when %s fails, and says so', async (command, name) => {
    const { ipc, user } = show('#/today', { failing: new Map([[command, { code: 'disk_full' }]]) });
    await user.click(await button('Why this one?'));
    await user.click(await button(name));
    await trouble();
    expect(text()).toMatch(/three feelings/);
    expect([ipc.state.hidden, ipc.state.favourites]).toEqual([[], []]);
  });

  it('never is what a hurt person should not meet unasked', async () => {
    const { user } = show('#/today', { person: person({ asked: true }) });
    for (let times = 0; times < 8; times += 1) {
      await user.click(await button('Another'));
      expect(text()).not.toMatch(/forgiving|softening|promise|both enjoy/);
    }
  });
});

describe('the library that cannot be read', () => {
  it('says so and comes when tried again', async () => {
    const { ipc, user } = show('#/reflect', { failing: new Map([['library', { code: 'io' }]]) });
    await trouble();
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await library();
    expect(ids()).toContain('0-1-a');
    await expectAccessible();
  });
});
