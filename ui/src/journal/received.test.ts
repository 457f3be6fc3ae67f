import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Arrived } from '$lib/bindings/Arrived';
import type { OwnFile } from '$lib/bindings/OwnFile';
import type { Partner } from '$lib/bindings/Partner';
import type { Question } from '$lib/bindings/Question';
import type { Received } from '$lib/bindings/Received';
import type { Reply } from '$lib/bindings/Reply';
import type { SharedEntry } from '$lib/bindings/SharedEntry';
import type { SharedRow } from '$lib/bindings/SharedRow';
import { longMoment } from '$lib/day';
import { entryOf, fakeIpc, type Fake, type FakeState } from '$lib/ipc.fake';
import { CARD, type FakeFile } from '$lib/ipc.fake.together';
import { expectAccessible } from '../../test/axe';
import Journal from './Journal.svelte';
import { plainDay } from './reading/calendar';
import { isCostly, outline } from './together/received/theirs';

const NOW = new Date('2026-11-22T09:00:00');
const SOON = { timeout: 3000 };
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  URL.createObjectURL = () => 'blob:picture';
  URL.revokeObjectURL = () => {};
});
afterEach(() => void vi.useRealTimers());

const COMPARED = '2026-03-03T10:00:00+01:00';
const AT = '2026-11-20T20:15:00+01:00';
const sam = { partner: 'sam', called: 'Sam', compared: COMPARED };
const ines = { partner: 'ines', called: 'Ines', compared: null };
const partner = (id: string, called: string, some: Partial<Partner> = {}): [string, Partner & { line: string }] => [
  id, { id, called, name: called, added: COMPARED, compared: COMPARED, changed: null, stopped: null, line: `${CARD}${id}.`, ...some },
];
const card = { name: 'Robin', line: `${CARD}mine.`, qr_side: 21, qr_path: 'M0 0h7v7h-7z' };
const answer = (some: Partial<Reply>): Reply => ({ heard: '', ask: '', thanks: '', ...some });
const text = (body: string, some: Partial<SharedEntry> = {}): SharedEntry => ({ title: '', day: null, tags: [], feelings: [], body, pictures: [], ...some });
const picture = (id: string) => ({ id, width: 800, height: 600 });

type Came = Partial<Omit<Received, 'row'>> & { row?: Partial<Received['row']> };
function came(id: string, { row, ...content }: Came): [string, Received] {
  const entries = content.entries ?? [];
  const usual = {
    id, from: sam, at: AT, kept: AT, kind: 'share', excerpt: '', entries: entries.length, pictures: 0, measures: content.measures?.length ?? 0,
    unread: false, declined: false, answered: null, about: null,
  } as const;
  return [id, { note: '', measures: [], reply: null, draft: null, ...content, entries, row: { ...usual, ...row } }];
}
let openings = 0;
const file = (some: Partial<Arrived> = {}, content: Partial<FakeFile> = {}): FakeFile => ({
  arrived: { number: (openings += 1), from: sam, at: AT, kind: 'share', entries: 1, pictures: 0, measures: 0, ...some },
  received: { note: 'Only for you.', entries: [text('I was afraid of the evening.')], measures: [], reply: null, draft: null },
  ...content,
});
const question: Question = { id: 'q', with: sam, mine: false, text: 'What helped?', my_answer: '', their_answer: null, state: 'asked', at: AT, begun: AT };

async function show(hash: string, state: Partial<FakeState> = {}, change: (ipc: Fake) => void = () => {}) {
  location.hash = hash;
  const ipc = fakeIpc({ now: () => NOW, card, partners: new Map([partner('sam', 'Sam'), partner('ines', 'Ines', { compared: null })]), ...state });
  change(ipc);
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  const user = userEvent.setup();
  await user.click(await button('Go on'));
  return { ipc, calls, page, user };
}

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const field = (name: string) => screen.findByRole<HTMLTextAreaElement>('textbox', { name });
const main = () => screen.getByRole('main');
const troubles = () => screen.queryAllByRole('alert').map(({ textContent }) => textContent?.trim() ?? '').filter(Boolean);
const trouble = () => waitFor(() => (expect(troubles()).toHaveLength(1), troubles()[0]));
const go = (hash: string) => void (location.hash = hash);
/** Nothing of what a file holds was asked for. */
const unasked = ({ calls }: Pick<Awaited<ReturnType<typeof show>>, 'calls'>) => ['received', 'question', 'picture', 'find_received', 'keep_arrived'].flatMap(calls);

