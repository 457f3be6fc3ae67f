import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SheetAnswer } from '$lib/bindings/SheetAnswer';
import type { SheetDraft } from '$lib/bindings/SheetDraft';
import Exercise from '$lib/calm/Exercise.svelte';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import { m } from '$lib/paraglide/messages';
import { expectAccessible } from '../../test/axe';
import { box, button, show as showAt, tiptap, type as typeIn } from '../../test/writing';
import { isEmpty, plain } from './reflect/sheet/answers';

const SOON = { timeout: 3000 };

beforeEach(() => {
  // What user-event needs for a group of radio buttons.
  vi.stubGlobal('CSS', { escape: (text: string) => text });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function show(hash: string, state: Partial<FakeState> = {}) {
  // The page opens where it is, as in the real window; a later word of the address would turn it anew.
  if (location.hash !== hash) {
    await new Promise<void>((done) => {
      const read = ({ newURL }: HashChangeEvent) => {
        if (new URL(newURL).hash !== hash) return;
        removeEventListener('hashchange', read);
        done();
      };
      addEventListener('hashchange', read);
      location.hash = hash;
    });
  }
  const shown = showAt(state, hash);
  const drafts = () => shown.calls('write_sheet').map(({ args }) => args[0] as SheetDraft);
  return { ...shown, drafts, last: () => drafts().at(-1) };
}

/** On the first question of a new one. */
async function begin(sheet: string, state: Partial<FakeState> = {}) {
  const shown = await show(`#/begin/${sheet}`, state);
  await shown.user.click(await screen.findByRole('button', { name: 'Begin' }));
  return shown;
}

const question = (name: string) => screen.findByRole('heading', { level: 1, name });
/** A page was turned to, and its heading has the focus. */
const arrived = async (name: string) => {
  const heading = await question(name);
  expect(document.activeElement).toBe(heading);
};
const reflecting = async () => {
  await waitFor(() => expect(location.hash).toBe('#/reflect'));
  await question('Reflect');
};
const NEED = 'What do you need just now?';
const DOUBT = 'How loud is the doubt today?';
const RIGHT = 'What is all right for you here, and what is not?';
const BECOME = 'What may become of this page?';
const SEE = 'What can you see from where you are sitting?';
const BODY = 'Where in your body did you notice it first?';

/** A worksheet that was filled before, in the journal. */
function filled(answers: SheetDraft['answers'], some: Partial<SheetDraft> = {}, body = '') {
  const draft = { id: 'mine', parents: ['r0'], sheet: 'needs-and-limits', written_at: '2026-11-20T08:40:12+01:00', page: 0, done: false, answers, ...some };
  const sheet = { id: draft.sheet, done: draft.done, open: true };
  const entry = entryOf({ id: 'mine', parents: ['r0'], written_at: draft.written_at, kind: 'worksheet', title: 'What I need, and where I stop', sheet, body });
  return { entries: new Map([['mine', entry]]), sheets: new Map([['mine', draft]]) };
}

describe('the first page', () => {
  it('says what it is, what it may stir and how long it takes, and where it comes from when that is asked', async () => {
    const { user } = await show('#/begin/when-something-sets-it-off');
    await arrived('When something sets it off');
    screen.getByText(/It may feel worse for a little while as you write/);
    screen.getByText('About 8 minutes, one question a page.');
    await expectAccessible();
    await user.click(button(m.reflect_from()));
    screen.getByText(/questions and answers/);
    screen.getByText(/What practice 0-26 prescribes/);
    await expectAccessible();
  });

  it('names the support page where it may be needed', async () => {
    await show('#/begin/needs-and-limits');
    await question('What I need, and where I stop');
    expect(screen.getByRole('link', { name: /People to talk to/ }).getAttribute('href')).toBe('#/support');
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('is left by Not now, and by Escape, with nothing kept', async () => {
    const { user, calls } = await show('#/begin/needs-and-limits');
    await user.click(await screen.findByRole('button', { name: 'Not now' }));
    await reflecting();
    location.hash = '#/begin/apology-builder';
    await question('An apology, in six parts');
    await user.keyboard('{Escape}');
    await reflecting();
    expect([...calls('write_sheet'), ...calls('keep_draft')]).toEqual([]);
  });

  it('offers a time for what is hard, which ends with a sentence and never with a stop', async () => {
    const { user } = await show('#/begin/when-something-sets-it-off');
    await user.click(await screen.findByRole('checkbox', { name: 'Write for fifteen minutes' }));
    screen.getByRole('checkbox', { name: 'With a soft bell' });
    await expectAccessible();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    button('Begin').click();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(button(/Write for a while/).textContent).toContain('14 minutes');
    const field = screen.getByRole('textbox', { name: SEE });
    field.focus();
    await vi.advanceTimersByTimeAsync(14.5 * 60_000);
    expect(document.body.textContent).toContain('That’s fifteen minutes. Stop here, or go on as long as you like.');
    expect(document.activeElement).toBe(field);
    button('Close this note').click();
    await vi.advanceTimersByTimeAsync(10);
    expect(document.body.textContent).not.toContain('fifteen minutes');
  });

  it('takes the time away when the page is left', async () => {
    const { user } = await show('#/begin/when-something-sets-it-off');
    await user.click(await screen.findByRole('checkbox', { name: 'Write for fifteen minutes' }));
    await user.click(button('Begin'));
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await reflecting();
    location.hash = '#/begin/when-something-sets-it-off';
    expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Write for fifteen minutes' })).checked).toBe(false);
  });

  it('says so when there is no such worksheet, and when it cannot be fetched', async () => {
    const { ipc, user } = await show('#/begin/needs-and-limits', { failing: new Map([['library', { code: 'io' }]]) });
    await screen.findByText(/could not be read or written just now/);
    ipc.state.failing.clear();
    await user.click(button('Try again'));
    await question('What I need, and where I stop');
    location.hash = '#/begin/nothing-like-this';
    await screen.findByText(/not here any more/);
    expect(button('Back')).toBeTruthy();
  });

  it('says so when this version does not have it any more', async () => {
    const before = filled({ a: 'x' }, { sheet: 'of-another-version' });
    await show('#/sheet/mine', before);
    await screen.findByText(/This version of Mend does not have this page/);
  });
});

describe('the fields', () => {
  it('take everything, and leave out what was skipped', async () => {
    const { user, last } = await begin('needs-and-limits');
    await question(NEED);
    await expectAccessible();
    const first = () => within(screen.getByRole('group', { name: '1 of 1' }));
    await user.type(first().getByLabelText('I need'), 'Sleep');
    await user.selectOptions(first().getByLabelText('From whom'), 'From others');
    await fireEvent.input(first().getByLabelText('When'), { target: { value: '2026-12-01' } });
    await user.click(button('Add another'));
    expect(document.activeElement).toBe(within(screen.getByRole('group', { name: '2 of 2' })).getByLabelText('I need'));
    await user.click(button('Next'));

    await arrived(DOUBT);
    const slider = screen.getByRole('slider', { name: DOUBT });
    expect(slider.getAttribute('aria-valuetext')).toBe('not set');
    await fireEvent.input(slider, { target: { value: '10' } });
    expect(slider.getAttribute('aria-valuetext')).toBe('10, louder than everything');
    await user.click(await screen.findByRole('button', { name: 'wary' }));
    await user.type(screen.getByRole('textbox', { name: 'Find a word' }), 'sea sick{Enter}');
    expect(button('sea sick').getAttribute('aria-pressed')).toBe('true');
    await expectAccessible();
    await user.click(button('Next'));

    await question(RIGHT);
    await user.type(screen.getByRole('textbox', { name: 'All right' }), 'A door that closes');
    await fireEvent.input(screen.getByLabelText('Look at it again on'), { target: { value: '2027-01-02' } });
    await expectAccessible();
    await user.click(button('Next'));

    await question(BECOME);
    await user.click(screen.getByRole('checkbox', { name: 'I don’t know yet' }));
    await user.click(screen.getByRole('checkbox', { name: 'It stays with me' }));
    await user.click(within(screen.getByRole('radiogroup', { name: 'For now' })).getByRole('radio', { name: 'Not now' }));
    await user.type(screen.getByRole('textbox', { name: 'In a word' }), 'quiet');
    await expectAccessible();
    await user.click(button('Next'));

    await screen.findByText('What you wrote is true for you, whether or not anybody hears it.');
    const answers: Record<string, SheetAnswer> = {
      needs: [{ need: 'Sleep', from: 'From others', when: '2026-12-01' }],
      doubt: 10,
      felt: ['wary', 'sea sick'],
      sides: { left: 'A door that closes', right: '' },
      until: '2027-01-02',
      become: ['It stays with me', 'I don’t know yet'],
      one: 'Not now',
      word: 'quiet',
    };
    await waitFor(() => expect(last()).toMatchObject({ sheet: 'needs-and-limits', done: true, page: 4 }), SOON);
    expect(last()?.answers).toEqual(answers);
    for (const name of [BECOME, RIGHT, DOUBT, NEED]) {
      await user.click(button('Back'));
      await question(name);
    }
    expect(screen.getByLabelText<HTMLInputElement>('I need').value).toBe('Sleep');
    await user.click(button('Skip'));
    await question(DOUBT);
    expect(screen.getByRole<HTMLInputElement>('slider').value).toBe('10');
    expect(await screen.findByRole('button', { name: 'wary', pressed: true })).toBeTruthy();
    expect(last()?.answers).toEqual(answers);
  });

  it('can all be left empty: then there is nothing to keep, and no entry', async () => {
    const { user, ipc, calls } = await begin('needs-and-limits');
    for (const name of [NEED, DOUBT, RIGHT, BECOME]) {
      await question(name);
      await user.click(button('Skip'));
    }
    await question('That was the last page.');
    expect(screen.queryByRole('button', { name: 'See it as an entry' })).toBeNull();
    await user.click(button('Done'));
    await reflecting();
    ipc.emit('flush', null);
    await waitFor(() => expect(calls('lock')).toHaveLength(1));
    expect([...calls('write_sheet'), ...calls('keep_draft')]).toEqual([]);
  });

  it('can all be cleared again', async () => {
    const all: SheetDraft['answers'] = {
      needs: [{ need: 'Sleep' }], doubt: 3, felt: ['wary'], sides: { left: 'L', right: 'R' }, until: '2027-01-02', become: ['It stays with me'], one: 'No', word: 'quiet',
    };
    const { user, last } = await show('#/sheet/mine', filled(all));
    await user.clear(await screen.findByLabelText('I need'));
    await user.click(button('Next'));
    await user.click(await screen.findByRole('button', { name: `Clear ${DOUBT}` }));
    expect(document.activeElement).toBe(screen.getByRole('slider'));
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('not set');
    await user.click(await screen.findByRole('button', { name: 'wary', pressed: true }));
    await user.click(button('Next'));
    await user.clear(await screen.findByRole('textbox', { name: 'All right' }));
    await user.clear(screen.getByRole('textbox', { name: 'Not all right' }));
    await user.click(button('Clear Look at it again on'));
    await user.click(button('Next'));
    await user.click(await screen.findByRole('checkbox', { name: 'It stays with me' }));
    await user.click(button('Clear For now'));
    expect(screen.queryByRole('radio', { checked: true })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Yes' }));
    await user.clear(screen.getByRole('textbox', { name: 'In a word' }));
    await waitFor(() => expect(last()?.answers).toEqual({}), SOON);
  });

  it('give a row back that was removed', async () => {
    const { user, last } = await show('#/sheet/mine', filled({ needs: [{ need: 'Sleep' }, { need: 'Quiet' }] }));
    await user.click(await screen.findByRole('button', { name: 'Remove number 1' }));
    expect(screen.getAllByLabelText<HTMLInputElement>('I need').map(({ value }) => value)).toEqual(['Quiet']);
    expect(document.activeElement).toBe(button('Undo'));
    await expectAccessible();
    await user.click(button('Undo'));
    expect(screen.getAllByLabelText<HTMLInputElement>('I need').map(({ value }) => value)).toEqual(['Sleep', 'Quiet']);
    await user.click(button('Remove number 2'));
    await user.click(button('Remove number 1'));
    expect(screen.getAllByLabelText<HTMLInputElement>('I need').map(({ value }) => value)).toEqual(['']);
    await waitFor(() => expect(last()?.answers).toEqual({}), SOON);
    await user.click(button('Undo'));
    await waitFor(() => expect(last()?.answers).toEqual({ needs: [{ need: 'Sleep' }] }), SOON);
    expect(screen.getAllByLabelText('I need')).toHaveLength(1);
  });

  it('are set by keys too: Delete clears a scale, the space means where it lies', async () => {
    const { user } = await show('#/sheet/mine', filled({ word: 'x' }, { page: 1 }));
    const slider = await screen.findByRole('slider');
    slider.focus();
    await user.keyboard(' ');
    expect(slider.getAttribute('aria-valuetext')).toBe('5');
    await user.keyboard('{Delete}');
    expect(slider.getAttribute('aria-valuetext')).toBe('not set');
  });

  it('let one’s own words be written when the others cannot be fetched', async () => {
    const { user, last } = await show('#/sheet/mine', { ...filled({ felt: ['sea sick'] }, { page: 1 }), failing: new Map([['check_in_choices', { code: 'io' }]]) });
    await screen.findByText(/could not be read/);
    await user.type(screen.getByRole('textbox', { name: 'Find a word' }), 'grey{Enter}');
    expect(button('sea sick').getAttribute('aria-pressed')).toBe('true');
    await waitFor(() => expect(last()?.answers).toEqual({ felt: ['sea sick', 'grey'] }), SOON);
  });

  it('carry on what another version put there, untouched', async () => {
    const foreign: SheetDraft['answers'] = {
      gone: 'of another version', doubt: 'a text where a number stands now', needs: [{ need: 'Sleep', colour: 'blue', from: 'From the cat' }],
      become: ['I do not exist any more'], felt: { left: 'a', right: 'b' },
    };
    const { user, last } = await show('#/sheet/mine', filled(foreign));
    const from = await screen.findByLabelText<HTMLSelectElement>('From whom');
    expect(from.value).toBe('From the cat');
    await user.type(screen.getByLabelText('I need'), '!');
    await user.click(button('Next'));
    expect((await screen.findByRole('slider')).getAttribute('aria-valuetext')).toBe('not set');
    await user.click(button('Next'));
    await question(RIGHT);
    await user.click(button('Next'));
    expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: 'I do not exist any more' })).checked).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: 'It stays with me' }));
    await waitFor(() => expect(last()?.answers.become).toEqual(['It stays with me', 'I do not exist any more']), SOON);
    expect(last()?.answers).toEqual({ ...foreign, needs: [{ need: 'Sleep!', colour: 'blue', from: 'From the cat' }], become: ['It stays with me', 'I do not exist any more'] });
  });

  it('know what is nothing, and what there is to copy', async () => {
    const nothing: SheetAnswer[] = ['  ', [], ['', ' '], [{ need: ' ' }], { left: '', right: '\n' }];
    expect(nothing.map(isEmpty)).toEqual(nothing.map(() => true));
    expect([0, 'a', ['a'], [{ need: 'a' }], { left: '', right: 'a' }].map((answer) => isEmpty(answer as SheetAnswer))).toEqual([false, false, false, false, false]);
    const sheet = (await fakeIpc().library()).sheets.find(({ id }) => id === 'needs-and-limits');
    const draft = { ...filled({ doubt: 0, sides: { left: 'L', right: '' }, needs: [{ need: 'a', from: 'b' }], until: ' ' }).sheets.get('mine') } as SheetDraft;
    expect(sheet && plain(sheet, draft)).toBe(`What I need, and where I stop\n\n${NEED}\n\na\nb\n\n${DOUBT}\n\n0\n\n${RIGHT}\n\nL`);
  });
});

