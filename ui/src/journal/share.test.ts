import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Editor } from '@tiptap/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckIn } from '$lib/bindings/CheckIn';
import type { Entry } from '$lib/bindings/Entry';
import type { Partner } from '$lib/bindings/Partner';
import type { SharePlan } from '$lib/bindings/SharePlan';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import { checkInOf } from '$lib/ipc.fake.feelings';
import { CARD } from '$lib/ipc.fake.together';
import { expectAccessible } from '../../test/axe';
import { select } from '../../test/writing';
import Journal from './Journal.svelte';

const NOW = new Date('2026-11-22T09:00:00');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

const entry = (id: string, day: string, some: Partial<Entry> = {}): Entry => entryOf({ id, parents: ['r0'], written_at: `${day}T08:00:00+01:00`, title: id, body: `Words of ${id}.`, ...some });
const entries = (...all: Entry[]) => new Map(all.map((one) => [one.id, one]));
const partner = (id: string, called: string, some: Partial<Partner> = {}): Partner & { line: string } => ({
  id, called, name: called, added: '2026-03-01T10:00:00+01:00', compared: '2026-03-03T10:00:00+01:00', changed: null, stopped: null, line: `${CARD}${id}.`, ...some,
});
const partners = (...all: (Partner & { line: string })[]) => new Map(all.map((one) => [one.id, one]));
const felt = (id: string, entry: string, name: string): [string, CheckIn] => [id, checkInOf({ id, at: '2026-11-20T09:00:00+01:00', entry, feelings: [{ id: name, name, strength: null }] })];
const card = { name: 'Robin', line: `${CARD}mine.`, qr_side: 21, qr_path: 'M0 0h7v7h-7z' };

const RIVER = entry('river', '2026-11-20', {
  title: 'The river', tags: ['home', 'us'], body: 'We walked *slowly*.\n\n![the bank](picture:p1)\n\nAnd back.\n\n![](picture:p2)',
});

function show(hash: string, state: Partial<FakeState> = {}) {
  location.hash = hash;
  const ipc = fakeIpc({
    now: () => NOW, card, partners: partners(partner('sam', 'Sam')), entries: entries(RIVER), checkIns: new Map([felt('c1', 'river', 'heavy'), felt('c2', 'river', 'hopeful')]),
    pictures: new Map([['p1', new Uint8Array([1])], ['p2', new Uint8Array([2])]]), ...state,
  });
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  const plan = () => calls('preview_share').at(-1)?.args[0] as SharePlan;
  return { ipc, calls, plan, page, user: userEvent.setup() };
}

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });
const box = (name: string | RegExp) => screen.findByRole<HTMLInputElement>('checkbox', { name });
const whom = (name: string | RegExp) => screen.findByRole<HTMLInputElement>('radio', { name });
const part = async (name: string) => within(await screen.findByRole('region', { name }));
const goes = () => screen.findByRole('region', { name: 'This is what goes' });
const heading = () => screen.findByRole('heading', { level: 1, name: 'Share something' });
const troubles = () => screen.queryAllByRole('alert').map(({ textContent }) => textContent?.trim() ?? '').filter(Boolean);
const trouble = () => waitFor(() => (expect(troubles()).toHaveLength(1), troubles()[0]));

type Shown = ReturnType<typeof show>;
/** Passes the private check, if it is asked. */
async function check({ user }: Shown) {
  await user.click(await button('Go on'));
  await heading();
}
/** An entry's own page, then its menu. */
async function fromEntry(id = 'river', state: Partial<FakeState> = {}) {
  const shown = show(`#/entry/${id}`, state);
  await shown.user.click(await button('More'));
  await shown.user.click(await button('Share this entry…'));
  await check(shown);
  return shown;
}
/** The entries of the timeline, all of them. */
async function fromAll(all: Entry[], state: Partial<FakeState> = {}) {
  const shown = show('#/journal', { entries: entries(...all), ...state });
  await shown.user.click(await button('Select'));
  await shown.user.click(await button('All'));
  await shown.user.click(await button('Share…'));
  await check(shown);
  return shown;
}
/** With nothing chosen, then this one by its name. */
async function byHand(name: RegExp, state: Partial<FakeState>) {
  const shown = show('#/share', state);
  await check(shown);
  await shown.user.click(await button('Add something you wrote'));
  await shown.user.click(await screen.findByRole('option', { name }));
  await shown.user.click(await button('Close'));
  return shown;
}
/** Waits until the preview shows what is planned now. */
const seen = async (...words: string[]) => {
  const region = await goes();
  await waitFor(() => {
    expect(region.getAttribute('aria-busy')).toBe('false');
    for (const word of words) expect(region.textContent).toContain(word);
  });
  return region;
};
const planned = (id: string, some: object = {}) => ({ id, passage: null, title: true, day: true, tags: false, feelings: false, pictures: [], ...some });

