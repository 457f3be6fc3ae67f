import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Partner } from '$lib/bindings/Partner';
import type { Prompt } from '$lib/bindings/Prompt';
import type { Question } from '$lib/bindings/Question';
import { fakeIpc, type Fake, type FakeState } from '$lib/ipc.fake';
import { CARD } from '$lib/ipc.fake.together';
import { expectAccessible } from '../../test/axe';
import Journal from './Journal.svelte';
import { plainDay } from './reading/calendar';

const NOW = new Date('2026-11-22T09:00:00');
const SOON = { timeout: 3000 };
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

const COMPARED = '2026-03-03T10:00:00+01:00';
const AT = '2026-11-20T20:15:00+01:00';
const sam = { partner: 'sam', called: 'Sam', compared: COMPARED };
const partner = (id: string, called: string, some: Partial<Partner> = {}): [string, Partner & { line: string }] => [
  id, { id, called, name: called, added: COMPARED, compared: COMPARED, changed: null, stopped: null, line: `${CARD}${id}.`, ...some },
];
const SAM = partner('sam', 'Sam');
const INES = partner('ines', 'Ines', { compared: null });
const TOM = partner('tom', 'Tom', { stopped: AT });
const card = { name: 'Robin', line: `${CARD}mine.`, qr_side: 21, qr_path: 'M0 0h7v7h-7z' };
const question = (state: Question['state'], some: Partial<Question> = {}): Question => ({
  id: 'q', with: sam, mine: ['draft', 'sent', 'reveal'].includes(state), text: 'What helped?', my_answer: 'The walk.', their_answer: null, state, at: AT, begun: AT, ...some,
});

async function show(hash: string, state: Partial<FakeState> = {}, change: (ipc: Fake) => void = () => {}) {
  // A page's time is measured, so only the day is set.
  location.hash = hash;
  const ipc = fakeIpc({ now: () => NOW, card, partners: new Map([SAM]), ...state });
  change(ipc);
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  const user = userEvent.setup();
  await user.click(await button('Go on'));
  const only = (): Question | undefined => {
    expect(ipc.state.questions.size).toBeLessThan(2);
    return [...ipc.state.questions.values()][0];
  };
  return { ipc, calls, page, user, only };
}
const at = (state: Question['state'], some: Partial<Question> = {}, more: Partial<FakeState> = {}) => show('#/question/q', { questions: new Map([['q', question(state, some)]]), ...more });

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });
const heading = (name = 'A question for both of you') => screen.findByRole('heading', { level: 1, name });
const field = (name: string) => screen.findByRole<HTMLTextAreaElement>('textbox', { name });
const whom = (name: RegExp) => screen.findByRole<HTMLInputElement>('radio', { name });
const part = async (name: string) => (await screen.findByRole('region', { name })).textContent ?? '';
const main = () => screen.getByRole('main');
const troubles = () => screen.queryAllByRole('alert').map(({ textContent }) => textContent?.trim() ?? '').filter(Boolean);
const trouble = () => waitFor(() => (expect(troubles()).toHaveLength(1), troubles()[0]));
const go = (hash: string) => void (location.hash = hash);
const FIX = 'Make my answer final, and make the file';