describe('from page to page', () => {
  it('goes on with Ctrl+Enter and Alt and the arrows, says where one is, and gives the question the focus', async () => {
    const { user } = await begin('when-something-sets-it-off');
    await arrived(SEE);
    screen.getByText('Question 1 of 3');
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: SEE }));
    await user.keyboard('A lamp{Control>}{Enter}{/Control}');
    await arrived(BODY);
    screen.getByText('Question 2 of 3');
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    await question(SEE);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: SEE }).value).toBe('A lamp');
    await user.keyboard('{Alt>}{ArrowRight}{ArrowRight}{ArrowRight}{/Alt}');
    await question('That was the last page.');
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}{Alt>}{ArrowLeft}{/Alt}');
    await question('What helps a little?');
    await user.keyboard('{Alt>}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Alt}');
    await question('When something sets it off');
    await user.click(button('Go on'));
    await question(SEE);
  });

  it('describes a question by what helps with it', async () => {
    await begin('when-something-sets-it-off');
    await question(SEE);
    const about = screen.getByRole('textbox', { name: SEE }).getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(about)?.textContent).toBe('Three things will do.');
    screen.getByText(/^Grew from “Rebuilding trust/);
  });

  it('marks misspelt words only for whoever wants that', async () => {
    const preferences = { theme: 'system', text_size: 100, lock_after_minutes: 10, hide_from_capture: true, spell_check: true, support_country: null } as const;
    const { page } = await begin('when-something-sets-it-off', { preferences });
    await question(SEE);
    const spelling = () => screen.getByRole('textbox', { name: SEE }).closest('[spellcheck]')?.getAttribute('spellcheck');
    expect(spelling()).toBe('true');
    page.unmount();
    await begin('when-something-sets-it-off');
    await question(SEE);
    expect(spelling()).toBe('false');
  });
});