describe('an entry that is shared', () => {
  it('is asked about in private first, and goes with its title, day and pictures, not with tags and feelings', async () => {
    const shown = show('#/entry/river');
    await shown.user.click(await button('More'));
    await shown.user.click(await button('Share this entry…'));
    await screen.findByRole('heading', { name: 'Before you open this' });
    expect(shown.calls('preview_share')).toEqual([]);
    await check(shown);
    const region = await seen('The river', 'We walked slowly.', 'Friday, November 20, 2026');
    expect(region.textContent).not.toMatch(/home|heavy/);
    expect(shown.plan()).toEqual({ partner: null, note: '', entries: [planned('river', { pictures: ['p1', 'p2'] })], measure: null });
    expect(await within(region).findByRole('img', { name: 'the bank' })).toBeTruthy();
    await expectAccessible();
  });

  it.each([
    ['The title: The river', { title: false }],
    ['The day: Nov 20, 2026', { day: false }],
    ['The tags: home, us', { tags: true }],
    ['What you felt: heavy, hopeful', { feelings: true }],
    ['Picture 1', { pictures: ['p2'] }],
    ['Picture 2', { pictures: ['p1'] }],
  ])('goes otherwise when “%s” is turned, and back', async (name, change) => {
    const { user, plan } = await fromEntry();
    await seen('The river');
    const turned = await box(name);
    await user.click(turned);
    await waitFor(() => expect(plan().entries).toEqual([planned('river', { pictures: ['p1', 'p2'], ...change })]));
    await user.click(turned);
    await waitFor(() => expect(plan().entries).toEqual([planned('river', { pictures: ['p1', 'p2'] })]));
  });

  it('shows tags and feelings as words when they go', async () => {
    const { user } = await fromEntry();
    await user.click(await box(/^The tags/));
    await user.click(await box(/^What you felt/));
    const region = await seen('home', 'us', 'heavy', 'hopeful');
    expect(within(region).getByRole('list', { name: 'Tags' })).toBeTruthy();
    await screen.findByText('Nov 20, 2026 · title, day, tags, feelings, the whole text, 2 pictures');
  });

  it('says how many of its pictures go', async () => {
    const { user } = await fromEntry();
    await user.click(await box('Picture 2'));
    await screen.findByText('Nov 20, 2026 · title, day, the whole text, 1 of 2 pictures');
    const region = await seen('And back.');
    await waitFor(() => expect(within(region).getAllByRole('img')).toHaveLength(1));
  });

  it('can have a few words above it', async () => {
    const { user, plan, calls } = await fromEntry();
    await seen('The river');
    const before = calls('preview_share').length;
    await user.type(await screen.findByRole('textbox', { name: 'A few words with it' }), 'For a quiet hour.');
    const region = await seen('For a quiet hour.');
    expect(plan().note).toBe('For a quiet hour.');
    expect(region.textContent?.indexOf('For a quiet hour.')).toBeLessThan(region.textContent?.indexOf('The river') ?? -1);
    // One question for all the keys.
    expect(calls('preview_share').length).toBeLessThan(before + 4);
  });

  it('is stored before it is previewed', async () => {
    const { ipc, user } = show('#/entry/river');
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await user.type(title, ' again');
    await user.click(await button('More'));
    await user.click(await button('Share this entry…'));
    await user.click(await button('Go on'));
    await seen('The river again');
    expect(ipc.state.entries.get('river')?.title).toBe('The river again');
  });

  it('says what it tells and what not', async () => {
    await fromEntry();
    const region = await seen('The river');
    expect(region.textContent).toContain('With it goes your signature, which shows them, and anybody they pass it on to, that it is from you; and when you made the file.');
    expect(region.textContent).toContain('What doesn’t go: how many entries you have, when you wrote others, your point of view, your steps.');
  });
});

describe('the preview', () => {
  it('shows what was asked for last, whatever comes last', async () => {
    const { ipc, user } = await fromEntry();
    await seen('The river');
    let release = () => {};
    ipc.state.hanging.set('preview_share', new Promise((done) => (release = done)));
    const asked = ipc.state.calls.length;
    await user.click(await box(/^The title/));
    await waitFor(() => expect(ipc.state.calls.slice(asked).map(({ command }) => command)).toContain('preview_share'));
    ipc.state.hanging.delete('preview_share');
    await user.click(await box(/^The day/));
    const region = await seen('We walked slowly.');
    await waitFor(() => expect(region.textContent).not.toMatch(/The river|November/));
    release();
    await new Promise((done) => setTimeout(done));
    expect(region.textContent).not.toMatch(/The river|November/);
  });

  it('makes nothing while it is older than what was chosen', async () => {
    const { ipc, user } = await fromEntry();
    await user.click(await whom(/^Sam/));
    await waitFor(async () => expect((await button('Make the file')).disabled).toBe(false));
    ipc.state.hanging.set('preview_share', new Promise(() => {}));
    await user.click(await box(/^The title/));
    expect((await button('Make the file')).disabled).toBe(true);
    expect((await goes()).getAttribute('aria-busy')).toBe('true');
  });

  it('says what went wrong with it, shows nothing instead, and tries again', async () => {
    const { ipc, user } = await fromEntry();
    await seen('The river');
    ipc.state.failing.set('preview_share', { code: 'share_too_large_to_send' });
    await user.click(await box(/^The tags/));
    expect(await trouble()).toMatch(/^This is too much for one file/);
    expect((await goes()).textContent).not.toContain('We walked');
    expect((await button('Make the file')).disabled).toBe(true);
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await seen('We walked slowly.', 'home');
  });

  it('is an invitation where nothing would go', async () => {
    const { user } = await fromEntry('bare', { entries: entries(entry('bare', '2026-11-20', { title: 'Only this', body: '' })) });
    await seen('Only this');
    await user.click(await box(/^The title/));
    await seen('Once something is chosen');
    expect(troubles()).toEqual([]);
    expect((await button('Make the file')).disabled).toBe(true);
  });

  it('leaves a text inert: no markup, no address, nothing fetched', async () => {
    const body = '# Big\n\n<img src="https://evil.example/x.png" onerror="x()">\n\n[go](javascript:alert(1)) and [there](https://evil.example)\n\n![far](https://evil.example/y.png)\n\n![mine](picture:elsewhere)\n\n- [x] done\n\n#### Deep\n\n#\n\n> \u05e9\u05dc\u05d5\u05dd';
    const { calls } = await fromEntry('odd', { entries: entries(entry('odd', '2026-11-20', { body })) });
    const region = await seen('Big', 'go', 'there', '<img src=');
    expect(region.querySelectorAll('a, script, iframe')).toHaveLength(0);
    expect([...region.querySelectorAll('img')].map((img) => img.getAttribute('src')).filter((src) => src && !src.startsWith('blob:'))).toEqual([]);
    expect(region.querySelector('[onerror]')).toBeNull();
    expect(calls('picture').every(({ args }) => args[0] === 'elsewhere')).toBe(true);
    expect(region.querySelector('input')?.disabled).toBe(true);
    expect(within(region).getAllByRole('heading').map((one) => [one.textContent, Number(one.getAttribute('aria-level') ?? one.localName.slice(1))])).toEqual([['This is what goes', 2], ['odd', 3], ['Big', 4], ['Deep', 5]]);
    expect(region.querySelector('blockquote')?.getAttribute('dir')).toBe('rtl');
    await expectAccessible();
  });

  it('shows a very long text as it is written', async () => {
    const body = `${'A long line of words. '.repeat(8000)}\n\n**end**`;
    await byHand(/^xx/, { entries: entries(entry('long', '2026-11-20', { title: 'x'.repeat(400), body })) });
    await seen('**end**');
  });
});