describe('a file that was made here', () => {
  const own: OwnFile = { partner: 'sam', called: 'Sam', compared: COMPARED, old_card: false, at: AT, kind: 'share', note: 'For a quiet hour.', entries: [], measures: [], reply: null, question: null };
  const opened = (some: Partial<OwnFile>) => ({ arrived: { ...file(), own: { ...own, ...some } } });

  it('is shown as it went, and let go of again', async () => {
    const entries = [text('I was **afraid**.\n\n![the river](picture:0)', { title: 'Thursday', pictures: [picture('0')] })];
    const { ipc, calls, user } = await show('#/arrived', opened({ entries }));
    await heading('What you shared with Sam');
    const words = main().textContent ?? '';
    for (const one of [longMoment(AT), 'You made this file yourself.', 'For a quiet hour.', 'Thursday', 'I was afraid.']) expect(words).toContain(one);
    await waitFor(() => expect(within(main()).getByRole('img', { name: 'the river' }).getAttribute('src')).toBe('blob:picture'));
    expect([calls('own_picture').map(({ args }) => args), calls('picture')]).toEqual([[[0]], []]);
    expect(screen.queryByRole('button', { name: 'Keep and read' })).toBeNull();
    await expectAccessible();
    await user.click(await button('Close'));
    await waitFor(() => expect(ipc.state.arrived).toBeNull());
    expect(ipc.state.received.size).toBe(0);
  });

  it('gives way to another that is double-clicked, and does not take that one along', async () => {
    const { ipc, user } = await show('#/arrived', opened({}));
    await heading('What you shared with Sam');
    ipc.state.arrived = file();
    ipc.emit('arrived', null);
    await heading('A file from Sam');
    await user.click(await button('Keep and read'));
    expect(await screen.findByText('I was afraid of the evening.')).toBeTruthy();
  });

  it('has the words of an answer, which are nowhere else', async () => {
    await show('#/arrived', opened({ kind: 'reply', note: '', reply: answer({ heard: 'That Thursday is hard' }) }));
    await heading('Your answer to Sam');
    expect(within(main()).getByRole('region', { name: 'What I heard' }).textContent).toContain('That Thursday is hard');
    expect(within(main()).queryByRole('region', { name: 'Thank you' })).toBeNull();
  });

  it('leads to the question it belongs to, or says that it is gone', async () => {
    const { ipc, user } = await show('#/arrived', opened({ kind: 'ask', question: 'q' }));
    expect((await screen.findByRole('link', { name: 'Go to the question' })).getAttribute('href')).toBe('#/question/q');
    ipc.state.arrived = { ...file(), own: { ...own, called: '', partner: null, kind: 'answer' } };
    ipc.emit('arrived', null);
    await heading('What you shared');
    expect(main().textContent).toContain('a question that is no longer in your journal');
    expect(screen.queryByRole('link', { name: /^To the page of/ })).toBeNull();
    await user.click(await button('Back'));
    await waitFor(() => expect(ipc.state.arrived).toBeNull());
  });

  it.each([
    ['nothing of a card whose words were compared', {}, null],
    ['that the words were not compared', { compared: null }, 'You haven’t compared words with Sam yet. Whoever holds the card you have could read it.'],
    ['that the card was replaced, and that alone', { compared: null, old_card: true }, 'It was sealed to a card that has been replaced since. Whoever has that card’s keys can read it.'],
    ['nothing of comparing with somebody who is gone', { compared: null, partner: null }, null],
  ])('says %s', async (_, some, words) => {
    await show('#/arrived', opened(some));
    await heading('What you shared with Sam');
    const said = ['You haven’t compared words', 'It was sealed to a card'].flatMap((start) => screen.queryAllByText(new RegExp(`^${start}`)));
    expect(said.map(({ textContent }) => textContent)).toEqual(words ? [words] : []);
    await expectAccessible();
  });

  it('is let go of when one leaves before it could be learned of', async () => {
    const { ipc, calls } = await show('#/arrived', { ...opened({}), hanging: new Map([['together', new Promise<void>(() => {})]]) });
    await waitFor(() => expect(calls('together')).toHaveLength(1));
    expect(ipc.state.arrived).not.toBeNull();
    go('#/settings');
    await heading('Settings');
    await waitFor(() => expect(ipc.state.arrived).toBeNull());
  });

  it.each([
    ['Not now', async () => userEvent.setup().click(await button('Not now'))],
    ['going elsewhere', async () => go('#/support')],
  ])('is let go of when the private check before it is left by %s', async (_, leave) => {
    location.hash = '#/arrived';
    const ipc = fakeIpc({ now: () => NOW, card, ...opened({}) });
    render(Journal, { ipc });
    await button('Go on');
    expect(ipc.state.arrived).not.toBeNull();
    await leave();
    await waitFor(() => expect(ipc.state.arrived).toBeNull());
    expect(ipc.state.calls.map(({ command }) => command)).not.toContain('together');
  });
});