describe('what was put in', () => {
  it('is kept within two seconds, under an address of its own, and not before', async () => {
    const { user, calls, last, ipc } = await begin('when-something-sets-it-off');
    await question(SEE);
    await user.click(button('Next'));
    await user.type(await screen.findByRole('textbox', { name: BODY }), 'My hands');
    expect(calls('write_sheet')).toEqual([]);
    await waitFor(() => expect(last()).toMatchObject({ page: 1, done: false, answers: { q2: 'My hands' } }), { timeout: 2000 });
    await waitFor(() => expect(location.hash).toBe(`#/sheet/${last()?.id}`));
    await user.click(button('Pause'));
    await reflecting();
    expect(ipc.state.entries.get(last()?.id ?? '')).toMatchObject({ kind: 'reflection', body: `## ${BODY}\n\nMy hands`, sheet: { done: false, open: true } });
  });

  it('is there on the same page after a pause, and stands on what was kept', async () => {
    const { user, last, ipc } = await begin('when-something-sets-it-off');
    await question(SEE);
    await user.click(button('Skip'));
    await user.type(await screen.findByRole('textbox', { name: BODY }), 'My hands');
    await user.click(button('Pause'));
    await reflecting();
    const id = last()?.id ?? '';
    location.hash = `#/sheet/${id}`;
    await question(BODY);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: BODY }).value).toBe('My hands');
    await user.type(screen.getByRole('textbox', { name: BODY }), ' and feet');
    await waitFor(() => expect(last()).toMatchObject({ id, parents: ipc.state.entries.get(id)?.parents, answers: { q2: 'My hands and feet' } }), SOON);
    // One page turned without a word is kept too.
    await user.click(button('Back'));
    await waitFor(() => expect(last()?.page).toBe(0), SOON);
  });

  it('is not kept any more when all of it was taken out before it ever was', async () => {
    const { user, calls } = await begin('when-something-sets-it-off');
    const field = await screen.findByRole('textbox', { name: SEE });
    await user.type(field, 'x');
    await user.clear(field);
    await user.click(button('Pause'));
    await reflecting();
    expect(calls('write_sheet')).toEqual([]);
  });

  it('is stored before the journal locks, and before one goes back with Escape', async () => {
    const { user, ipc, calls, last } = await show('#/entry/mine', filled({ word: 'quiet' }));
    await user.click(await screen.findByRole('link', { name: 'Go on with it' }));
    await user.type(await screen.findByLabelText('I need'), 'Sleep');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(location.hash).toBe('#/entry/mine'));
    await screen.findByText('I need: Sleep');
    await user.click(screen.getByRole('link', { name: 'Go on with it' }));
    await user.type(await screen.findByLabelText('I need'), ' and quiet');
    ipc.emit('flush', null);
    await waitFor(() => expect(calls('lock')).toHaveLength(1));
    expect(ipc.state.entries.get('mine')?.body).toContain('I need: Sleep and quiet');
    // What comes after stands on what was kept.
    const parents = ipc.state.entries.get('mine')?.parents;
    await user.type(screen.getByLabelText('I need'), '!');
    await waitFor(() => expect(last()).toMatchObject({ parents, answers: { needs: [{ need: 'Sleep and quiet!' }] } }), SOON);
  });

  it('stays in sight when it cannot be saved, says so, and is tried again', async () => {
    const { user, ipc, last } = await begin('when-something-sets-it-off', { failing: new Map([['write_sheet', { code: 'disk_full' }]]) });
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: SEE });
    await user.type(field, 'A lamp');
    await waitFor(() => expect(screen.getAllByRole('alert').map((one) => one.textContent).join()).toContain('The disk is full.'), SOON);
    await expectAccessible();
    await user.click(button('Copy the text'));
    expect(await navigator.clipboard.readText()).toContain(`${SEE}\n\nA lamp`);
    await user.click(button('Pause'));
    expect(location.hash).toBe('#/begin/when-something-sets-it-off');
    expect(field.value).toBe('A lamp');
    await user.click(button('Next'));
    await question(BODY);
    screen.getByText('Your last words are not saved yet.');
    ipc.state.failing.clear();
    await user.click(button('Try now'));
    await waitFor(() => expect(screen.queryByText('Your last words are not saved yet.')).toBeNull(), SOON);
    expect(last()).toMatchObject({ page: 1, answers: { q1: 'A lamp' } });
  });

  it('waits when its page was left unsaved: every page says so, locking asks first, and coming back finds it', async () => {
    const { user, ipc } = await begin('when-something-sets-it-off', { failing: new Map([['write_sheet', { code: 'disk_full' }]]) });
    await user.type(await screen.findByRole('textbox', { name: SEE }), 'A lamp');
    location.hash = '#/settings';
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    await screen.findByText('Your last words are not saved yet.');
    await user.keyboard('{Control>}l{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Stay' }));
    location.hash = '#/begin/when-something-sets-it-off';
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: SEE })).value).toBe('A lamp');
    ipc.state.failing.clear();
    await user.click(button('Pause'));
    await waitFor(() => expect(ipc.state.entries.size).toBe(ipc.state.sheets.size + 12), SOON);
    expect([...ipc.state.sheets.values()].map(({ answers }) => answers)).toEqual([{ q1: 'A lamp' }]);
  });
});