describe('a passage', () => {
  const body = 'First words here.\n\n- one *thing*\n- another\n\n![](picture:p1)\n\nLast words.';
  const state = { entries: entries(entry('mine', '2026-11-20', { body })) };

  async function opened() {
    const shown = show('#/entry/mine', state);
    const editor = ((await screen.findByRole('textbox', { name: 'Entry' })) as unknown as { editor: Editor }).editor;
    return { ...shown, editor };
  }

  it('cannot be shared while nothing is selected', async () => {
    const { user } = await opened();
    await user.click(await button('More'));
    expect((await button('Share the selected passage…')).disabled).toBe(true);
    expect((await button('Share this entry…')).disabled).toBe(false);
    await expectAccessible();
  });

  it('goes alone, as Markdown, without the pictures around it', async () => {
    const shown = await opened();
    const { user, editor, plan } = shown;
    select(editor, 'thing');
    await user.click(await button('More'));
    await user.click(await button('Share the selected passage…'));
    await check(shown);
    const region = await seen('thing');
    expect(plan().entries).toEqual([planned('mine', { passage: '- *thing*' })]);
    expect(region.textContent).not.toMatch(/First|Last|another/);
    expect(screen.queryByRole('checkbox', { name: /^Picture/ })).toBeNull();
    await user.click(await box(/^Only the passage/));
    await seen('First words', 'Last words');
    expect(plan().entries).toEqual([planned('mine', { pictures: ['p1'] })]);
  });

  it('can be a picture by itself', async () => {
    const shown = await opened();
    const { user, editor, plan } = shown;
    let at = -1;
    editor.state.doc.descendants((node, pos) => void (node.type.name === 'picture' && (at = pos)));
    editor.commands.setNodeSelection(at);
    await user.click(await button('More'));
    await user.click(await button('Share the selected passage…'));
    await check(shown);
    await waitFor(() => expect(plan()?.entries).toEqual([planned('mine', { passage: '![](picture:p1)', pictures: ['p1'] })]));
  });

  it('can be selected in a text too long to be drawn', async () => {
    const long = `${'word '.repeat(70_000)}end`;
    const shown = show('#/entry/mine', { entries: entries(entry('mine', '2026-11-20', { body: long })) });
    const { user, plan } = shown;
    const area = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Entry' });
    area.setSelectionRange(5, 14);
    await user.click(await button('More'));
    await user.click(await button('Share the selected passage…'));
    await check(shown);
    await waitFor(() => expect(plan()?.entries).toEqual([planned('mine', { passage: 'word word' })]));
  });
});