describe('a new question', () => {
  it('says in three lines how it works, and for whom it is', async () => {
    await show('#/ask');
    await heading();
    const lines = within(await screen.findByRole('region', { name: 'How it works' })).getAllByRole('listitem');
    expect(lines).toHaveLength(3);
    expect(lines[0]?.textContent).toContain('nobody can read your answer from it, and you can’t change it afterwards');
    expect(main().textContent).toContain(`With Sam · words compared on ${plainDay('2026-03-03')}`);
    expect(screen.queryByRole('radio')).toBeNull();
    expect(within(main()).getByRole('link', { name: /^People to talk to/ }).getAttribute('href')).toBe('#/support');
    await expectAccessible();
  });

  it('keeps nothing when only a person was chosen', async () => {
    const { calls, user } = await show('#/ask', { partners: new Map([SAM, INES]) });
    await user.click(await whom(/^Ines/));
    expect(main().querySelector<HTMLElement>('[role=status][data-state]')?.dataset.state ?? 'blank').toBe('blank');
    await user.type(await field('The question'), 'What helped?');
    await waitFor(() => expect(calls('save_question').at(-1)?.args).toMatchObject([{ partner: 'ines', text: 'What helped?' }]), SOON);
  });

  it('keeps itself while one types, within two seconds, and gets an address of its own', async () => {
    const { only, calls, user } = await show('#/ask/sam');
    await user.type(await field('The question'), 'What helped?');
    await waitFor(() => expect(only()?.text).toBe('What helped?'), SOON);
    await waitFor(() => expect(location.hash).toBe(`#/question/${only()?.id}`));
    await user.type(await field('Your answer'), 'The walk.');
    await waitFor(() => expect(only()?.my_answer).toBe('The walk.'), SOON);
    expect(await screen.findByText(/^Saved/)).toBeTruthy();
    expect(only()).toMatchObject({ with: sam, mine: true, state: 'draft' });
    expect(calls('send_question')).toEqual([]);
  });

  it('leaves nothing behind when nothing was written', async () => {
    const { ipc, user } = await show('#/ask/sam');
    await field('The question');
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await heading('Settings');
    expect([ipc.state.questions.size, ipc.state.calls.some(({ command }) => command === 'save_question')]).toEqual([0, false]);
  });

  it('is stored when one leaves at once, and is on the list and found again', async () => {
    const { only, user } = await show('#/ask/sam');
    await user.type(await field('The question'), 'What helped?');
    await user.click(screen.getByRole('link', { name: 'Together' }));
    await heading('Together');
    expect(only()?.text).toBe('What helped?');
    await user.click(await screen.findByRole('link', { name: 'What helped?' }));
    expect((await field('The question')).value).toBe('What helped?');
  });

  it('asks first with whom, where there are several; whom one shares no more with is not offered', async () => {
    const { ipc, only, user } = await show('#/ask', { partners: new Map([SAM, INES, TOM]) });
    await whom(/^Sam/);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('radio', { name: /^Tom/ })).toBeNull();
    expect(main().textContent).toContain('Not offered, because you decided not to share more with them: Tom');
    await expectAccessible();
    await user.click(await whom(/^Ines/));
    expect(main().textContent).toContain('You haven’t compared words with Ines yet, so the card you have could be somebody else’s.');
    expect(screen.getByRole('link', { name: 'Compare words' }).getAttribute('href')).toBe('#/partner/ines');
    await user.type(await field('The question'), 'What helped?');
    await waitFor(() => expect(only()?.with.called).toBe('Ines'), SOON);
    await user.click(await whom(/^Sam/));
    await waitFor(() => expect(only()?.with.called).toBe('Sam'), SOON);
    expect(ipc.state.questions.size).toBe(1);
  });

  it('begins with whom it was asked for', async () => {
    await show('#/ask/ines', { partners: new Map([SAM, INES]) });
    expect((await whom(/^Ines/)).checked).toBe(true);
    await field('The question');
  });

  it('chooses nobody else in the place of somebody one shares no more with', async () => {
    await show('#/ask/tom', { partners: new Map([SAM, TOM]) });
    expect((await whom(/^Sam/)).checked).toBe(false);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('says so when there is nobody yet, and where to add somebody', async () => {
    await show('#/ask', { partners: new Map() });
    expect(await screen.findByText(/There is nobody here to ask yet/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Add a person' }).getAttribute('href')).toBe('#/addpartner');
    await expectAccessible();
  });

  it('says so when there is nobody one goes on sharing with', async () => {
    await show('#/ask', { partners: new Map([TOM]) });
    expect(await screen.findByText('There is nobody here with whom you go on sharing.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Tom' }).getAttribute('href')).toBe('#/partner/tom');
  });

  it('can be taken from the library', async () => {
    const some = (id: string, text: string, more: Partial<Prompt> = {}): Prompt => ({ id, text, why: '', practices: [], article: null, section: '', audience: 'together', depth: 'light', stage: 'any', theme: 'talking', own: false, ...more });
    const ownPrompts = [some('a', 'What would you like to remember from this month?'), some('b', 'What is forgiving to you?', { theme: 'forgiveness' }), some('c', 'Put away.'), some('d', 'For me alone.', { audience: 'either' })];
    const { only, user } = await show('#/ask/sam', { ownPrompts, hidden: ['c'] });
    await user.type(await field('The question'), 'Mine.');
    await user.click(await button('Take one from the library'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Questions for two' }));
    await waitFor(() => expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['What would you like to remember from this month?', 'What is something small you might both enjoy for an hour?']));
    expect(dialog.getByText('The one you take comes in the place of what you wrote as the question.')).toBeTruthy();
    await expectAccessible();
    const search = dialog.getByRole('searchbox', { name: 'Search these questions' });
    expect(document.activeElement).toBe(search);
    await user.type(search, 'enjoy');
    expect(dialog.getAllByRole('listitem')).toHaveLength(1);
    await user.type(search, 'xyz');
    expect(dialog.getByText('None of them has these words.')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect((await field('The question')).value).toBe('Mine.');
    await user.click(await button('Take one from the library'));
    await user.click(await button('What is something small you might both enjoy for an hour?'));
    expect(screen.queryByRole('dialog')).toBeNull();
    const now = await field('The question');
    expect([now.value, document.activeElement]).toEqual(['What is something small you might both enjoy for an hour?', now]);
    await waitFor(() => expect(only()?.text).toBe(now.value), SOON);
  });

  it('says so when the library cannot be read', async () => {
    const { ipc, user } = await show('#/ask/sam');
    ipc.state.failing.set('library', { code: 'io' });
    await user.click(await button('Take one from the library'));
    expect(await trouble()).toMatch('could not be read');
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await button('What is something small you might both enjoy for an hour?');
  });

  it('says on every page when it could not be kept, and loses no word', async () => {
    const { ipc, only, user } = await show('#/ask/sam');
    ipc.state.failing.set('save_question', { code: 'disk_full' });
    await user.type(await field('The question'), 'What helped?');
    const alarm = () => screen.queryByText('Your last words are not saved yet.')?.closest('[role="alert"]');
    await waitFor(() => expect(alarm()?.textContent).toContain('The disk is full'), SOON);
    expect(screen.getByText('Not saved')).toBeTruthy();
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Lock' }));
    await user.click(await button('Stay'));
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await heading('Settings');
    await user.click(await button('Copy the text'));
    await screen.findByText('Copied');
    expect(await navigator.clipboard.readText()).toBe('What helped?');
    go('#/ask/sam');
    expect((await field('The question')).value).toBe('What helped?');
    ipc.state.failing.clear();
    await user.click(await button('Try now'));
    await waitFor(() => expect(only()?.text).toBe('What helped?'));
    expect(alarm()).toBeFalsy();
  });

  it('says so when it cannot begin, and tries again', async () => {
    const { ipc, user } = await show('#/ask/sam', { failing: new Map([['together', { code: 'io' }]]) });
    expect(await trouble()).toMatch('could not be read');
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await field('The question');
  });
});

describe('fixing', () => {
  it('needs a question and an answer, says what it means, and stores the last words first', async () => {
    const { only, calls, user } = await show('#/ask/sam');
    await user.type(await field('The question'), 'What helped?');
    expect((await button(FIX)).disabled).toBe(true);
    expect(screen.getByText('It needs a question and your answer.')).toBeTruthy();
    expect(main().textContent).toContain('From then on neither the question nor your answer can be changed. What you hand over cannot be called back, and they can show it to others.');
    expect(main().textContent).toContain('Whoever comes across the file sees that it is there and roughly how large it is.');
    await user.type(await field('Your answer'), 'The walk.');
    await expectAccessible();
    await user.click(await button(FIX));
    expect(await screen.findByText('Your answer is final. Theirs is not here.')).toBeTruthy();
    expect(await screen.findByText('The file is made. You hand it over yourself: the file you just saved, not your journal.')).toBeTruthy();
    expect(only()).toMatchObject({ state: 'sent', text: 'What helped?', my_answer: 'The walk.' });
    expect(location.hash).toBe(`#/question/${only()?.id}`);
    expect(document.activeElement).toBe(await heading());
    // Nothing is written into it any more.
    const saves = calls('save_question').length;
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await heading('Settings');
    expect(calls('save_question')).toHaveLength(saves);
    expect(troubles()).toEqual([]);
  });

  it('changes nothing when the dialog was cancelled: one can go on writing', async () => {
    const { ipc, only, user } = await at('draft', {}, { saving: false });
    await user.click(await button(FIX));
    await waitFor(() => expect(ipc.state.calls.at(-1)?.command).toBe('send_question'));
    expect([only()?.state, troubles()]).toEqual(['draft', []]);
    await user.type(await field('Your answer'), ' And tea.');
    await waitFor(() => expect(only()?.my_answer).toBe('The walk. And tea.'), SOON);
  });

  it.each([['disk_full', 'The disk is full'], ['share_too_large_to_send', 'This is too much for one file.'], ['stopped', 'You decided not to share more']])('says what went wrong (%s), and goes on keeping what is written', async (code, words) => {
    const { ipc, only, user } = await at('draft');
    ipc.state.failing.set('send_question', { code });
    await user.click(await button(FIX));
    expect(await trouble()).toContain(words);
    await expectAccessible();
    await user.type(await field('Your answer'), ' And tea.');
    await waitFor(() => expect(only()?.my_answer).toBe('The walk. And tea.'), SOON);
    ipc.state.failing.clear();
    await user.click(await button(FIX));
    await screen.findByText('Your answer is final. Theirs is not here.');
  });

  it('is not done before the last words could be kept', async () => {
    const { ipc, calls, user } = await at('draft');
    ipc.state.failing.set('save_question', { code: 'disk_full' });
    await user.type(await field('Your answer'), '!');
    await user.click(await button(FIX));
    await screen.findByText('Your last words are not saved yet.');
    expect(calls('send_question')).toEqual([]);
    await field('Your answer');
  });

  it('takes nothing that is typed while the file is being made', async () => {
    let resolve = () => {};
    const { only, calls, user } = await at('draft', {}, { hanging: new Map([['send_question', new Promise<void>((done) => (resolve = done))]]) });
    await user.click(await button(FIX));
    await waitFor(() => expect(calls('send_question')).toHaveLength(1));
    await user.type(await field('Your answer'), ' Never.');
    await user.click(await button(FIX));
    resolve();
    await screen.findByText('Your answer is final. Theirs is not here.');
    expect([only()?.my_answer, calls('send_question').length]).toEqual(['The walk.', 1]);
  });

  it('waits for a card of one’s own', async () => {
    await at('draft', {}, { card: null });
    await field('Your answer');
    expect(screen.queryByRole('button', { name: FIX })).toBeNull();
    expect(screen.getByText(/To make the file you need a card of your own/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Make my card' }).getAttribute('href')).toBe('#/card');
    await expectAccessible();
  });
});

describe('a question that was asked', () => {
  it('shows the question and takes an answer; theirs is not here', async () => {
    const { only, calls, user } = await at('asked', { my_answer: '' });
    expect(await screen.findByText('What helped?')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'The question' })).toBeNull();
    expect(screen.queryByRole('radio')).toBeNull();
    expect(await part('How it works')).toContain('It cannot make them give it to you.');
    expect(main().textContent).toContain('It is final already. You can read it once they have yours and give you a last file.');
    await expectAccessible();
    await user.type(await field('Your answer'), 'The walk.');
    await waitFor(() => expect(only()?.my_answer).toBe('The walk.'), SOON);
    expect(calls('save_question').at(-1)?.args).toEqual([{ id: 'q', partner: 'sam', text: 'What helped?', my_answer: 'The walk.' }]);
    await user.click(await button(FIX));
    expect(await screen.findByText(/^Your answer is final, and Sam can read it once they have your file\./)).toBeTruthy();
    expect(only()?.state).toBe('answered');
  });

  it('keeps an answer that was left at once', async () => {
    const { only, user } = await at('asked', { my_answer: '' });
    await user.type(await field('Your answer'), 'The');
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await heading('Settings');
    expect(only()?.my_answer).toBe('The');
    go('#/question/q');
    expect((await field('Your answer')).value).toBe('The');
  });

  it('needs an answer before it can be fixed', async () => {
    await at('asked', { my_answer: ' ' });
    expect((await button(FIX)).disabled).toBe(true);
    expect(screen.getByText('It needs your answer.')).toBeTruthy();
  });

  it('can be read and answered for oneself when they are no longer in the list', async () => {
    const { only, user } = await at('asked', { with: { ...sam, partner: null }, my_answer: '' }, { partners: new Map() });
    expect(await screen.findByText('Sam is no longer in your list, so no file can be made for them.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: FIX })).toBeNull();
    await user.type(await field('Your answer'), 'Mine.');
    await waitFor(() => expect(only()?.my_answer).toBe('Mine.'), SOON);
    await expectAccessible();
  });
});

describe('a question whose answers are fixed', () => {
  const THEIRS = 'That you said you were tired.';
  it.each([
    ['sent', { mine: true }, ['Your answer is final. Theirs is not here.', 'Should a file come from them, open it here.'], 'It is not here.', ['Make the file again']],
    ['answered', { mine: false }, ['Your answer is final, and Sam can read it once they have your file. Theirs cannot be read yet.'], 'It is final, and cannot be read yet.', ['Make the file again']],
    ['reveal', { mine: true, their_answer: THEIRS }, ['Both answers are here. Sam cannot read yours yet.', 'You don’t have to make it.'], THEIRS, ['Make the last file']],
    ['open', { mine: true, their_answer: THEIRS }, ['Both answers are open. Sam can read yours once they have the last file.'], THEIRS, ['Make the file again']],
    ['open', { mine: false, their_answer: THEIRS }, ['Mend checked that theirs is the one they made final before you answered.'], THEIRS, ['Make the file again']],
  ] as const)('says what is there, what is not, and what one can do: %s, %o', async (state, some, says, theirs, offers) => {
    await at(state, some);
    expect(await part('Your answer')).toContain('The walk.');
    expect(await part('Sam’s answer')).toContain(theirs);
    for (const words of says) expect(main().textContent).toContain(words);
    expect(screen.getByText('What helped?')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    const buttons = within(main()).getAllByRole('button').map(({ textContent }) => textContent?.trim());
    expect(buttons).toEqual(['Back', ...offers, 'Move to trash']);
    expect(screen.queryByRole('link', { name: 'Open a file that came' }) !== null).toBe(state === 'sent' || state === 'answered');
    expect(main().textContent).not.toMatch(/score|point|correct|right answer|well done/i);
    await expectAccessible();
  });

  it('opens with the last file', async () => {
    const { only, user } = await at('reveal', { their_answer: THEIRS });
    await user.click(await button('Make the last file'));
    expect(await screen.findByText(/^Both answers are open/)).toBeTruthy();
    expect(await screen.findByText('The file is made. You hand it over yourself: the file you just saved, not your journal.')).toBeTruthy();
    expect(only()?.state).toBe('open');
    expect(await part('Sam’s answer')).toContain(THEIRS);
  });

  it.each(['sent', 'answered', 'open'] as const)('can have its file made again: %s', async (state) => {
    const { ipc, only, user } = await at(state, { their_answer: state === 'open' ? THEIRS : null });
    ipc.state.saving = false;
    await user.click(await button('Make the file again'));
    await waitFor(() => expect(ipc.state.calls.at(-1)?.command).toBe('send_question'));
    expect([troubles(), screen.queryByText(/The file is made/)]).toEqual([[], null]);
    ipc.state.saving = true;
    ipc.state.failing.set('send_question', { code: 'disk_full' });
    await user.click(await button('Make the file again'));
    expect(await trouble()).toMatch('The disk is full');
    await expectAccessible();
    ipc.state.failing.clear();
    await user.click(await button('Make the file again'));
    expect(await screen.findByText('The file is made. You hand it over yourself: the file you just saved, not your journal.')).toBeTruthy();
    expect([only()?.state, troubles()]).toEqual([state, []]);
    expect(document.activeElement).toBe(await button('Make the file again'));
  });

  it('leads to opening a file that came', async () => {
    const { user } = await at('sent');
    await user.click(await screen.findByRole('link', { name: 'Open a file that came' }));
    await heading('A file that came');
  });

  it.each([
    ['they are no longer in the list', { with: { ...sam, partner: null } }, { partners: new Map() }, 'Sam is no longer in your list, so no file can be made for them.'],
    ['one shares no more with them', {}, { partners: new Map([partner('sam', 'Sam', { stopped: AT })]) }, 'You decided not to share more with Sam.'],
  ] as const)('makes no file when %s, and says so', async (_, some, more, words) => {
    await at('reveal', { their_answer: THEIRS, ...some }, more);
    expect(await screen.findByText(words, { exact: false })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Make/ })).toBeNull();
    expect(await part('Sam’s answer')).toContain(THEIRS);
    await expectAccessible();
  });

  it('says so when it is not here, and tries again', async () => {
    const { ipc, user } = await at('sent', {}, { failing: new Map([['question', { code: 'no_such_entry' }]]) });
    expect(await trouble()).toMatch('not here any more');
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await part('Your answer');
  });

  it('shows what the other wrote as words that do nothing', async () => {
    await at('open', {
      mine: false, text: '<img src="https://evil.example/a.png" onerror="alert(1)"> ![x](https://evil.example/b.png)',
      their_answer: '<script>alert(1)</script> [a](javascript:alert(2)) \u202edetrevni\u202d\nsecond line',
    });
    await part('Sam’s answer');
    const words = main().textContent ?? '';
    expect(words).toContain('<img src="https://evil.example/a.png" onerror="alert(1)"> ![x](https://evil.example/b.png)');
    expect(words).toContain('<script>alert(1)</script> [a](javascript:alert(2)) detrevni\nsecond line');
    expect(main().querySelectorAll('img, script, [onerror]')).toHaveLength(0);
    expect([...main().querySelectorAll('a')].every((link) => /^#\//.test(link.getAttribute('href') ?? ''))).toBe(true);
  });
});

describe('removing', () => {
  it('takes the last words along, and can be undone', async () => {
    const { ipc, only, user } = await at('draft');
    await user.type(await field('Your answer'), ' And tea.');
    await user.click(await button('Move to trash'));
    await heading('Together');
    expect([ipc.state.trashed.has('q'), only()?.my_answer]).toEqual([true, 'The walk. And tea.']);
    await user.click(await button('Undo'));
    await waitFor(() => expect(ipc.state.trashed.has('q')).toBe(false));
  });

  it('is not offered before there is anything', async () => {
    await show('#/ask/sam');
    await field('The question');
    expect(screen.queryByRole('button', { name: 'Move to trash' })).toBeNull();
  });

  it.each(['draft', 'sent'] as const)('leaves it where it is when it fails: %s', async (state) => {
    const { ipc, user } = await at(state);
    ipc.state.failing.set('trash_entries', { code: 'disk_full' });
    await user.click(await button('Move to trash'));
    expect(await trouble()).toMatch('The disk is full');
    expect(screen.queryByText('Without the question, no further file that belongs to it can be opened.') !== null).toBe(state === 'sent');
    ipc.state.failing.clear();
    await user.click(await button('Move to trash'));
    await heading('Together');
    expect(ipc.state.trashed.has('q')).toBe(true);
  });
});