describe('stopping', () => {
  it('says in one sentence that nothing is lost, offers something calm, and lets one go or stay', async () => {
    const { user, ipc } = await begin('when-something-sets-it-off');
    await user.type(await screen.findByRole('textbox', { name: SEE }), 'A lamp');
    await user.click(button('Stop'));
    await arrived('You can stop here.');
    await screen.findByText('Nothing is lost. It waits for you under “Go on with” on the Reflect page.');
    screen.getByRole('link', { name: /People to talk to/ });
    await expectAccessible();
    await user.click(await screen.findByRole('button', { name: 'Five, four, three, two, one' }));
    screen.getByText('Find five things you can see.');
    await user.click(button('Back to the question'));
    await question(SEE);
    await user.click(button('Stop'));
    await user.click(await screen.findByRole('button', { name: 'Leave it for now' }));
    await reflecting();
    expect((await ipc.reflect()).unfinished.map(({ title }) => title)).toEqual(['When something sets it off']);
  });

  it('goes at once where nothing was written and nothing stirred', async () => {
    const { user, calls } = await begin('needs-and-limits');
    await question(NEED);
    await user.click(button('Stop'));
    await reflecting();
    expect(calls('write_sheet')).toEqual([]);
  });

  it('offers something calm also to whoever could not write a word', async () => {
    const { user } = await begin('when-something-sets-it-off');
    await question(SEE);
    await user.click(button('Stop'));
    await screen.findByText('Nothing was written, so nothing is kept.');
    await screen.findByRole('button', { name: 'Five, four, three, two, one' });
  });

  it('does not wait for a disk, and promises nothing that is not so', async () => {
    const { user } = await begin('when-something-sets-it-off', { failing: new Map([['write_sheet', { code: 'io' }]]) });
    await user.type(await screen.findByRole('textbox', { name: SEE }), 'A lamp');
    await user.click(button('Stop'));
    await question('You can stop here.');
    await waitFor(() => expect(screen.queryByText('Your last words are not saved yet.')).not.toBeNull(), SOON);
    expect(screen.queryByText(/Nothing is lost/)).toBeNull();
    await user.click(button('Leave it for now'));
    await reflecting();
  });

  it('of one that was done says where it is', async () => {
    const { user } = await show('#/sheet/mine', filled({ word: 'quiet' }, { done: true, page: 4 }));
    await question(NEED);
    await user.click(button('Stop'));
    await screen.findByText('Nothing is lost. It is in your journal.');
  });
});