describe('with whom', () => {
  it('is chosen by the person, and nobody beforehand', async () => {
    const { user, plan } = await fromEntry();
    await seen('The river');
    expect((await whom(/^Sam/)).checked).toBe(false);
    expect((await button('Make the file')).disabled).toBe(true);
    screen.getByText('Say with whom first.');
    await user.click(await whom(/^Sam/));
    await waitFor(() => expect(plan().partner).toBe('sam'));
    expect(screen.queryByText('Say with whom first.')).toBeNull();
    await user.click(await whom(/doesn’t have Mend/));
    await waitFor(() => expect(plan().partner).toBeNull());
    expect((await whom(/^Sam/)).checked).toBe(false);
  });

  it('says of whom the words were not compared, and what that means', async () => {
    await fromEntry('river', { partners: partners(partner('sam', 'Sam'), partner('kim', 'Kim', { compared: null }), partner('ruth', 'Ruth', { compared: null, changed: '2026-11-12T08:00:00+01:00' })) });
    const described = async (name: RegExp) => document.getElementById((await whom(name)).getAttribute('aria-describedby') ?? '')?.textContent ?? '';
    expect(await described(/^Kim/)).toMatch(/could be somebody else’s, and they would read what you share/);
    expect(await described(/^Ruth/)).toMatch(/took the place of another on Nov 12, 2026/);
    expect(await described(/^Sam/)).toBe('');
    expect((await screen.findByRole('link', { name: 'Compare words with Kim' })).getAttribute('href')).toBe('#/partner/kim');
    await expectAccessible();
  });

  it('tells two of the same name apart', async () => {
    await fromEntry('river', { partners: partners(partner('a', 'Sam'), partner('b', 'Sam', { name: 'Samira', added: '2026-04-05T10:00:00+02:00' })) });
    await screen.findByText('The card of Samira that you added on Apr 5, 2026.');
    screen.getByText('The card of Sam that you added on Mar 1, 2026.');
  });

  it('does not offer those one does not share with, and says why when asked', async () => {
    const { user } = await fromEntry('river', { partners: partners(partner('sam', 'Sam'), partner('tom', 'Tom', { stopped: '2026-10-30T20:00:00+01:00' })) });
    await whom(/^Sam/);
    expect(screen.queryByRole('radio', { name: /Tom/ })).toBeNull();
    expect(screen.queryByText(/you decided not to share/)).toBeNull();
    await user.click(await button('Why is somebody missing here?'));
    screen.getByText(/On Oct 30, 2026 you decided not to share more with Tom/);
    expect(screen.getByRole('link', { name: 'Change that on the page of Tom' }).getAttribute('href')).toBe('#/partner/tom');
    await expectAccessible();
  });

  it('asks nobody who is not there: one is invited to add a person, and loses nothing by it', async () => {
    const { ipc, user, plan } = await fromEntry('river', { partners: new Map() });
    await user.type(await screen.findByRole('textbox', { name: 'A few words with it' }), 'For you.');
    await user.click(await box(/^The tags/));
    await screen.findByText(/you two exchange cards first/);
    await user.click(await screen.findByRole('link', { name: 'Add a person' }));
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Share something' })).toBeNull());
    ipc.state.partners.set('sam', partner('sam', 'Sam'));
    history.back();
    await heading();
    await screen.findByText(/This is as you left it/);
    await seen('For you.', 'home');
    await user.click(await whom(/^Sam/));
    await waitFor(() => expect(plan()).toEqual({ partner: 'sam', note: 'For you.', entries: [planned('river', { tags: true, pictures: ['p1', 'p2'] })], measure: null }));
  });

  it('needs a card of one’s own for a journal, not for a page', async () => {
    const { user } = await fromEntry('river', { card: null });
    await seen('The river');
    expect((await screen.findByRole('link', { name: 'Make my card' })).getAttribute('href')).toBe('#/card');
    await user.click(await whom(/^Sam/));
    await screen.findByText('First make a card of your own.');
    expect((await button('Make the file')).disabled).toBe(true);
    await user.click(await whom(/doesn’t have Mend/));
    await waitFor(async () => expect((await button('Make the page')).disabled).toBe(false));
  });

  it('says when it cannot be found out, and tries again', async () => {
    const shown = show('#/share');
    shown.ipc.state.failing.set('together', { code: 'io' });
    await check(shown);
    await trouble();
    shown.ipc.state.failing.clear();
    await shown.user.click(await button('Try again'));
    await whom(/^Sam/);
    expect(troubles()).toEqual([]);
  });
});