describe('a file that arrived', () => {
  it('says from whom, when, what and how much, and asks for nothing of what it says', async () => {
    const shown = await show('#/arrived', { arrived: file({ entries: 3, pictures: 2, measures: 1 }) });
    await heading('A file from Sam');
    const words = main().textContent ?? '';
    expect(words).toContain(`The signature matches the card whose words you compared on ${plainDay('2026-03-03')}.`);
    expect(words).toContain(`${longMoment(AT)}, by the clock of their computer`);
    expect(words).toContain('Something they want you to read');
    expect(words).toContain('3 texts, 2 pictures, 1 measure over time');
    expect(words).not.toMatch(/Only for you|afraid of the evening/);
    expect(unasked(shown)).toEqual([]);
    await expectAccessible();
  });

  it('tells nothing at all before the private check was made', async () => {
    location.hash = '#/arrived';
    const ipc = fakeIpc({ now: () => NOW, card, arrived: file() });
    render(Journal, { ipc });
    await button('Go on');
    expect(document.body.textContent).not.toContain('Sam');
    expect(ipc.state.calls.map(({ command }) => command)).not.toContain('together');
  });

  it('says so when words were never compared, and leads to where they can be', async () => {
    await show('#/arrived', { arrived: file({ from: ines }) });
    await heading('A file from Ines');
    expect(main().textContent).toContain('The signature matches their card. You haven’t compared words yet, so it could be somebody else’s card.');
    expect(screen.getByRole('link', { name: 'Compare words with them' }).getAttribute('href')).toBe('#/partner/ines');
    await expectAccessible();
  });

  it('says so when the card is no longer in the list', async () => {
    await show('#/arrived', { arrived: file({ from: { ...sam, partner: null } }) });
    await heading('A file from Sam');
    expect(main().textContent).toContain('The signature matches a card that is no longer in your list.');
    expect(screen.queryByRole('link', { name: 'Compare words with them' })).toBeNull();
  });

  it.each([
    ['share', 'Something they want you to read', true],
    ['reply', 'An answer to something you shared', false],
    ['ask', 'A question for both of you. Their own answer is final already, and not in this file. You don’t have to answer.', false],
    ['answer', 'Their answer to a question you asked', false],
    ['reveal', 'What opens their answer to a question for both of you', false],
  ] as const)('says what a file of the kind %s is', async (kind, words, much) => {
    await show('#/arrived', { arrived: file({ kind, entries: 0 }) });
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByText('A few words') !== null).toBe(much);
  });

  it('offers three answers, and none of them more than the others', async () => {
    await show('#/arrived', { arrived: file() });
    const choices = within(await screen.findByRole('list', { name: 'What becomes of it' })).getAllByRole('button');
    expect(choices.map(({ textContent }) => textContent)).toEqual(['Keep and read', 'Decline unread', 'Not now']);
    expect(new Set(choices.map(({ className }) => className)).size).toBe(1);
  });

  it('can be kept, and is then read like a letter', async () => {
    const { ipc, user } = await show('#/arrived', { arrived: file() });
    await user.click(await button('Keep and read'));
    await heading('From Sam');
    expect(await screen.findByText('I was afraid of the evening.')).toBeTruthy();
    expect(location.hash).toMatch(/^#\/received\//);
    expect(ipc.state.arrived).toBeNull();
  });

  it('is done with once it was kept: Back leads to where one was before', async () => {
    const { user } = await show('#/together', { files: new Map([['file', file()]]) });
    await user.click(await button('Open a file…'));
    await user.click(await button('Keep and read'));
    await heading('From Sam');
    await user.click(await button('Back'));
    await heading('Together');
  });

  it('leads to the question when it was one', async () => {
    const { user } = await show('#/arrived', { arrived: file({ kind: 'ask' }, { question }) });
    await user.click(await button('Keep and read'));
    await heading('A question for both of you');
    expect(location.hash).toBe('#/question/q');
    expect(await screen.findByText('What helped?')).toBeTruthy();
  });

  it('can be declined unread, after one was told what that means', async () => {
    const shown = await show('#/arrived', { arrived: file() });
    const { ipc, calls, user } = shown;
    await user.click(await button('Decline unread'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Decline it unread?' }));
    expect(dialog.getByText(/they are not told.*cannot be opened here afterwards/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Go back'));
    await expectAccessible();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(calls('decline_arrived')).toEqual([]);
    expect(location.hash).toBe('#/arrived');

    await user.click(await button('Decline unread'));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Decline unread' }));
    expect(document.activeElement).toBe(await heading('Declined unread'));
    await expectAccessible();
    const kept = [...ipc.state.received.values()];
    expect(kept.map(({ row, note, entries }) => [row.declined, note, entries])).toEqual([[true, '', []]]);
    expect(unasked(shown)).toEqual([]);
    await user.click(screen.getByRole('link', { name: 'To Together' }));
    await heading('Together');
  });

  it('can wait, as if it had not been opened', async () => {
    const { ipc, calls, user } = await show('#/arrived', { arrived: file() });
    await user.click(await button('Not now'));
    await waitFor(() => expect(location.hash).not.toBe('#/arrived'));
    expect(calls('leave_arrived').map(({ args }) => args)).toEqual([[openings]]);
    expect([ipc.state.arrived, ipc.state.received.size]).toEqual([null, 0]);
  });

  it.each([
    ['keep_arrived', async (user: ReturnType<typeof userEvent.setup>) => user.click(await button('Keep and read'))],
    ['leave_arrived', async (user: ReturnType<typeof userEvent.setup>) => user.click(await button('Not now'))],
    [
      'decline_arrived',
      async (user: ReturnType<typeof userEvent.setup>) => {
        await user.click(await button('Decline unread'));
        await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Decline unread' }));
      },
    ],
  ])('stays where it is when %s fails, and can be tried again', async (command, act) => {
    const { ipc, user } = await show('#/arrived', { arrived: file() });
    await heading('A file from Sam');
    ipc.state.failing.set(command, { code: 'disk_full' });
    await act(user);
    expect(await trouble()).toMatch('The disk is full');
    await heading('A file from Sam');
    await expectAccessible();
    ipc.state.failing.clear();
    await act(user);
    await waitFor(() => expect(ipc.state.arrived).toBeNull());
  });

  it('is taken in once, however often one clicks, and is there until it is', async () => {
    let resolve = () => {};
    const hold = new Promise<void>((done) => (resolve = done));
    const { calls, user } = await show('#/arrived', { arrived: file() }, (ipc) => {
      const keep = ipc.keep_arrived;
      // The shell has taken it, and is not done.
      ipc.keep_arrived = async (number) => {
        const kept = await keep(number);
        await hold;
        return kept;
      };
    });
    const once = await button('Keep and read');
    const asked = calls('together').length;
    await user.dblClick(once);
    expect(await screen.findByText('Taking it in…')).toBe(within(main()).getAllByRole('status').find(({ textContent }) => textContent));
    for (const name of ['Decline unread', 'Not now']) {
      expect((await button(name)).getAttribute('aria-disabled')).toBe('true');
      await user.click(await button(name));
    }
    once.focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(once);
    expect(once.getAttribute('aria-disabled')).toBe('true');
    await heading('A file from Sam');
    expect([screen.queryByRole('dialog'), calls('keep_arrived').length, calls('leave_arrived').length, calls('together').length]).toEqual([null, 1, 0, asked]);
    await expectAccessible();
    resolve();
    await heading('From Sam');
  });

  it.each([
    ['Keep and read', async (user: ReturnType<typeof userEvent.setup>) => user.click(await button('Keep and read'))],
    [
      'Decline unread',
      async (user: ReturnType<typeof userEvent.setup>) => {
        await user.click(await button('Decline unread'));
        await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Decline unread' }));
      },
    ],
  ])('is what %s is about, and not another that took its place unseen', async (_, act) => {
    const { ipc, user } = await show('#/arrived', { arrived: file() });
    await heading('A file from Sam');
    const other = file({ from: ines });
    ipc.state.arrived = other;
    await act(user);
    await heading('A file from Ines');
    expect(await trouble()).toBe('There is no opened file. Open it again.');
    expect([ipc.state.arrived, ipc.state.received.size]).toEqual([other, 0]);
  });

  it('is what Not now lets go of, and not another that took its place unseen', async () => {
    const { ipc, calls, user } = await show('#/arrived', { arrived: file() });
    await heading('A file from Sam');
    const other = file({ from: ines });
    ipc.state.arrived = other;
    await user.click(await button('Not now'));
    await waitFor(() => expect(location.hash).not.toBe('#/arrived'));
    expect([calls('leave_arrived').length, ipc.state.arrived]).toEqual([1, other]);
  });

  it('says so when it is gone meanwhile', async () => {
    const { ipc, user } = await show('#/arrived', { arrived: file() });
    await heading('A file from Sam');
    ipc.state.arrived = null;
    await user.click(await button('Keep and read'));
    await heading('A file that came');
    expect(await trouble()).toBe('There is no opened file. Open it again.');
  });

  it('says so when nothing can be learned of it, and asks again', async () => {
    const { ipc, user } = await show('#/arrived', { arrived: file(), failing: new Map([['together', { code: 'io' }]]) });
    expect(await trouble()).toMatch('could not be read');
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await heading('A file from Sam');
  });

  it('gives way to another that was double-clicked', async () => {
    const { ipc } = await show('#/arrived', { arrived: file() });
    await heading('A file from Sam');
    ipc.state.arrived = file({ from: ines });
    ipc.emit('arrived', null);
    await heading('A file from Ines');
  });

  it('offers a breath before, which opens in place and can be left out', async () => {
    const { user } = await show('#/arrived', { arrived: file() });
    await screen.findByText(/It can be hard to read what somebody wrote to you/);
    await user.click(await button('A longer breath out'));
    expect(screen.getByText('Sit so that nothing pinches.')).toBeTruthy();
    await expectAccessible();
    expect(await button('Keep and read')).toBeTruthy();
    expect(within(main()).getByRole('link', { name: /^People to talk to/ }).getAttribute('href')).toBe('#/support');
  });
});

describe('a wrong file that was double-clicked', () => {
  const wrong = 'The signature does not fit.';

  it('is said on the page where one is, and no longer on the next', async () => {
    const { ipc } = await show('#/together');
    await heading('Together');
    ipc.emit('arrived', { code: 'share_signature' });
    expect(await trouble()).toContain(wrong);
    expect(location.hash).toBe('#/together');
    go('#/settings');
    await heading('Settings');
    expect(troubles()).toEqual([]);
  });

  it('is said anew when it is opened again', async () => {
    const { ipc } = await show('#/together');
    await heading('Together');
    ipc.emit('arrived', { code: 'share_signature' });
    await trouble();
    const said = screen.getAllByRole('alert').find(({ textContent }) => textContent?.includes(wrong));
    ipc.emit('arrived', { code: 'share_signature' });
    await waitFor(() => expect(said?.isConnected).toBe(false));
    expect(await trouble()).toContain(wrong);
  });

  it('is no longer spoken of once another was opened well, on the same page too', async () => {
    const { ipc, user } = await show('#/arrived', { arrived: file(), files: new Map([['one', file()]]) });
    await heading('A file from Sam');
    ipc.emit('arrived', { code: 'share_signature' });
    expect(await trouble()).toContain(wrong);
    ipc.state.arrived = file({ from: ines });
    ipc.emit('arrived', null);
    await heading('A file from Ines');
    expect(troubles()).toEqual([]);

    ipc.state.arrived = null;
    await user.click(await button('Keep and read'));
    await heading('A file that came');
    ipc.emit('arrived', { code: 'share_signature' });
    await waitFor(() => expect(troubles().some((words) => words.includes(wrong))).toBe(true));
    await user.click(await button('Choose a file…'));
    await heading('A file from Sam');
    expect(troubles()).toEqual([]);
  });

  it('is said when the journal was opened by it', async () => {
    location.hash = '';
    render(Journal, { ipc: fakeIpc({ now: () => NOW, opened: { arrived_wrong: 'share_signature' } }) });
    expect(await trouble()).toContain(wrong);
  });

  it('is said when a new journal was made on the way, whose first page is another', async () => {
    history.replaceState(null, '', ' ');
    render(Journal, { ipc: fakeIpc({ now: () => NOW, opened: { created: true, arrived_wrong: 'share_signature' }, person: { point_of_view: 'hurt', about: null, word: '', stage: null, welcomed: false, asked: false } }) });
    expect(await trouble()).toContain(wrong);
    expect(location.hash).toBe('#/welcome');
  });
});

describe('no file that arrived', () => {
  it('is said, with a way to choose one; cancelling says nothing', async () => {
    const { ipc, user } = await show('#/arrived', { files: new Map([['one', file()]]), saving: false });
    await heading('A file that came');
    await expectAccessible();
    await user.click(await button('Choose a file…'));
    await heading('A file that came');
    expect(troubles()).toEqual([]);
    ipc.state.saving = true;
    await user.click(await button('Choose a file…'));
    await heading('A file from Sam');
  });

  it.each([
    ['share_unknown_sender', 'This comes from somebody whose card is not in your list.'],
    ['share_signature', 'The signature does not fit.'],
    ['share_not_for_you', 'This file is not sealed to this journal.'],
  ])('says what was wrong with one (%s)', async (code, words) => {
    const { ipc, user } = await show('#/arrived', { files: new Map([['one', file()]]) });
    await heading('A file that came');
    ipc.state.failing.set('choose_share', { code });
    await user.click(await button('Choose a file…'));
    expect(await trouble()).toContain(words);
    await heading('A file that came');
  });

  it('takes one that is dropped, and only one', async () => {
    const { calls } = await show('#/arrived', { files: new Map([['one', file()]]) });
    await heading('A file that came');
    const dropped = (...names: string[]) => names.map((name) => Object.assign(new File([name], `${name}.mend`), { arrayBuffer: async () => new TextEncoder().encode(name).buffer }));
    const drop = (files: File[]) => fireEvent(document, Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { types: ['Files'], files } }));
    await drop(dropped('one', 'two'));
    expect(await trouble()).toBe('One file at a time, please.');
    expect(calls('open_share')).toEqual([]);
    await drop(dropped('one'));
    await heading('A file from Sam');
  });
});

describe('what came', () => {
  const letter = came('letter', {
    note: 'For a quiet hour.\nNo hurry.',
    entries: [
      text('I was **afraid**.\n\n![the river](picture:p1)', { title: 'What I could not say', day: '2026-11-15', tags: ['home'], feelings: ['tired', 'hopeful'], pictures: [picture('p1')] }),
      text('### A small heading\n\nAnd one more.\n\n# A large one', {}),
    ],
    measures: [{ measure: 'trust', name: '', from: '2026-11-09', to: '2026-11-11', days: [{ day: '2026-11-09', value: 4 }, { day: '2026-11-11', value: 6 }] }],
    row: { unread: true },
  });
  const pictures = new Map([['p1', new Uint8Array([0x89, 1])], ['mine', new Uint8Array([0x89, 1])]]);

  it('reads like a letter: from whom, when, the note, the texts, the pictures, the measures', async () => {
    const { calls, user } = await show('#/received/letter', { received: new Map([letter]), pictures });
    await heading('From Sam');
    const words = main().textContent ?? '';
    for (const one of [longMoment(AT), `words compared on ${plainDay('2026-03-03')}`, 'For a quiet hour.\nNo hurry.', 'home', 'tired', 'hopeful', 'I was afraid.', 'And one more.']) expect(words).toContain(one);
    expect(words.indexOf('For a quiet hour')).toBeLessThan(words.indexOf('I was afraid'));
    await waitFor(() => expect(within(main()).getByRole('img', { name: 'the river' }).getAttribute('src')).toBe('blob:picture'));
    expect(calls('received')).toEqual([{ command: 'received', args: ['letter'] }]);
    await user.click(await button(/Trust.*table/));
    expect(within(screen.getByRole('table')).getAllByRole('row').map(({ textContent }) => textContent?.trim()).at(-1)).toContain('6');
    expect(within(main()).getByRole('link', { name: /^People to talk to/ }).getAttribute('href')).toBe('#/support');
    await expectAccessible();
  });

  it('keeps the headings of the page in order, whatever headings the texts have', async () => {
    await show('#/received/letter', { received: new Map([letter]), pictures });
    await heading('From Sam');
    const levels = within(main()).getAllByRole('heading').map((one) => Number(one.getAttribute('aria-level') ?? one.localName.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, at) => expect(level - (levels[at] ?? 0)).toBeLessThanOrEqual(1));
    expect(outline([3, 1, 3, 6, 2], 2)).toEqual([3, 3, 4, 5, 4]);
    expect(outline([1, 2, 3, 4, 5, 6], 3)).toEqual([4, 5, 6, 6, 6, 6]);
  });

  it('lets one look at a picture closely, and gives the focus back', async () => {
    const { calls, user } = await show('#/received/letter', { received: new Map([letter]), pictures });
    const opener = await button('Look at it closely: the river');
    await user.click(opener);
    const dialog = await screen.findByRole('dialog', { name: 'Picture' });
    await waitFor(() => expect(within(dialog).getByRole('img', { name: 'the river' })).toBeTruthy());
    expect(calls('picture').at(-1)?.args).toEqual(['p1', false]);
    expect(within(dialog).queryByRole('textbox')).toBeNull();
    await expectAccessible();
    within(dialog).getByRole('button', { name: 'Close' }).focus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(opener);
  });

  it('says which picture is missing', async () => {
    const { user } = await show('#/received/letter', { received: new Map([letter]), failing: new Map([['picture', { code: 'no_such_picture' }]]) });
    expect(await screen.findByText('This picture is not in the journal any more.')).toBeTruthy();
    expect(user).toBeTruthy();
  });

  it('shows an answer in its three parts, those that have words, and what it answers', async () => {
    const went: SharedRow = { id: 'went', partner: 'sam', called: 'Sam', at: '2026-11-09T17:05:00+01:00', kind: 'share', note: '', entries: [{ id: 'mine', title: 'The river', day: '2026-11-08' }], gone: 0, measure: null, about: null };
    const reply = came('reply', { reply: { heard: 'That the waiting was hard.', ask: ' ', thanks: 'For writing\nit down.' }, row: { kind: 'reply', about: 'went' } });
    await show('#/received/reply', { received: new Map([reply]), shared: new Map([['went', went]]), entries: new Map([['mine', entryOf({ id: 'mine', written_at: AT })]]) });
    await heading('An answer from Sam');
    expect(within(screen.getByRole('region', { name: 'What they heard' })).getByText('That the waiting was hard.')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Their thanks' }).textContent).toContain('For writing\nit down.');
    expect(screen.queryByRole('region', { name: 'What they would like to ask' })).toBeNull();
    expect(screen.getByText(`It answers what you shared on ${plainDay('2026-11-09')}.`)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'The river' }).getAttribute('href')).toBe('#/entry/mine');
    await expectAccessible();
  });

  it('says that it was declined, and holds nothing else', async () => {
    await show('#/received/no', { received: new Map([came('no', { row: { declined: true } })]) });
    await heading('From Sam');
    expect(screen.getByText(`You declined this unread on ${plainDay('2026-11-20')}. Nothing of what it says is here, and they were not told.`)).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Your answer' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Write about this in my journal' })).toBeNull();
    await expectAccessible();
  });

  it('says so when it cannot be read, and asks again', async () => {
    const { ipc, user } = await show('#/received/letter', { received: new Map([letter]), pictures, failing: new Map([['received', { code: 'io' }]]) });
    expect(await trouble()).toMatch('could not be read');
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await heading('From Sam');
  });

  it('can be written about in the own journal', async () => {
    const { user } = await show('#/received/letter', { received: new Map([letter]), pictures });
    await user.click(await button('Write about this in my journal'));
    await waitFor(() => expect(location.hash).toBe('#/new'));
  });

  it('leads to an entry that can itself be shared, once it is stored', async () => {
    const { ipc, user } = await show('#/received/letter', { received: new Map([letter]), pictures, entries: new Map() });
    await user.click(await button('Write about this in my journal'));
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await user.click(await button('More'));
    expect(screen.queryByRole('button', { name: 'Share this entry…' })).toBeNull();
    await user.type(title, 'What I read');
    await waitFor(() => expect(location.hash).toMatch(/^#\/entry\//), SOON);
    await user.click(await button('More'));
    await user.click(await button('Share this entry…'));
    await heading('Share something');
    await waitFor(() => expect([...ipc.state.entries.values()].map(({ title }) => title)).toEqual(['What I read']));
    expect(await screen.findByText('What I read')).toBeTruthy();
  });

  it('can be moved to the trash and brought back; a failure leaves it', async () => {
    const { ipc, user } = await show('#/received/letter', { received: new Map([letter]), pictures });
    ipc.state.failing.set('trash_entries', { code: 'disk_full' });
    await user.click(await button('Move to trash'));
    expect(await trouble()).toMatch('The disk is full');
    await heading('From Sam');
    ipc.state.failing.clear();
    await user.click(await button('Move to trash'));
    await heading('Together');
    expect(ipc.state.trashed.has('letter')).toBe(true);
    await user.click(await button('Undo'));
    await waitFor(() => expect(ipc.state.trashed.has('letter')).toBe(false));
  });
});