describe('the end', () => {
  it('is calm, offers an exercise in its place, and leads to the entry', async () => {
    const { user, last, ipc } = await show('#/sheet/mine', filled({ q1: 'A lamp' }, { sheet: 'when-something-sets-it-off', page: 2 }));
    await question('What helps a little?');
    await user.click(button('Next'));
    await arrived('That was the last page.');
    screen.getByText('For now it is enough. Feel the floor under your feet.');
    const offer = await screen.findByRole('button', { name: 'Five, four, three, two, one' });
    await expectAccessible();
    await user.click(offer);
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Five, four, three, two, one' }));
    await expectAccessible();
    await user.click(button('Next'));
    screen.getByText('Four things you can touch.');
    const exercise = within(screen.getByRole('region', { name: 'Five, four, three, two, one' }));
    await user.click(exercise.getByRole('button', { name: 'Done' }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Five, four, three, two, one' }));
    await user.click(button('See it as an entry'));
    await waitFor(() => expect(location.hash).toBe('#/entry/mine'));
    expect(last()).toMatchObject({ done: true, page: 3 });
    expect(ipc.state.entries.get('mine')?.sheet).toEqual({ id: 'when-something-sets-it-off', done: true, open: true });
    expect((await ipc.reflect()).unfinished).toEqual([]);
  });

  it('can be left by going back in, and stays reached', async () => {
    const { user, last } = await show('#/sheet/mine', filled({ word: 'quiet' }, { page: 3 }));
    await question(BECOME);
    await user.click(button('Next'));
    await question('That was the last page.');
    await user.click(button('Back'));
    await question(BECOME);
    await waitFor(() => expect(last()).toMatchObject({ done: true, page: 3 }), SOON);
  });

  it('shows no exercise that cannot be fetched, and does not complain', async () => {
    const { user } = await show('#/sheet/mine', { ...filled({ word: 'quiet' }, { page: 3 }), failing: new Map([['calm', { code: 'io' }]]) });
    await question(BECOME);
    await user.click(button('Next'));
    await question('That was the last page.');
    expect(screen.queryByRole('button', { name: 'A longer breath out' })).toBeNull();
    expect(screen.getAllByRole('alert').filter((one) => one.textContent.trim())).toEqual([]);
  });
});

describe('the private check', () => {
  it('comes before anything for two, once, and before one goes on with it too', async () => {
    const { user, last } = await show('#/begin/weekly-talk-notes');
    await question(m.check_heading());
    expect(screen.queryByText('Each of you fills this in alone.')).toBeNull();
    // Its own keys are the page's: nothing of the worksheet turns behind it.
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(button(m.check_go_on()));
    await question('Notes for a weekly talk');
    await user.click(button('Begin'));
    await user.type(await screen.findByRole('textbox', { name: 'What would you like to talk about?' }), 'The holidays');
    await user.click(button('Pause'));
    await reflecting();
    location.hash = `#/sheet/${last()?.id}`;
    await question('What would you like to talk about?');
  });

  it('stands before what was begun another day as well, and can be left', async () => {
    const before = filled({ what: 'The holidays' }, { sheet: 'weekly-talk-notes' });
    const { user } = await show('#/sheet/mine', before);
    await question(m.check_heading());
    expect(document.body.textContent).not.toContain('holidays');
    await user.click(button(m.check_not_now()));
    await reflecting();
    location.hash = '#/sheet/mine';
    await question(m.check_heading());
  });
});

describe('a filled one on its entry’s page', () => {
  const BODY_TEXT = `## ${NEED}\n\n- I need: Sleep\\\n  From whom: From others\n\n## ${DOUBT}\n\n7 (0: silent, 10: louder than everything)`;
  const before = (some: object = {}) => {
    const both = filled({ needs: [{ need: 'Sleep', from: 'From others' }], doubt: 7 }, {}, BODY_TEXT);
    return { ...both, entries: new Map([...both.entries].map(([id, entry]) => [id, { ...entry, ...some }])) };
  };

  it('is read with its questions, and can be gone on with', async () => {
    const { user, calls } = await show('#/entry/mine', before());
    await screen.findByRole('heading', { level: 2, name: NEED });
    screen.getByText('7 (0: silent, 10: louder than everything)');
    expect(screen.queryByRole('textbox', { name: 'Entry' })).toBeNull();
    await expectAccessible();
    await user.click(screen.getByRole('link', { name: 'Go on with it' }));
    await question(NEED);
    expect(calls('write_draft')).toEqual([]);
  });

  it('keeps its pages when only its title is changed', async () => {
    const { user, ipc } = await show('#/entry/mine', before());
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await user.type(title, ', in winter');
    await user.click(screen.getByRole('link', { name: 'Go on with it' }));
    await question(NEED);
    expect(ipc.state.entries.get('mine')).toMatchObject({ title: 'What I need, and where I stop, in winter', sheet: { open: true } });
  });

  it('becomes an ordinary text only after that was said', async () => {
    const { user, ipc } = await show('#/entry/mine', before());
    await user.click(await screen.findByRole('button', { name: 'Change as a text' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Change it as a text?' }));
    dialog.getByText(/its pages cannot be opened any more/);
    await expectAccessible();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'Entry' })).toBeNull();
    await user.click(button('Change as a text'));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Change as a text' }));
    await waitFor(async () => expect(document.activeElement).toBe(await box()));
    typeIn(await tiptap(), 'So. ');
    location.hash = '#/settings';
    await waitFor(() => expect(ipc.state.entries.get('mine')?.sheet).toMatchObject({ open: false }), SOON);
    location.hash = '#/entry/mine';
    await box();
    expect(screen.queryByRole('link', { name: 'Go on with it' })).toBeNull();
  });

  it('is not on the page at all while it is concealed', async () => {
    const { user } = await show('#/entry/mine', before({ concealed: true }));
    await screen.findByText('This entry is blurred until you want to see it.');
    expect(screen.queryByText(NEED)).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'Title' })).toBeNull();
    await user.click(button('Show'));
    await screen.findByRole('heading', { level: 2, name: NEED });
  });
});