describe('several entries', () => {
  const three = [entry('one', '2026-11-18'), entry('two', '2026-11-19'), entry('three', '2026-11-20')];
  const ids = (plan: SharePlan) => plan.entries.map(({ id }) => id);
  const rows = () => [...document.querySelectorAll<HTMLElement>('[data-chosen]')].map(({ dataset }) => dataset.chosen);

  it('come from the timeline in the order they were written, and can be moved by keyboard', async () => {
    const { user, plan } = await fromAll(three);
    await seen('Words of one.', 'Words of two.', 'Words of three.');
    expect(ids(plan())).toEqual(['one', 'two', 'three']);
    expect((await button('Move “one” up')).disabled).toBe(true);
    (await button('Move “one” down')).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(rows()).toEqual(['two', 'one', 'three']));
    expect(document.activeElement).toBe(await button('Move “one” down'));
    await screen.findByText('“one” is now number 2 of 3.');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(rows()).toEqual(['two', 'three', 'one']));
    // Further down there is nothing: the focus stays with the row.
    expect(document.activeElement).toBe(await button('Move “one” up'));
    await waitFor(() => expect(ids(plan())).toEqual(['two', 'three', 'one']));
    await expectAccessible();
  });

  it('are chosen one by one: what goes of one says nothing about another', async () => {
    const { user, plan } = await fromAll(three);
    await seen('Words of one.');
    expect(screen.queryByRole('checkbox')).toBeNull();
    await user.click(await button('Choose what of “two” goes'));
    await user.click(await box('The title: two'));
    await waitFor(() => expect(plan().entries.map(({ title }) => title)).toEqual([true, false, true]));
  });

  it('can be taken out and brought back where they were', async () => {
    const { user, plan } = await fromAll(three);
    await seen('Words of two.');
    await user.click(await button('Take “two” out'));
    await waitFor(() => expect(ids(plan())).toEqual(['one', 'three']));
    expect(document.activeElement?.textContent).toBe('Undo');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(ids(plan())).toEqual(['one', 'two', 'three']));
    expect(document.activeElement).toBe(await button('Add something you wrote'));
  });

  it('can be found by searching, chosen and let go of again', async () => {
    const { user, plan, calls } = await fromEntry('one', { entries: entries(...three) });
    await seen('Words of one.');
    await user.click(await button('Add something you wrote'));
    const field = await screen.findByRole('combobox', { name: 'Find something you wrote' });
    await screen.findByRole('option', { name: /two/ });
    await expectAccessible();
    await user.type(field, 'of three');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await waitFor(() => expect((calls('search').at(-1)?.args[0] as { words: string }).words).toBe('of three'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('option').getAttribute('aria-selected')).toBe('true'));
    await waitFor(() => expect(ids(plan())).toEqual(['one', 'three']));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(ids(plan())).toEqual(['one']));
    await user.keyboard('{Enter}{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(ids(plan())).toEqual(['one', 'three']));
    expect(document.activeElement).toBe(await button('Add something you wrote'));
  });

  it('says when the search fails', async () => {
    const { ipc, user } = await fromEntry('one', { entries: entries(...three) });
    ipc.state.failing.set('search', { code: 'io' });
    await user.click(await button('Add something you wrote'));
    await trouble();
  });

  it('go without one that cannot be read, which is said and tried again', async () => {
    const shown = show('#/share', { entries: entries(...three) });
    await check(shown);
    const { ipc, user, plan } = shown;
    await user.click(await button('Add something you wrote'));
    ipc.state.failing.set('entry_check_ins', { code: 'damaged' });
    await user.click(await screen.findByRole('option', { name: /two/ }));
    await within(await screen.findByRole('dialog')).findByRole('alert');
    await user.click(await button('Close'));
    await trouble();
    expect(plan()).toBeUndefined();
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await seen('Words of two.');
    expect(ids(plan())).toEqual(['two']);
  });

  it('are fifty without trouble', async () => {
    const fifty = Array.from({ length: 50 }, (_, at) => entry(`e${at}`, '2026-11-19', { written_at: `2026-11-19T08:00:${String(at).padStart(2, '0')}+01:00`, body: `Body ${at}.` }));
    const shown = show('#/journal', { entries: entries(...fifty) });
    const { plan, user } = shown;
    await user.type(await screen.findByRole('searchbox'), 'body');
    await screen.findByText('50 entries found');
    await user.click(await button('Select'));
    await user.click(await button('All'));
    await screen.findByText('50 picked');
    await user.click(await button('Share…'));
    await check(shown);
    await seen('Body 0.', 'Body 49.');
    expect(ids(plan())).toEqual(fifty.map(({ id }) => id));
    await user.click(await button('Take “e7” out'));
    await waitFor(() => expect(plan().entries).toHaveLength(49));
  });
});

describe('what is concealed or sealed', () => {
  const hidden = entry('hidden', '2026-11-19', { title: 'My secret', body: 'Under it.', concealed: true });
  const letter = entry('letter', '2026-11-20', { title: 'Later', kind: 'letter', sealed_until: '2027-03-01' });

  it('goes only after the person said so for each', async () => {
    const other = entry('other', '2026-11-18', { title: 'Another secret', concealed: true });
    const { user, plan } = await fromAll([hidden, other, entry('plain', '2026-11-17')]);
    const region = await seen('Words of plain.');
    expect(plan().entries.map(({ id }) => id)).toEqual(['plain']);
    expect(document.body.textContent).not.toMatch(/My secret|Another secret|Under it/);
    const boxes = await screen.findAllByRole('checkbox', { name: 'Share this one too' });
    expect(boxes).toHaveLength(2);
    await user.click(boxes[1]!);
    await seen('My secret', 'Under it.');
    expect(plan().entries.map(({ id }) => id)).toEqual(['plain', 'hidden']);
    expect(region.textContent).not.toContain('Another secret');
    await expectAccessible();
    await user.click(boxes[1]!);
    await waitFor(() => expect(plan().entries.map(({ id }) => id)).toEqual(['plain']));
  });

  it('does not go when it is alone either', async () => {
    const { calls } = await fromAll([hidden]);
    await screen.findByRole('checkbox', { name: 'Share this one too' });
    await seen('Once something is chosen');
    expect(calls('preview_share')).toEqual([]);
    expect((await button('Make the file')).disabled).toBe(true);
  });

  it('does not go while it is sealed, which is said', async () => {
    const { plan } = await fromAll([letter, entry('plain', '2026-11-17')]);
    await seen('Words of plain.');
    await screen.findByText(/^This letter is sealed until Mar 1, 2027\. A sealed letter can’t be shared/);
    expect(plan().entries.map(({ id }) => id)).toEqual(['plain']);
    expect(screen.queryByRole('button', { name: /Choose what of “Later”/ })).toBeNull();
  });

  it('is said in the search too', async () => {
    const shown = show('#/share', { entries: entries(letter) });
    await check(shown);
    await shown.user.click(await button('Add something you wrote'));
    await screen.findByText('sealed, Nov 20, 2026');
  });
});