describe('what somebody else wrote is words, and does nothing', () => {
  const HOSTILE = [
    '<img src="https://evil.example/a.png" onerror="alert(1)">',
    'Inline <b onclick="alert(1)">html</b> and <script>alert(2)</script>.',
    '[a bank](https://evil.example/login) [run](javascript:alert(3)) [file](file:///etc/passwd) <https://evil.example/auto> [data](data:text/html,hi)',
    '![remote](https://evil.example/b.png) ![mine](picture:mine) ![odd](javascript:alert(4)) ![theirs](picture:p1)',
    '```btn primary\ncode\n```',
    'start \u202etxet derorrim\u202d end',
    '<style>body { display: none }</style>',
    '<svg onload="alert(5)"><a href="javascript:alert(6)">x</a></svg>',
    '<form action="https://evil.example"><input name="passphrase"></form>',
    '- [x] done',
  ].join('\n\n');
  const opened = (body: string, some: Came = {}) =>
    show('#/received/it', {
      received: new Map([came('it', { entries: [text(body, { title: 'Title <b>x</b>', tags: ['<i>tag</i>'], pictures: [picture('p1')] })], note: 'Note <script>x</script> [l](javascript:1)', ...some })]),
      pictures: new Map([['p1', new Uint8Array([0x89])], ['mine', new Uint8Array([0x89])]]),
    });

  it('loads nothing from elsewhere, leads nowhere and runs nothing', async () => {
    const { calls } = await opened(HOSTILE);
    await heading('From Sam');
    const letter = within(screen.getByRole('region', { name: 'What they shared' }));
    await waitFor(() => expect(letter.getByRole('img', { name: 'theirs' }).getAttribute('src')).toBe('blob:picture'));
    const all = [...main().querySelectorAll('*')];
    expect(all.flatMap((one) => [...one.attributes]).filter(({ name }) => name.startsWith('on'))).toEqual([]);
    expect(all.flatMap((one) => [...one.attributes]).filter(({ value }) => /evil\.example|javascript:|file:|data:/.test(value))).toEqual([]);
    expect(main().querySelectorAll('script, style, iframe, object, embed, form[action], link, video, audio, b[onclick], i')).toHaveLength(0);
    expect([...main().querySelectorAll('img')].map(({ src }) => src)).toEqual(['blob:picture']);
    expect([...main().querySelectorAll('a')].every(({ hash, href }) => hash !== '' && href.startsWith(location.href.split('#')[0]!))).toBe(true);
    // Only the picture that came with it is asked for, never one of the own journal.
    expect(calls('picture').map(({ args }) => args[0])).toEqual(['p1']);
    expect(main().querySelectorAll('[class~="btn"]').length).toBe(main().querySelectorAll('button[class~="btn"], a[class~="btn"]').length);
    expect(letter.getByRole<HTMLInputElement>('checkbox').disabled).toBe(true);
    await expectAccessible();
  });

  it('is all there to be read, as words', async () => {
    await opened(HOSTILE);
    await heading('From Sam');
    const words = main().textContent ?? '';
    for (const one of ['Title <b>x</b>', '<i>tag</i>', 'Note <script>x</script> [l](javascript:1)', 'a bank (https://evil.example/login)', 'run (javascript:alert(3))', '<script>alert(2)</script>', '![remote](https://evil.example/b.png)', 'onerror="alert(1)"']) {
      expect(words).toContain(one);
    }
    // Turned round by nothing: the letters stand as they were written.
    expect(words).not.toMatch(/[\u202d\u202e]/);
    expect(words).toContain('start txet derorrim end');
  });

  it('shows an address once where it is its own words, and cuts one that goes on for ever', async () => {
    await opened(`<https://a.example/>\n\n[words](https://a.example/${'x'.repeat(5000)})`);
    await heading('From Sam');
    const words = main().textContent ?? '';
    expect(words.match(/https:\/\/a\.example\//g)).toHaveLength(2);
    expect(words).not.toContain('x'.repeat(200));
  });

  it('is the same for the three parts of an answer', async () => {
    await opened('', { entries: [], note: '', reply: { heard: '<img src=x onerror=alert(1)>', ask: '[a](javascript:alert(1))', thanks: '\u202eabc' }, row: { kind: 'reply' } });
    await heading('An answer from Sam');
    expect(main().textContent).toContain('<img src=x onerror=alert(1)>');
    expect(main().textContent).toContain('[a](javascript:alert(1))');
    expect(main().querySelectorAll('img')).toHaveLength(0);
    expect(main().textContent).not.toContain('\u202e');
  });

  it.each([
    ['a thousand quotes in each other', `${'> '.repeat(1000)}deep`],
    ['a thousand lists in each other', `${'- '.repeat(1000)}deep`],
    ['lists further and further in', Array.from({ length: 400 }, (_, at) => `${'  '.repeat(at)}- deep`).join('\n')],
    ['thousands of open signs', `${'*a_'.repeat(3000)}deep`],
    ['thousands of open brackets', `${'['.repeat(5000)}deep`],
    ['very many lines', `${'# a\n'.repeat(6000)}deep`],
    ['a million letters', `${'long '.repeat(200_000)}deep`],
  ])('does not keep anybody waiting: %s', async (_, body) => {
    const { calls } = await opened(body);
    await heading('From Sam');
    expect(main().textContent).toContain('deep');
    expect(main().querySelectorAll('blockquote, li li li li li li li li li li')).toHaveLength(0);
    // A picture that came is shown all the same.
    await waitFor(() => expect(calls('picture').map(({ args }) => args[0])).toEqual(['p1']));
  });

  it('draws what people write', () => {
    const paragraph = 'We walked to the *river*, the long way. See [this](https://a.example), and `that`.\n';
    expect(isCostly(`# Sunday\n\n${paragraph.repeat(60)}\n---\n\n${'- one thing\n  - and another\n    1. more\n'.repeat(60)}\n> > twice\n\n- - - - - -\n\n${'*****'.repeat(4)}`)).toBe(false);
  });

  it('draws a long letter as far as that is quick, and shows the rest as it was typed', async () => {
    const entries = Array.from({ length: 5 }, (_, at) => text(`${'So many words. '.repeat(6000)}\n\n**end ${at}**`));
    await show('#/received/it', { received: new Map([came('it', { entries })]) });
    await heading('From Sam');
    expect([...main().querySelectorAll('strong')].map(({ textContent }) => textContent)).toEqual(['end 0', 'end 1', 'end 2']);
    expect(main().textContent).toContain('**end 4**');
  });
});

describe('an answer', () => {
  const received = () => new Map([came('letter', { entries: [text('I was afraid.')] })]);
  const write = async (user: ReturnType<typeof userEvent.setup>) => user.click(await button('Write an answer'));
  const draft = (ipc: Fake) => ipc.state.received.get('letter')?.draft;
  const alarm = () => screen.queryByText('Your last words are not saved yet.')?.closest('[role="alert"]');
  const elsewhere = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await heading('Settings');
  };

  it('is never asked for: the page says that nothing has to be answered', async () => {
    await show('#/received/letter', { received: received() });
    expect(await screen.findByText('You don’t have to answer, and they aren’t told whether you read this.')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('has three parts, of which one is enough; made, it is said when', async () => {
    const { ipc, calls, user } = await show('#/received/letter', { received: received() });
    await write(user);
    expect(document.activeElement).toBe(await field('What I heard'));
    await field('What I’d like to ask');
    await expectAccessible();
    expect((await button('Make the file')).disabled).toBe(true);
    await user.type(await field('Thank you'), 'For telling me.');
    await user.click(await button('Make the file'));
    expect(await screen.findByText(`You made an answer on ${plainDay('2026-11-22')}.`)).toBeTruthy();
    expect(calls('send_reply').map(({ args }) => args)).toEqual([['letter', { heard: '', ask: '', thanks: 'For telling me.' }]]);
    expect(screen.getByText(/^The file is made\./)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(document.activeElement).toBe(await button('Write another'));
    expect(ipc.state.received.get('letter')?.row.answered).toBeTruthy();
    await expectAccessible();
  });

  it('stays as it is when the dialog was cancelled, and nothing is said', async () => {
    const { ipc, user } = await show('#/received/letter', { received: received(), saving: false });
    await write(user);
    await user.type(await field('What I heard'), 'You waited.');
    await user.click(await button('Make the file'));
    await waitFor(() => expect(ipc.state.calls.at(-1)?.command).toBe('send_reply'));
    expect((await field('What I heard')).value).toBe('You waited.');
    expect([troubles(), screen.queryByText(/The file is made/)]).toEqual([[], null]);
  });

  it('keeps its words when it could not be made, and says why', async () => {
    const { ipc, user } = await show('#/received/letter', { received: received() });
    await write(user);
    await user.type(await field('What I heard'), 'You waited.');
    ipc.state.failing.set('send_reply', { code: 'disk_full' });
    await user.click(await button('Make the file'));
    expect(await trouble()).toMatch('The disk is full');
    expect((await field('What I heard')).value).toBe('You waited.');
    await expectAccessible();
    ipc.state.failing.clear();
    await user.click(await button('Make the file'));
    await button('Write another');
  });

  it('cannot be changed while its file is being made', async () => {
    let resolve = () => {};
    const hanging = new Map([['send_reply', new Promise<void>((done) => (resolve = done))]]);
    const { calls, user } = await show('#/received/letter', { received: received(), hanging });
    await write(user);
    await user.type(await field('What I heard'), 'You waited.');
    await user.click(await button('Make the file'));
    await user.type(await field('What I heard'), ' More.');
    await user.click(await button('Make the file'));
    resolve();
    await button('Write another');
    expect(calls('send_reply').map(({ args }) => args[1])).toEqual([{ heard: 'You waited.', ask: '', thanks: '' }]);
  });

  it('takes the last words along, and leaves nothing of them when its file was made', async () => {
    const { ipc, calls, user } = await show('#/received/letter', { received: received() });
    await write(user);
    await user.type(await field('What I heard'), 'You waited.');
    // At once, before it could keep itself.
    await user.click(await button('Make the file'));
    await button('Write another');
    expect(calls('send_reply').map(({ args }) => args[1])).toEqual([answer({ heard: 'You waited.' })]);
    const saves = calls('save_reply').length;
    await elsewhere(user);
    go('#/received/letter');
    await button('Write another');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect([draft(ipc), calls('save_reply').length]).toEqual([null, saves]);
    await user.click(await button('Write another'));
    expect((await field('What I heard')).value).toBe('');
  });

  it('goes on keeping itself when its file could not be made', async () => {
    const { ipc, user } = await show('#/received/letter', { received: received(), failing: new Map([['send_reply', { code: 'disk_full' }]]) });
    await write(user);
    await user.type(await field('What I heard'), 'You waited.');
    await user.click(await button('Make the file'));
    await trouble();
    await user.type(await field('What I heard'), ' Long.');
    await waitFor(() => expect(draft(ipc)).toEqual(answer({ heard: 'You waited. Long.' })), SOON);
  });

  it('is not made before the last words could be kept', async () => {
    const { ipc, calls, user } = await show('#/received/letter', { received: received(), failing: new Map([['save_reply', { code: 'disk_full' }]]) });
    await write(user);
    await user.type(await field('What I heard'), 'You waited.');
    await user.click(await button('Make the file'));
    await waitFor(() => expect(alarm()).toBeTruthy());
    expect(calls('send_reply')).toEqual([]);
    ipc.state.failing.clear();
    await user.click(await button('Make the file'));
    await button('Write another');
    expect(alarm()).toBeFalsy();
  });

  it('keeps itself while one types, within two seconds', async () => {
    const { ipc, calls, user } = await show('#/received/letter', { received: received() });
    await write(user);
    expect(screen.queryByText(/^Sav/)).toBeNull();
    await user.type(await field('Thank you'), 'For telling me.');
    await waitFor(() => expect(draft(ipc)).toEqual(answer({ thanks: 'For telling me.' })), SOON);
    expect(await screen.findByText(/^Saved/)).toBeTruthy();
    expect(screen.getByText(/^What you write is kept in this journal and waits here\./)).toBeTruthy();
    expect(calls('send_reply')).toEqual([]);
    await expectAccessible();
  });

  it('leaves nothing behind when nothing was written, or all of it was taken out again', async () => {
    const { ipc, calls, user } = await show('#/received/letter', { received: received() });
    await write(user);
    await elsewhere(user);
    expect(calls('save_reply')).toEqual([]);
    go('#/received/letter');
    await write(user);
    await user.type(await field('What I heard'), 'You');
    await waitFor(() => expect(draft(ipc)).toEqual(answer({ heard: 'You' })), SOON);
    await user.clear(await field('What I heard'));
    await user.type(await field('What I heard'), ' ');
    await elsewhere(user);
    await waitFor(() => expect(draft(ipc)).toBeNull());
  });

  it('is there again when one comes back, however quickly one left', async () => {
    const { ipc, user } = await show('#/received/letter', { received: received() });
    await write(user);
    await user.type(await field('What I’d like to ask'), 'What helped?');
    await user.click(await button('Not now'));
    expect(document.activeElement).toBe(await button('Go on with your answer'));
    await elsewhere(user);
    expect(draft(ipc)).toEqual(answer({ ask: 'What helped?' }));
    go('#/received/letter');
    expect((await field('What I’d like to ask')).value).toBe('What helped?');
    await user.type(await field('What I’d like to ask'), ' And what not?');
    // A page that asks for nothing, before it could keep itself.
    go('#/support');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Your answer' })).toBeNull());
    await waitFor(() => expect(draft(ipc)).toEqual(answer({ ask: 'What helped? And what not?' })), { timeout: 400 });
    go('#/received/letter');
    expect((await field('What I’d like to ask')).value).toBe('What helped? And what not?');
  });

  it('is there again when the journal is opened anew', async () => {
    const { ipc, page, user } = await show('#/received/letter', { received: received() });
    await write(user);
    await user.type(await field('What I heard'), 'You waited.');
    await user.click(await button('Lock'));
    await waitFor(() => expect(ipc.state.calls.at(-1)?.command).toBe('lock'));
    page.unmount();
    await show('#/received/letter', { received: ipc.state.received });
    expect((await field('What I heard')).value).toBe('You waited.');
  });

  it('is stored before the journal is locked, and nobody is asked', async () => {
    const { ipc, calls, user } = await show('#/received/letter', { received: received() });
    await write(user);
    await user.type(await field('What I heard'), 'You');
    await user.click(await button('Lock'));
    await waitFor(() => expect(calls('lock')).toHaveLength(1));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(draft(ipc)).toEqual(answer({ heard: 'You' }));
  });

  it('says on every page when it could not be kept, and loses no word', async () => {
    const { ipc, calls, user } = await show('#/received/letter', { received: received(), failing: new Map([['save_reply', { code: 'disk_full' }]]) });
    await write(user);
    await user.type(await field('What I heard'), 'You waited.');
    await waitFor(() => expect(alarm()?.textContent).toContain('The disk is full'), SOON);
    expect(screen.getByText('Not saved')).toBeTruthy();
    await expectAccessible();
    await user.type(await field('Thank you'), 'For it.');
    await user.click(await button('Lock'));
    await user.click(await button('Stay'));
    expect(calls('lock')).toEqual([]);
    await elsewhere(user);
    await user.click(await button('Copy the text'));
    await screen.findByText('Copied');
    expect(await navigator.clipboard.readText()).toBe('You waited.\n\nFor it.');
    go('#/received/letter');
    expect((await field('What I heard')).value).toBe('You waited.');
    ipc.state.failing.clear();
    await user.click(await button('Try now'));
    await waitFor(() => expect(draft(ipc)).toEqual(answer({ heard: 'You waited.', thanks: 'For it.' })));
    await waitFor(() => expect(alarm()).toBeFalsy());
  });

  it('lets one go on where one wrote once it could be kept, or on the page where one is', async () => {
    const { ipc, user } = await show('#/received/letter', { received: received(), failing: new Map([['save_reply', { code: 'disk_full' }]]) });
    await write(user);
    await user.type(await field('Thank you'), 'For it.');
    await waitFor(() => expect(alarm()).toBeTruthy(), SOON);
    await user.click(await button('Try now'));
    // Not yet: nothing moves under the hands.
    await waitFor(() => expect(ipc.state.calls.filter(({ command }) => command === 'save_reply').length).toBeGreaterThan(1));
    expect(document.activeElement).toBe(await button('Try now'));
    ipc.state.failing.clear();
    await user.click(await button('Try now'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Thank you' })));
    expect(alarm()).toBeFalsy();

    ipc.state.failing.set('save_reply', { code: 'disk_full' });
    await user.type(await field('Thank you'), ' Again.');
    await waitFor(() => expect(alarm()).toBeTruthy(), SOON);
    await elsewhere(user);
    ipc.state.failing.clear();
    await user.click(await button('Try now'));
    await waitFor(() => expect(document.activeElement).toBe(main()));
  });

  it('can be thrown away, after one was asked', async () => {
    const { ipc, calls, user } = await show('#/received/letter', { received: received() });
    await write(user);
    await user.type(await field('What I heard'), 'You');
    await waitFor(() => expect(draft(ipc)).toEqual(answer({ heard: 'You' })), SOON);
    await user.click(await button('Throw away'));
    await screen.findByRole('dialog', { name: 'Throw these words away?' });
    await expectAccessible();
    await user.click(await button('Keep them'));
    expect((await field('What I heard')).value).toBe('You');
    await user.type(await field('What I heard'), ' waited');
    await user.click(await button('Throw away'));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Throw away' }));
    expect(document.activeElement).toBe(await button('Write an answer'));
    expect([draft(ipc), calls('save_reply').at(-1)?.args]).toEqual([null, ['letter', answer({})]]);
    await elsewhere(user);
    go('#/received/letter');
    await button('Write an answer');
    expect(draft(ipc)).toBeNull();
  });

  it('is here as before when it could not be thrown away', async () => {
    const { ipc, user } = await show('#/received/letter', { received: new Map([came('letter', { note: 'Hi.', draft: answer({ heard: 'You waited.' }) })]) });
    ipc.state.failing.set('save_reply', { code: 'disk_full' });
    await user.click(await button('Throw away'));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Throw away' }));
    expect(await trouble()).toMatch('The disk is full');
    expect((await field('What I heard')).value).toBe('You waited.');
    expect(draft(ipc)).toEqual(answer({ heard: 'You waited.' }));
    await expectAccessible();
    ipc.state.failing.clear();
    await user.click(await button('Throw away'));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Throw away' }));
    await button('Write an answer');
    expect(draft(ipc)).toBeNull();
  });

  it('goes to the trash with what it answers, and comes back with it', async () => {
    const { ipc, user } = await show('#/received/letter', { received: received() });
    await write(user);
    await user.type(await field('What I heard'), 'You');
    await user.click(await button('Move to trash'));
    await heading('Together');
    expect(ipc.state.trashed.has('letter')).toBe(true);
    await user.click(await button('Undo'));
    await waitFor(() => expect(ipc.state.trashed.has('letter')).toBe(false));
    go('#/received/letter');
    expect((await field('What I heard')).value).toBe('You');
  });

  it('keeps what it answers out of the trash while its last words cannot be kept', async () => {
    const { ipc, calls, user } = await show('#/received/letter', { received: received(), failing: new Map([['save_reply', { code: 'disk_full' }]]) });
    await write(user);
    await user.type(await field('What I heard'), 'You');
    await user.click(await button('Move to trash'));
    await waitFor(() => expect(alarm()).toBeTruthy());
    expect(calls('trash_entries')).toEqual([]);
    expect((await field('What I heard')).value).toBe('You');
    ipc.state.failing.clear();
    await user.click(await button('Move to trash'));
    await heading('Together');
    expect(draft(ipc)).toEqual(answer({ heard: 'You' }));
  });

  it('says before it is made that words were not compared', async () => {
    const { user } = await show('#/received/letter', { received: new Map([came('letter', { row: { from: ines }, note: 'Hi.' })]) });
    await write(user);
    expect(screen.getByText('You haven’t compared words with Ines yet. Whoever holds the card you have could read your answer.')).toBeTruthy();
  });

  it.each([
    ['they are no longer in the list', { partners: new Map(), received: new Map([came('letter', { row: { from: { ...sam, partner: null } }, note: 'Hi.' })]) }, 'Sam is no longer in your list, so no answer can be sealed to them.', null],
    ['one decided not to share more with them', { partners: new Map([partner('sam', 'Sam', { stopped: AT })]) }, 'You decided not to share more with Sam.', ['Their page', '#/partner/sam']],
    ['there is no own card', { card: null }, 'An answer is signed with a card of your own, and you have none yet.', ['Make my card', '#/card']],
  ] as const)('cannot be made when %s, and that is said', async (_, state, words, way) => {
    await show('#/received/letter', { received: received(), ...state });
    await heading('From Sam');
    expect(within(screen.getByRole('region', { name: 'Your answer' })).getByText(words, { exact: false })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Write an answer' })).toBeNull();
    if (way) expect(screen.getByRole('link', { name: way[0] }).getAttribute('href')).toBe(way[1]);
    await expectAccessible();
  });

  it('is not hidden from whoever began it when it can be made no more', async () => {
    const { ipc, user } = await show('#/received/letter', { received: received() });
    await write(user);
    await user.type(await field('What I heard'), 'You waited.');
    go('#/settings');
    await heading('Settings');
    const [, stopped] = partner('sam', 'Sam', { stopped: AT });
    ipc.state.partners.set('sam', stopped);
    go('#/received/letter');
    expect((await field('What I heard')).value).toBe('You waited.');
    expect(screen.getByText(/You decided not to share more with Sam/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Make the file' })).toBeNull();
  });
});