describe('an exercise', () => {
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.textContent = 'Support';
  afterEach(() => main.remove());

  const some = async (id: string) => {
    const exercise = (await fakeIpc().calm()).exercises.find((one) => one.id === id);
    if (!exercise) throw new Error(id);
    const onend = vi.fn();
    main.replaceChildren(heading);
    document.body.append(main);
    render(Exercise, { target: main, props: { exercise, onend } });
    return { onend, user: userEvent.setup() };
  };

  it('says when it may help and who should leave it out, and goes on step by step', async () => {
    const { onend, user } = await some('senses');
    screen.getByText('When you are somewhere else in your thoughts.');
    screen.getByText('Looking alone is enough.');
    screen.getByText('Find five things you can see.');
    await expectAccessible();
    await user.click(button('Next'));
    expect(document.activeElement).toBe(button('Done'));
    screen.getByText('Four things you can touch.');
    expect(onend).not.toHaveBeenCalled();
    await user.click(button('Done'));
    expect(onend).toHaveBeenCalledOnce();
  });

  it('can be closed at any step', async () => {
    const { onend, user } = await some('senses');
    await user.click(button('Close'));
    expect(onend).toHaveBeenCalledOnce();
  });

  it('says in and out to the eyes alone, and what to do to everybody', async () => {
    const { user } = await some('breathing');
    await user.click(button('Next'));
    expect(document.activeElement).toBe(button('Enough'));
    expect(screen.getByText('In through the nose. Out through the mouth.').getAttribute('aria-live')).toBe('polite');
    expect(screen.getByText('in').getAttribute('aria-live')).toBe('off');
    await expectAccessible();
  });

  it('breathes in the pace of its steps until one has had enough', async () => {
    vi.useFakeTimers();
    const { onend } = await some('breathing');
    button('Next').click();
    await vi.advanceTimersByTimeAsync(0);
    const said: string[] = [];
    for (let second = 0; second < 24; second += 1) {
      said.push(screen.queryByText('in') ? 'in' : 'out');
      expect(document.querySelector('circle')?.style.animationDuration).toBe(said.at(-1) === 'in' ? '4s' : '6s');
      await vi.advanceTimersByTimeAsync(1000);
    }
    const round = [...Array<string>(4).fill('in'), ...Array<string>(6).fill('out')];
    expect(said).toEqual([...round, ...round, ...round].slice(0, 24));
    await vi.advanceTimersByTimeAsync(3_600_000);
    button('Enough').click();
    await vi.advanceTimersByTimeAsync(0);
    screen.getByText('Let your breath do what it wants again.');
    expect(onend).not.toHaveBeenCalled();
    button('Done').click();
    expect(onend).toHaveBeenCalledOnce();
  });
});