describe('making the file', () => {
  async function ready(state: Partial<FakeState> = {}) {
    const shown = await fromEntry('river', state);
    await shown.user.click(await whom(/^Sam/));
    await seen('The river');
    await waitFor(async () => expect((await button('Make the file')).disabled).toBe(false));
    return shown;
  }

  it('says before that it cannot be called back, makes what was seen, and says what comes next', async () => {
    const { user, calls, plan } = await ready();
    screen.getByText(/It can’t be called back/);
    (await button('Make the file')).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { level: 1, name: 'The file is made' });
    const [made] = calls('make_share');
    expect(made?.args[0]).toEqual(plan());
    expect(made?.args[0]).toEqual({ partner: 'sam', note: '', entries: [planned('river', { pictures: ['p1', 'p2'] })], measure: null });
    expect(made?.args[1]).toBe(JSON.stringify({ note: '', entries: JSON.parse(String(made?.args[1])).entries, measures: [] }));
    expect(document.activeElement?.textContent).toBe('The file is made');
    screen.getByText(/Nothing has been sent\. Hand the file to Sam yourself/);
    await expectAccessible();
    await user.click(await button('To Together'));
    await waitFor(() => expect(location.hash).toBe('#/together'));
  });

  it('leads back to where one was', async () => {
    const { user } = await ready();
    await user.click(await button('Make the file'));
    await user.click(await button('Back to where you were'));
    await waitFor(() => expect(location.hash).toBe('#/entry/river'));
  });

  it('says nothing when the desktop’s dialog was cancelled', async () => {
    const { user, calls, ipc } = await ready({ saving: false });
    await user.click(await button('Make the file'));
    await waitFor(() => expect(calls('make_share')).toHaveLength(1));
    await waitFor(async () => expect((await button('Make the file')).disabled).toBe(false));
    expect(troubles()).toEqual([]);
    expect(ipc.state.shared.size).toBe(0);
    await seen('The river');
  });

  it('shows anew what changed since it was seen, says so, and makes nothing until it was seen', async () => {
    const { ipc, user } = await ready();
    ipc.state.entries.set('river', { ...RIVER, title: 'The other river' });
    await user.click(await button('Make the file'));
    expect(await trouble()).toMatch(/^Something in it changed since you looked/);
    await seen('The other river');
    expect(document.activeElement?.textContent).toBe('This is what goes');
    expect(ipc.state.shared.size).toBe(0);
    await expectAccessible();
    await waitFor(async () => expect((await button('Make the file')).disabled).toBe(false));
    await user.click(await button('Make the file'));
    await screen.findByRole('heading', { level: 1, name: 'The file is made' });
    expect(ipc.state.shared.size).toBe(1);
  });

  it('shows anew what changed in a measure, too', async () => {
    const { ipc, user } = await ready();
    ipc.state.failing.set('make_share', { code: 'share_stale' });
    await user.click(await button('Make the file'));
    expect(await trouble()).toMatch(/^Something in it changed/);
    await seen('The river');
    ipc.state.failing.clear();
    // Whoever goes on choosing has seen it.
    await user.click(await box(/^The tags/));
    await waitFor(() => expect(troubles()).toEqual([]));
  });

  it('says what went wrong and leaves everything as it was', async () => {
    const { ipc, user } = await ready();
    ipc.state.failing.set('make_share', { code: 'disk_full' });
    await user.click(await button('Make the file'));
    expect(await trouble()).toMatch(/full/i);
    expect((await whom(/^Sam/)).checked).toBe(true);
    ipc.state.failing.clear();
    await user.click(await button('Make the file'));
    await screen.findByRole('heading', { level: 1, name: 'The file is made' });
  });

  it('says when one does not share with that person any more', async () => {
    const { ipc, user, calls } = await ready();
    ipc.state.partners.set('sam', partner('sam', 'Sam', { stopped: '2026-11-22T08:00:00+01:00' }));
    await user.click(await button('Make the file'));
    expect(await trouble()).toMatch(/^You decided not to share more with this person/);
    await screen.findByText(/On Nov 22, 2026 you decided not to share more with Sam/);
    expect(screen.queryByRole('radio', { name: /^Sam/ })).toBeNull();
    expect(calls('make_share')).toHaveLength(1);
    expect(ipc.state.shared.size).toBe(0);
  });

  it('is asked for once, however often one presses', async () => {
    const { ipc, user, calls } = await ready();
    ipc.state.hanging.set('make_share', new Promise(() => {}));
    await user.dblClick(await button('Make the file'));
    await user.click(await button('Making it…'));
    expect(calls('make_share')).toHaveLength(1);
  });
});

describe('a page for somebody without Mend', () => {
  async function ready(state: Partial<FakeState> = {}) {
    const shown = await fromEntry('river', state);
    await shown.user.click(await whom(/doesn’t have Mend/));
    await seen('The river');
    await waitFor(async () => expect((await button('Make the page')).disabled).toBe(false));
    return shown;
  }
  const name = () => screen.findByRole('textbox', { name: 'For whom it is' });
  const field = () => screen.findByLabelText('A passphrase for this page');

  it('asks for whom it is and for a passphrase, which is not sent with it', async () => {
    const { user, calls, plan } = await ready();
    await expectAccessible();
    await user.click(await button('Make the page'));
    expect(await trouble()).toBe('Say for whom it is, for your own list.');
    await user.type(await name(), '  Dr. Brandt ');
    await user.click(await button('Make the page'));
    expect(await trouble()).toBe('Please choose a passphrase first.');
    screen.getByText(/Tell them the passphrase by voice/);
    await user.click(await button('Offer me one'));
    await user.click(await button('Another'));
    await screen.findByText('meadow copper window slow thirteen');
    await user.click(await button('Use this'));
    expect(((await field()) as HTMLInputElement).value).toBe('meadow copper window slow thirteen');
    await screen.findByText('Would take longer than a lifetime to guess.');
    await user.click(await button('Make the page'));
    await screen.findByRole('heading', { level: 1, name: 'The page is made' });
    const [made] = calls('make_reader_page');
    expect([made?.args[0], ...(made?.args.slice(2) ?? [])]).toEqual([plan(), 'Dr. Brandt', 'meadow copper window slow thirteen']);
    expect(plan().partner).toBeNull();
    screen.getByText('meadow copper window slow thirteen');
    screen.getByText(/Give the page to Dr\. Brandt yourself, and tell them the passphrase by voice/);
    await expectAccessible();
  });

  it('says once that a passphrase could be guessed, and leaves it to the person', async () => {
    const { user, calls } = await ready();
    await user.type(await name(), 'Ma');
    await user.type(await field(), 'abcdefgh');
    await screen.findByText('Would be guessed within hours.');
    await user.click(await button('Make the page'));
    expect(await trouble()).toMatch(/^This one could be guessed/);
    expect(calls('make_reader_page')).toEqual([]);
    await user.type(await field(), 'i');
    await user.click(await button('Make the page'));
    expect(await trouble()).toMatch(/^This one could be guessed/);
    expect(calls('make_reader_page')).toEqual([]);
    await user.click(await button('Make the page'));
    await screen.findByRole('heading', { level: 1, name: 'The page is made' });
  });

  it('says when a passphrase is too short, when none can be offered, and when it was cancelled nothing', async () => {
    const { ipc, user, calls } = await ready({ saving: false });
    await user.type(await name(), 'Ma');
    await user.type(await field(), 'abc');
    await user.click(await button('Make the page'));
    await user.click(await button('Make the page'));
    await waitFor(() => expect(troubles()).toEqual(['This passphrase is too short for a page. Take a longer one, or let Mend offer you one.']));
    ipc.state.failing.set('offer_passphrase', { code: 'io' });
    await user.click(await button('Offer me one'));
    await waitFor(() => expect(troubles()).toHaveLength(2));
    ipc.state.failing.clear();
    await user.click(await button('Offer me one'));
    await user.click(await button('Use this'));
    await user.click(await button('Make the page'));
    await waitFor(() => expect(calls('make_reader_page')).toHaveLength(2));
    await waitFor(async () => expect((await button('Make the page')).disabled).toBe(false));
    expect(troubles()).toEqual([]);
    expect(ipc.state.shared.size).toBe(0);
  });
});

describe('a period of one measure', () => {
  const days = new Map(Array.from({ length: 10 }, (_, at) => {
    const day = `2026-11-${String(10 + at).padStart(2, '0')}`;
    return [`d${at}`, checkInOf({ id: `d${at}`, at: `${day}T09:00:00+01:00`, pulse: { trust: 3 + (at % 4), safe: null, hope: null, closeness: null, intrusive: null } })];
  }));

  it('comes from its picture, is drawn with its table, and can be taken out and brought back', async () => {
    const shown = show('#/feelings', { checkIns: days });
    const { user, plan, calls } = shown;
    const [share] = await screen.findAllByRole('button', { name: 'Share this period of Trust…' });
    await user.click(share!);
    await check(shown);
    const region = await seen('Trust');
    const measure = { measure: 'trust', from: '2026-08-31', to: '2026-11-22' };
    expect(plan()).toEqual({ partner: null, note: '', entries: [], measure });
    within(region).getByRole('slider', { name: 'Trust, day by day' });
    await user.click(within(region).getByRole('button', { name: 'Trust as a table' }));
    expect(within(region).getAllByRole('row')).toHaveLength(3);
    expect(within(region).queryByRole('button', { name: /csv/i })).toBeNull();
    await expectAccessible();
    await user.click(await button(/^Take “Trust, Aug 31/));
    await seen('Once something is chosen');
    await user.click(await button('Undo'));
    await seen('Trust');
    await user.click(await whom(/^Sam/));
    await waitFor(() => expect(plan().partner).toBe('sam'));
    await waitFor(async () => expect((await button('Make the file')).disabled).toBe(false));
    await user.click(await button('Make the file'));
    await screen.findByRole('heading', { level: 1, name: 'The file is made' });
    expect(calls('make_share')[0]?.args[0]).toEqual({ partner: 'sam', note: '', entries: [], measure });
  });

  it('can be the year of the days in colours', async () => {
    const shown = show('#/feelings', { checkIns: days });
    await screen.findAllByRole('button', { name: 'Share this period of Trust…' });
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Share this period of Trust…' })).toHaveLength(2));
    await shown.user.click(screen.getAllByRole('button', { name: 'Share this period of Trust…' })[1]!);
    await check(shown);
    await seen('Trust');
    expect(shown.plan().measure).toEqual({ measure: 'trust', from: '2026-01-01', to: '2026-12-31' });
  });

  it('names a tracker as it is called', async () => {
    const tracked = new Map([['d', checkInOf({ id: 'd', at: '2026-11-20T09:00:00+01:00', trackers: [{ id: 'sleep', name: 'Hours of sleep', value: 7 }] })]]);
    const shown = show('#/feelings', { checkIns: tracked, trackers: [{ id: 'sleep', name: 'Hours of sleep', kind: 'scale', archived: false }] });
    await shown.user.click((await screen.findAllByRole('button', { name: 'Share this period of Hours of sleep…' }))[0]!);
    await check(shown);
    await button(/^Take “Hours of sleep, /);
    await waitFor(() => expect(shown.plan()?.measure?.measure).toBe('tracker:sleep'));
  });
});

describe('what was begun', () => {
  it('can be begun from the palette, with nothing chosen', async () => {
    const shown = show('#/journal');
    await shown.user.keyboard('{Control>}k{/Control}');
    await shown.user.type(await screen.findByRole('combobox', { name: 'Where to, or what to find' }), 'share something{Enter}');
    await check(shown);
    await seen('Once something is chosen');
    screen.getByText('Nothing is chosen yet.');
    expect(screen.queryByText(/This is as you left it/)).toBeNull();
    expect(shown.calls('preview_share')).toEqual([]);
    await expectAccessible();
  });

  it('waits as it was left, can be begun anew, and gone on with after all', async () => {
    const { user } = await fromEntry();
    await user.type(await screen.findByRole('textbox', { name: 'A few words with it' }), 'For you.');
    await user.click(await button('Not now'));
    await waitFor(() => expect(location.hash).toBe('#/entry/river'));
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Where to, or what to find' }), 'share something{Enter}');
    await heading();
    await seen('For you.', 'The river');
    await user.click(await button('Begin anew'));
    await seen('Once something is chosen');
    expect(screen.queryByText(/This is as you left it/)).toBeNull();
    await user.click(await button('Go on with that one'));
    await seen('For you.', 'The river');
    expect(screen.queryByRole('button', { name: 'Go on with that one' })).toBeNull();
  });

  it('is put aside, not lost, when something else is to be shared', async () => {
    const { user } = await fromEntry('river', { entries: entries(RIVER, entry('other', '2026-11-21')) });
    await user.type(await screen.findByRole('textbox', { name: 'A few words with it' }), 'For you.');
    location.hash = '#/entry/other';
    await user.click(await button('More'));
    await user.click(await button('Share this entry…'));
    const region = await seen('Words of other.');
    expect(region.textContent).not.toMatch(/For you|The river/);
    await user.click(await button('Go on with that one'));
    await seen('For you.', 'The river');
  });

  it('is over once it was made', async () => {
    const { user } = await fromEntry();
    await user.click(await whom(/^Sam/));
    await waitFor(async () => expect((await button('Make the file')).disabled).toBe(false));
    await user.click(await button('Make the file'));
    await user.click(await button('To Together'));
    await waitFor(() => expect(location.hash).toBe('#/together'));
    await screen.findByRole('heading', { level: 1, name: 'Together' });
    history.back();
    await waitFor(() => expect(location.hash).toBe('#/entry/river'));
    await button('More');
    location.hash = '#/share';
    await heading();
    await seen('Once something is chosen');
    expect(screen.queryByRole('button', { name: 'Begin anew' })).toBeNull();
  });

  it('tells of an entry that is gone meanwhile, and goes without it', async () => {
    const { ipc, user, plan } = await fromEntry('river', { entries: entries(RIVER, entry('other', '2026-11-21')) });
    await user.click(await button('Add something you wrote'));
    await user.click(await screen.findByRole('option', { name: /other/ }));
    await user.click(await button('Close'));
    await seen('Words of other.');
    await user.click(await button('Not now'));
    await waitFor(() => expect(location.hash).toBe('#/entry/river'));
    ipc.state.trashed.set('river', '2026-11-22T08:00:00+01:00');
    history.forward();
    await heading();
    await screen.findByText('This entry is not in your journal any more. It doesn’t go.');
    await seen('Words of other.');
    await waitFor(() => expect(plan().entries.map(({ id }) => id)).toEqual(['other']));
  });

  it('forgets a partner with whom one does not share any more', async () => {
    const { ipc, user, plan } = await fromEntry();
    await user.click(await whom(/^Sam/));
    await waitFor(() => expect(plan().partner).toBe('sam'));
    await user.click(await button('Not now'));
    await waitFor(() => expect(location.hash).toBe('#/entry/river'));
    ipc.state.partners.set('sam', partner('sam', 'Sam', { stopped: '2026-11-22T08:00:00+01:00' }));
    history.forward();
    await heading();
    await screen.findByText(/you decided not to share more with Sam/);
    await waitFor(() => expect(plan().partner).toBeNull());
    expect(troubles()).toEqual([]);
  });
});

describe('the parts', () => {
  it('are named and in their order', async () => {
    await fromEntry();
    for (const name of ['With whom', 'What', 'This is what goes', 'Make the file']) await part(name);
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(['With whom', 'What', 'This is what goes', 'Make the file']);
  });
});
