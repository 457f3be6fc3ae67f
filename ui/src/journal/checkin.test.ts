import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CheckIn } from '$lib/bindings/CheckIn';
import type { Tracker } from '$lib/bindings/Tracker';
import { longMoment } from '$lib/day';
import { fakeIpc, type FakeState } from '$lib/ipc.fake';
import { days } from '$lib/ipc.fake.data';
import { checkInOf } from '$lib/ipc.fake.feelings';
import { expectAccessible } from '../../test/axe';
import { CheckInDraft } from './feelings/check-in/draft.svelte';
import { plain } from './feelings/check-in/plain';
import { placeWords, quarter } from './feelings/check-in/place';
import { found, folded, offered, quarters } from './feelings/check-in/words';
import Journal from './Journal.svelte';

const NOW = new Date('2026-11-22T09:00:00');
const SOON = { timeout: 3000 };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function show(state: Partial<FakeState> = {}, hash = '#/checkin') {
  location.hash = hash;
  const ipc = fakeIpc({ entries: days(8), now: () => NOW, ...state });
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  const only = (): CheckIn | undefined => {
    expect(ipc.state.checkIns.size).toBeLessThan(2);
    return [...ipc.state.checkIns.values()][0];
  };
  return { ipc, calls, page, only, user: userEvent.setup() };
}

/** Check-ins by id. */
const kept = (...some: (Partial<CheckIn> & Pick<CheckIn, 'id' | 'at'>)[]) => new Map(some.map((one) => [one.id, checkInOf(one)]));
const felt = (id: string, strength: number | null = null) => ({ id, name: id.replaceAll('-', ' '), strength });

const pleasant = () => screen.findByRole('slider', { name: 'Unpleasant to pleasant' });
const energy = () => screen.getByRole('slider', { name: 'Low to high energy' });
const says = (slider: HTMLElement) => slider.getAttribute('aria-valuetext');
const words = () => within(screen.getByRole('group', { name: 'Words' })).getAllByRole('button').map((button) => button.textContent.trim());
const word = (name: string) => within(screen.getByRole('group', { name: 'Words' })).getByRole('button', { name });
const pressed = (button: HTMLElement) => button.getAttribute('aria-pressed') === 'true';
const open = async (user: ReturnType<typeof userEvent.setup>, part: RegExp) => user.click(await screen.findByRole('button', { name: part, expanded: false }));

describe('a check-in in ten seconds', () => {
  it('takes at most 12 key presses from Ctrl+J to kept', async () => {
    const { user, only } = show({}, '#/today');
    await screen.findByText('How are you?');
    let keys = 0;
    const count = () => (keys += 1);
    document.addEventListener('keydown', count, true);
    await user.keyboard('{Control>}j{/Control}');
    await waitFor(async () => expect(document.activeElement).toBe(await pleasant()));
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowUp}{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(word('wary')));
    await user.keyboard(' {ArrowRight} ');
    await user.keyboard('{Control>}{Enter}{/Control}');
    document.removeEventListener('keydown', count, true);
    await waitFor(() => expect(location.hash).toBe('#/today'));
    expect(keys).toBeLessThanOrEqual(12);
    expect(only()).toMatchObject({ pleasant: -0.4, energy: 0.2, feelings: [felt('wary'), felt('torn')], entry: null });
    await screen.findByRole('link', { name: /^wary/ });
  });

  it('needs no more than a look: nothing said is nothing kept', async () => {
    const { user, ipc } = show({}, '#/today');
    await user.click(await screen.findByRole('button', { name: 'add' }));
    await pleasant();
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(location.hash).toBe('#/today'));
    ipc.emit('flush', null);
    await waitFor(() => expect(ipc.state.calls.some(({ command }) => command === 'lock')).toBe(true));
    expect(ipc.state.checkIns.size).toBe(0);
  });

  it('is accessible when it opens and when everything lies open', async () => {
    const { user } = show({ trackers: [tracker('Hours of sleep', 'count'), tracker('Walked', 'yes-no'), tracker('Calm', 'scale')] });
    await pleasant();
    await expectAccessible();
    await user.keyboard('{ArrowLeft}{Enter}');
    await user.keyboard(' ');
    for (const part of [/^In the body/, /^What set it off/, /^What I need/, /^Pulse/, /^Own trackers/, /^A note/]) await open(user, part);
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'All words' }));
    await expectAccessible();
  });
});

const tracker = (name: string, kind: Tracker['kind'], archived = false): Tracker => ({ id: folded(name), name, kind, archived });

describe('the plane', () => {
  it('begins without a point and is moved by arrow keys, in two sliders that are one tab stop', async () => {
    const { user } = show();
    const x = await pleasant();
    const stops = () => [x, energy()].filter((slider) => slider.tabIndex === 0);
    expect([says(x), says(energy()), stops().length]).toEqual(['not set', 'not set', 1]);
    screen.getByText('Click where it is just now.');
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(document.activeElement).toBe(x);
    expect([says(x), says(energy())]).toEqual(['unpleasant', 'middling energy']);
    await user.keyboard('{ArrowUp}{ArrowUp}{Shift>}{ArrowUp}{/Shift}');
    expect(document.activeElement).toBe(energy());
    expect([x.getAttribute('aria-valuenow'), energy().getAttribute('aria-valuenow'), stops().length]).toEqual(['-60', '45', 1]);
    screen.getByText('unpleasant, high energy');
    await user.keyboard('{ArrowUp>9/}{ArrowDown}');
    expect(energy().getAttribute('aria-valuenow')).toBe('80');
    await user.keyboard('{Home}');
    screen.getByText('in the middle');
    await user.keyboard('{Delete}');
    expect(says(x)).toBe('not set');
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Find a word' }));
  });

  it('is set by click and by drag, and holds the point inside', async () => {
    const { only } = show();
    await pleasant();
    const plane = screen.getByRole('group', { name: /^How it is/ });
    plane.getBoundingClientRect = () => ({ left: 100, top: 100, width: 220, height: 220 }) as DOMRect;
    await fireEvent.pointerDown(plane, { button: 0, clientX: 260, clientY: 170 });
    expect(document.activeElement).toBe(await pleasant());
    screen.getByText('pleasant, high energy');
    await fireEvent.pointerMove(plane, { clientX: 20, clientY: 500 });
    screen.getByText('very unpleasant, very low energy');
    await fireEvent.pointerUp(plane);
    await fireEvent.pointerMove(plane, { clientX: 210, clientY: 210 });
    await waitFor(() => expect(only()).toMatchObject({ pleasant: -1, energy: -1 }), SOON);
    await waitFor(() => expect(words()[0]).toBe('hopeless'));
  });

  it('says places in words', () => {
    expect(placeWords({ pleasant: -0.9, energy: -0.2 })).toBe('very unpleasant, rather low energy');
    expect(placeWords({ pleasant: 0.05, energy: 0.5 })).toBe('neither pleasant nor unpleasant, high energy');
    expect(placeWords({ pleasant: 0.05, energy: -0.05 })).toBe('in the middle');
    expect([quarter({ pleasant: -1, energy: 1 }), quarter({ pleasant: 1, energy: 1 }), quarter({ pleasant: -1, energy: -1 }), quarter({ pleasant: 0, energy: -1 })]).toEqual(['rose', 'gold', 'blue', 'sage']);
  });
});

describe('the words', () => {
  it('are the usual ones first, then those near the point; chosen ones stay and come first', async () => {
    const { user } = show({ checkIns: kept({ id: 'one', at: '2026-11-20T08:00:00+01:00', feelings: [felt('lonely')] }) });
    await pleasant();
    expect(words()[0]).toBe('lonely');
    expect(words()).toHaveLength(12);
    await user.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}');
    const near = words();
    expect(near.slice(0, 2)).toEqual(['close', 'relieved']);
    await user.click(word('relieved'));
    expect(words()).toEqual(near);
    expect(pressed(word('relieved'))).toBe(true);
    (await pleasant()).focus();
    await user.keyboard('{ArrowLeft>5/}{ArrowUp>3/}');
    expect(words()[0]).toBe('relieved');
    expect(words()).toHaveLength(13);
    expect(words()).toContain('on guard');
    await user.click(word('relieved'));
    expect(words()[0]).toBe('relieved');
  });

  it('tell what they mean when one looks at them', async () => {
    const { user } = show();
    await pleasant();
    await user.keyboard('{ArrowLeft}{Enter}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('wary'));
    const about = document.activeElement?.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(about)?.textContent).toContain('Careful. Not yet sure.');
    await user.hover(word('torn'));
    expect(document.getElementById(about)?.textContent).toContain('Two wishes, opposite ways.');
  });

  it('are one tab stop with arrows inside', async () => {
    const { user } = show();
    await pleasant();
    await user.keyboard('{ArrowLeft}{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(word('wary')));
    await user.keyboard('{End}{ArrowRight}{ArrowRight}');
    expect(document.activeElement?.textContent?.trim()).toBe(words()[1]);
    const stops = within(screen.getByRole('group', { name: 'Words' })).getAllByRole('button').filter((button) => button.tabIndex === 0);
    expect(stops).toEqual([document.activeElement]);
  });

  it('are found by name and by meaning, and Escape only ends the search', async () => {
    const { user } = show();
    await pleasant();
    const field = screen.getByRole('textbox', { name: 'Find a word' });
    await user.type(field, 'not much left');
    expect(words()).toEqual(['tired']);
    await user.keyboard('{Escape}');
    expect(field).toHaveProperty('value', '');
    expect(location.hash).toBe('#/checkin');
    await user.type(field, 'hope{ArrowDown}');
    await waitFor(() => expect(document.activeElement).toBe(word('hopeless')));
    expect(words()).toEqual(['hopeless', 'hopeful']);
    await user.clear(field);
    await user.type(field, 'play{Enter}');
    expect(pressed(word('playful'))).toBe(true);
    expect(field).toHaveProperty('value', '');
  });

  it('take in an own word where the point lies; one that is there is simply chosen', async () => {
    const { user, only, ipc, calls } = show();
    await pleasant();
    await user.keyboard('{ArrowLeft}{ArrowUp}');
    const field = screen.getByRole('textbox', { name: 'Find a word' });
    await user.type(field, 'Sea-sick');
    await user.click(screen.getByRole('button', { name: 'Add “Sea-sick”' }));
    await waitFor(() => expect(pressed(word('Sea-sick'))).toBe(true));
    expect(ipc.state.ownFeelings).toMatchObject([{ name: 'Sea-sick', pleasant: -0.2, energy: 0.2, own: true }]);
    await user.type(field, 'sea sick');
    expect(screen.queryByRole('button', { name: /^Add/ })).toBeNull();
    await user.clear(field);
    await user.type(field, 'ON  guard{Enter}');
    await waitFor(() => expect(only()?.feelings.map(({ id }) => id)).toEqual(['own:sea sick', 'on-guard']), SOON);
    expect(calls('save_feeling')).toHaveLength(1);
  });

  it('say it when an own word could not be kept', async () => {
    const { user, ipc } = show();
    await pleasant();
    ipc.state.failing.set('save_feeling', { code: 'disk_full' });
    await user.type(screen.getByRole('textbox', { name: 'Find a word' }), 'seasick{Enter}');
    await screen.findByText(/The disk is full/);
  });

  it('are all there, by family, own ones last', async () => {
    const own = { id: 'own:seasick', name: 'seasick', meaning: '', pleasant: -0.3, energy: 0, family: '', own: true };
    const { user } = show({ ownFeelings: [own] });
    await pleasant();
    await user.click(screen.getByRole('button', { name: 'All words' }));
    within(screen.getByRole('group', { name: 'Anger' })).getByRole('button', { name: 'furious' });
    const mine = within(screen.getByRole('group', { name: 'Your own' })).getByRole('button', { name: 'seasick' });
    await user.click(mine);
    expect(pressed(mine)).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Fewer words' }));
    expect(words()[0]).toBe('seasick');
  });

  it('keep a word that is not offered any more', async () => {
    show({ checkIns: kept({ id: 'one', at: '2026-11-20T08:00:00+01:00', feelings: [{ id: 'own:gone', name: 'gone grey', strength: 2 }] }) }, '#/checkin/one');
    await pleasant();
    expect(pressed(word('gone grey'))).toBe(true);
    screen.getByRole('radiogroup', { name: 'How strong: gone grey, 2 of 5' });
  });

  it('have a strength from 1 to 5, which can be taken back', async () => {
    const { user, only } = show();
    await pleasant();
    await user.click(word('wary'));
    const group = () => screen.getByRole('radiogroup', { name: /^How strong: wary/ });
    await user.click(within(group()).getByRole('radio', { name: '3 of 5' }));
    screen.getByRole('radiogroup', { name: 'How strong: wary, 3 of 5' });
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(only()?.feelings).toEqual([felt('wary', 4)]), SOON);
    await user.click(within(group()).getByRole('radio', { name: '4 of 5' }));
    expect(within(group()).queryByRole('radio', { checked: true })).toBeNull();
    await waitFor(() => expect(only()?.feelings).toEqual([felt('wary')]), SOON);
    await user.click(within(group()).getByRole('radio', { name: '1 of 5' }));
    await user.keyboard('{Delete}');
    screen.getByRole('radiogroup', { name: 'How strong: wary' });
  });

  it('are chosen by place, found by rank, and coloured by family', async () => {
    const choices = await fakeIpc({ ownFeelings: [{ id: 'own:x', name: 'Été', meaning: '', pleasant: 0.1, energy: -0.9, family: '', own: true }] }).check_in_choices();
    expect(offered(choices, { pleasant: 0.75, energy: 0.7 })[0]).toBe('playful');
    expect(offered(choices, null)).toHaveLength(12);
    expect(found(choices.feelings, 'ete').map(({ id }) => id)).toEqual(['own:x']);
    expect(found(choices.feelings, ' ')).toEqual([]);
    expect(folded('🌊')).not.toBe(folded('🌿'));
    const colours = quarters(choices);
    expect([colours.get('furious'), colours.get('sad'), colours.get('calm'), colours.get('glad'), colours.get('own:x')]).toEqual(['rose', 'blue', 'sage', 'gold', 'sage']);
  });

  it('lead to support where they say that more is needed', async () => {
    const { user } = show();
    await pleasant();
    expect(document.querySelector('main a[href="#/support"]')).toBeNull();
    await user.type(screen.getByRole('textbox', { name: 'Find a word' }), 'trapped{Enter}');
    await user.type(screen.getByRole('textbox', { name: 'Find a word' }), 'hopeless{Enter}');
    expect(within(screen.getByRole('main')).getAllByRole('link', { name: 'Support' })).toHaveLength(1);
    await expectAccessible();
    await user.click(word('trapped'));
    await user.click(word('hopeless'));
    expect(within(screen.getByRole('main')).queryByRole('link', { name: 'Support' })).toBeNull();
  });
});

describe('more', () => {
  it('shows the same places on the figure and in the list', async () => {
    const { user, only } = show();
    await open(user, /^In the body/);
    const region = (place: string) => [...document.querySelectorAll(`[data-place="${place}"]`)];
    const list = within(screen.getByRole('group', { name: 'In the body' }));
    await fireEvent.click(region('hands')[1] as Element);
    expect(pressed(list.getByRole('button', { name: 'hands' }))).toBe(true);
    expect(region('hands').map((path) => path.classList.contains('chosen'))).toEqual([true, true]);
    await user.click(list.getByRole('button', { name: 'jaw' }));
    expect(region('jaw')[0]?.classList.contains('chosen')).toBe(true);
    await user.click(list.getByRole('button', { name: 'hands' }));
    expect(region('hands').some((path) => path.classList.contains('chosen'))).toBe(false);
    for (const place of ['skin', 'all-over', 'nowhere', 'eyes', 'back', 'neck']) {
      expect(region(place)).toEqual([]);
      list.getByRole('button', { name: place.replace('-', ' ') });
    }
    await waitFor(() => expect(only()?.places).toEqual([{ id: 'jaw', name: 'jaw' }]), SOON);
    expect(screen.getByRole('button', { name: /^In the body/ }).textContent).toContain('jaw');
  });

  it('takes what set it off and what is needed, also in own words', async () => {
    const { user, only } = show();
    await open(user, /^What set it off/);
    await user.click(screen.getByRole('button', { name: 'a song' }));
    const field = screen.getByRole('textbox', { name: 'Find one, or write your own' });
    await user.type(field, 'the  blue car{Enter}');
    await waitFor(() => expect(only()?.triggers).toEqual([{ id: 'a-song', name: 'a song' }, { id: 'own:the blue car', name: 'the blue car' }]), SOON);
    await user.type(field, 'A Song{Enter}');
    await user.click(screen.getByRole('button', { name: 'the blue car' }));
    await waitFor(() => expect(only()?.triggers).toEqual([{ id: 'a-song', name: 'a song' }]), SOON);
    expect(pressed(screen.getByRole('button', { name: 'the blue car' }))).toBe(false);
    await user.click(screen.getByRole('button', { name: /^What set it off/ }));
    await open(user, /^What I need/);
    await user.click(screen.getByRole('button', { name: 'to be heard' }));
    await waitFor(() => expect(only()?.needs).toEqual([{ id: 'to-be-heard', name: 'to be heard' }]), SOON);
  });

  it('has five sliders without a value until they are touched', async () => {
    const { user, only } = show();
    await open(user, /^Pulse/);
    screen.getByText('Your own marks, not a validated test.');
    const sliders = ['trust', 'feeling safe', 'hope', 'closeness', 'intrusive thoughts'].map((name) => screen.getByRole('slider', { name }));
    expect(sliders.map(says)).toEqual(Array.from({ length: 5 }, () => 'not set'));
    const [trust, , hope] = sliders as [HTMLInputElement, HTMLInputElement, HTMLInputElement];
    await fireEvent.input(trust, { target: { value: '7' } });
    // In the middle already: a click or the space bar says that this is meant.
    await user.click(hope);
    expect([says(trust), trust.value, says(hope), hope.value]).toEqual([null, '7', null, '5']);
    await waitFor(() => expect(only()?.pulse).toEqual({ trust: 7, safe: null, hope: 5, closeness: null, intrusive: null }), SOON);
    await user.click(screen.getByRole('button', { name: 'Clear hope' }));
    expect([says(hope), document.activeElement]).toEqual(['not set', hope]);
    await user.keyboard(' ');
    expect(says(hope)).toBeNull();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(only()?.pulse).toMatchObject({ trust: 7, hope: null }), SOON);
    expect(screen.getByRole('button', { name: /^Pulse/ }).textContent).toContain('trust 7');
  });

  it('asks for own trackers by their kind, but not for those put away', async () => {
    const trackers = [tracker('Calm', 'scale'), tracker('Walked', 'yes-no'), tracker('Hours of sleep', 'count'), tracker('Calls', 'count', true)];
    const { user, only } = show({ trackers });
    await open(user, /^Own trackers/);
    expect(screen.queryByText('Calls')).toBeNull();
    await fireEvent.input(screen.getByRole('slider', { name: 'Calm' }), { target: { value: '3' } });
    const answers = within(screen.getByRole('group', { name: 'Walked' }));
    await user.click(answers.getByRole('button', { name: 'no' }));
    await user.type(screen.getByRole('spinbutton', { name: 'Hours of sleep' }), '6.5');
    await waitFor(() => expect(only()?.trackers.map(({ name, value }) => [name, value])).toEqual([['Calm', 3], ['Walked', 0], ['Hours of sleep', 6.5]]), SOON);
    await user.click(answers.getByRole('button', { name: 'no' }));
    await user.clear(screen.getByRole('spinbutton', { name: 'Hours of sleep' }));
    await waitFor(() => expect(only()?.trackers.map(({ name }) => name)).toEqual(['Calm']), SOON);
    expect(screen.getByRole('link', { name: 'Change own words and trackers' }).getAttribute('href')).toBe('#/watched');
  });

  it('keeps a note, and the moment it is about', async () => {
    const { user, only } = show();
    await open(user, /^A note/);
    await user.type(screen.getByRole('textbox', { name: 'A note' }), 'He rang.{Enter}I waited less.');
    await user.click(screen.getByRole('button', { name: 'now, change date and time' }));
    await user.clear(screen.getByLabelText('Date'));
    await user.type(screen.getByLabelText('Date'), '2026-11-20');
    await expectAccessible();
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Set' }));
    await waitFor(() => expect(only()).toMatchObject({ note: 'He rang.\nI waited less.', at: expect.stringMatching(/^2026-11-20T09:00/) }), SOON);
  });
});

describe('keeping', () => {
  it('happens within two seconds, also while one goes on changing, and once is enough', async () => {
    vi.useFakeTimers();
    const ipc = fakeIpc();
    const draft = new CheckInDraft(ipc, await ipc.new_check_in(), false);
    const first = Date.now();
    let saved = 0;
    for (let step = 0; step < 30; step += 1) {
      draft.change({ note: `x${step}` });
      await vi.advanceTimersByTimeAsync(100);
      if (saved === 0 && ipc.state.checkIns.size > 0) saved = Date.now() - first;
    }
    expect(saved).toBeGreaterThan(0);
    expect(saved).toBeLessThanOrEqual(2000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(draft.stored).toBe(true);
    const count = ipc.state.calls.length;
    await draft.store();
    expect(ipc.state.calls).toHaveLength(count);
  });

  it('happens before the journal is locked', async () => {
    const { user, ipc, only } = show();
    await pleasant();
    await user.keyboard('{ArrowRight}');
    ipc.emit('flush', null);
    await waitFor(() => expect(ipc.state.calls.at(-1)?.command).toBe('lock'));
    expect(only()).toMatchObject({ pleasant: 0.2, energy: 0 });
  });

  it('happens when one goes elsewhere, and the way back leads to it', async () => {
    const { user, only } = show();
    await pleasant();
    await user.keyboard('{ArrowRight}');
    await screen.findByText('Kept', {}, SOON);
    expect(location.hash).toBe('#/checkin/' + only()?.id);
    await user.keyboard('{ArrowUp}');
    await user.click(screen.getByRole('link', { name: 'Support' }));
    await waitFor(() => expect(only()).toMatchObject({ pleasant: 0.2, energy: 0.2 }));
    await screen.findByRole('heading', { level: 1, name: 'Support' });
    history.back();
    await screen.findByRole('heading', { name: 'How it was' });
    expect((await pleasant()).getAttribute('aria-valuenow')).toBe('20');
  });

  it('begins another one by Ctrl+J where one is kept', async () => {
    const { user, ipc } = show();
    await pleasant();
    await user.keyboard('{ArrowRight}');
    await screen.findByText('Kept', {}, SOON);
    await user.keyboard('{Control>}j{/Control}');
    await waitFor(async () => expect(says(await pleasant())).toBe('not set'));
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect([...ipc.state.checkIns.values()].map((one) => one.pleasant)).toEqual([0.2, -0.2]), SOON);
  });

  it('says on every page when it did not work, keeps what was said and tries again', async () => {
    const { user, ipc, only } = show();
    const alarm = () => screen.queryByText('Your last words are not saved yet.')?.closest('[role="alert"]');
    await pleasant();
    ipc.state.failing.set('save_check_in', { code: 'disk_full' });
    await user.keyboard('{ArrowRight}{Control>}{Enter}{/Control}');
    await waitFor(() => expect(alarm()?.textContent).toContain('The disk is full'));
    await expectAccessible();
    expect(location.hash).toBe('#/checkin');
    await user.keyboard('{Control>}l{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Stay' }));
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    expect(alarm()).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Copy the text' }));
    await screen.findByText('Copied');
    expect(await navigator.clipboard.readText()).toMatch(/rather pleasant/);
    await user.keyboard('{Control>}j{/Control}');
    expect((await pleasant()).getAttribute('aria-valuenow')).toBe('20');
    ipc.state.failing.delete('save_check_in');
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await screen.findByText('Kept');
    expect(alarm()).toBeFalsy();
    expect(only()).toMatchObject({ pleasant: 0.2 });

    // What was copied then is not what is to be copied now.
    ipc.state.failing.set('save_check_in', { code: 'disk_full' });
    (await pleasant()).focus();
    await user.keyboard('{ArrowRight}{Control>}{Enter}{/Control}');
    await screen.findByRole('button', { name: 'Copy the text' });
  });

  it('can be copied as a text, all of it', () => {
    const one = checkInOf({
      id: 'one', at: '2026-11-20T21:40:00+02:00', pleasant: -0.4, energy: 0.2, feelings: [felt('wary', 3), felt('torn')], note: ' He rang. ',
      places: [{ id: 'chest', name: 'chest' }], triggers: [{ id: 'a-song', name: 'a song' }], needs: [{ id: '', name: 'my sister' }],
      pulse: { trust: 4, safe: null, hope: 6, closeness: null, intrusive: null }, trackers: [{ id: 'sleep', name: 'Sleep', value: 7 }],
    });
    const lines = ['unpleasant, rather high energy', 'wary, torn', 'In the body: chest', 'Set off by: a song', 'Needed: my sister', 'trust 4, hope 6', 'Sleep 7', 'He rang.'];
    expect(plain(one).split('\n')).toEqual([longMoment(one.at), ...lines]);
    expect(plain(checkInOf({ id: 'none', at: one.at }))).toBe(longMoment(one.at));
  });

  it('says when the page cannot be opened, and tries again', async () => {
    const { user, ipc } = show({ failing: new Map([['check_in_choices', { code: 'io' }]]) });
    const again = await screen.findByRole('button', { name: 'Try again' });
    screen.getByText(/The file could not be read/);
    ipc.state.failing.clear();
    await user.click(again);
    await pleasant();
  });
});

describe('a check-in from before', () => {
  const one = () => kept({
    id: 'one', at: '2026-11-20T21:40:00+02:00', pleasant: -0.4, energy: 0.2, feelings: [felt('wary', 3)], note: 'He rang.', entry: 'entry-1',
    places: [{ id: 'chest', name: 'chest' }], pulse: { trust: 4, safe: null, hope: 6, closeness: null, intrusive: null },
  });

  it('is shown as it is and changed in its place', async () => {
    const { user, only, calls } = show({ checkIns: one() }, '#/checkin/one');
    expect(says(await pleasant())).toBe('unpleasant');
    screen.getByRole('heading', { name: 'How it was' });
    screen.getAllByText(longMoment('2026-11-20T21:40:00+02:00'));
    screen.getByRole('button', { name: /^Pulse/ });
    expect(screen.getByRole('button', { name: /^Pulse/ }).textContent).toContain('trust 4, hope 6');
    expect(screen.getByRole('link', { name: 'It belongs to this entry' }).getAttribute('href')).toBe('#/entry/entry-1');
    expect(calls('save_check_in')).toEqual([]);
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(only()).toEqual({ ...one().get('one'), pleasant: -0.2 }), SOON);
  });

  it('goes to the trash and comes back', async () => {
    const { user, ipc } = show({ checkIns: one() }, '#/checkin/one');
    await pleasant();
    await user.keyboard('{ArrowRight}');
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await screen.findByText('The check-in was moved to the trash.');
    expect(ipc.state.trashed.has('one')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(ipc.state.trashed.has('one')).toBe(false));
    expect(ipc.state.checkIns.get('one')?.pleasant).toBe(-0.2);
  });

  it('lies in the trash once everything in it was taken back, and comes out with the next word', async () => {
    const { user, ipc, calls } = show({ checkIns: kept({ id: 'one', at: '2026-11-20T21:40:00+02:00', feelings: [felt('wary')] }) }, '#/checkin/one');
    await pleasant();
    await user.click(word('wary'));
    await waitFor(() => expect(ipc.state.trashed.has('one')).toBe(true), SOON);
    expect(ipc.state.checkIns.get('one')?.feelings).toEqual([felt('wary')]);
    await user.click(word('torn'));
    await waitFor(() => expect(ipc.state.trashed.has('one')).toBe(false), SOON);
    expect(ipc.state.checkIns.get('one')?.feelings).toEqual([felt('torn')]);
    expect(calls('trash_entries')).toHaveLength(1);
  });

  it('says when it is not there', async () => {
    show({}, '#/checkin/none');
    await screen.findByText(/is not here any more/);
  });
});

describe('today', () => {
  const line = () => within(screen.getByRole('list', { name: 'How are you?' })).getAllByRole('link');

  it('shows the words of the day, oldest first, each leading to its check-in', async () => {
    show({
      checkIns: kept(
        { id: 'evening', at: '2026-11-22T20:10:00+01:00', feelings: [felt('hopeful')] },
        { id: 'noon', at: '2026-11-22T12:00:00+01:00', pleasant: -0.5, energy: 0.6 },
        { id: 'noted', at: '2026-11-22T12:30:00+01:00', note: 'Waited.' },
        { id: 'pulse', at: '2026-11-22T12:45:00+01:00', pulse: { trust: 3, safe: null, hope: null, closeness: null, intrusive: null } },
        { id: 'morning', at: '2026-11-22T08:40:00+01:00', feelings: [felt('sad'), felt('wary')] },
        { id: 'yesterday', at: '2026-11-21T08:40:00+01:00', feelings: [felt('glad')] },
      ),
    }, '#/today');
    await screen.findByRole('link', { name: /^hopeful/ });
    expect(line().map((link) => link.textContent.split(',')[0])).toEqual(['sad', 'wary', 'unpleasant', 'note', expect.stringContaining('12:45'), 'hopeful']);
    expect(line().map((link) => link.getAttribute('href'))).toEqual(['morning', 'morning', 'noon', 'noted', 'pulse', 'evening'].map((id) => `#/checkin/${id}`));
    await expectAccessible();
  });

  it('only asks on an empty day', async () => {
    const { user, calls } = show({}, '#/today');
    const add = await screen.findByRole('button', { name: 'add' });
    await waitFor(() => expect(calls('check_ins')).toHaveLength(1));
    expect(screen.queryByRole('list', { name: 'How are you?' })).toBeNull();
    await user.click(add);
    await pleasant();
  });

  it('stays a line on a day with 200 check-ins', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ id: `c${index}`, at: `2026-11-22T0${Math.floor(index / 60)}:${String(index % 60).padStart(2, '0')}:00+01:00`, feelings: [felt('sad')] }));
    show({ checkIns: kept(...many) }, '#/today');
    expect((await screen.findByRole('link', { name: '188 more' })).getAttribute('href')).toBe('#/checkins');
    expect(line()).toHaveLength(12);
    expect(line().at(-1)?.getAttribute('href')).toBe('#/checkin/c199');
  });

  it('says when they cannot be read', async () => {
    show({ failing: new Map([['check_ins', { code: 'io' }]]) }, '#/today');
    await screen.findByText('The file could not be read or written just now.');
    screen.getByRole('button', { name: 'add' });
  });
});

describe('an entry', () => {
  it('asks how it felt, and shows it once that was said', async () => {
    const { user, only } = show({}, '#/entry/entry-1');
    await user.click(await screen.findByRole('button', { name: 'How did it feel?' }));
    await pleasant();
    await user.keyboard('{ArrowLeft}{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(word('wary')));
    await user.keyboard(' {Control>}{Enter}{/Control}');
    await screen.findByRole('link', { name: /^wary/ });
    expect(location.hash).toBe('#/entry/entry-1');
    expect(only()?.entry).toBe('entry-1');
    expect(screen.queryByRole('button', { name: 'How did it feel?' })).toBeNull();
    await expectAccessible();
  });
});

describe('own words and trackers', () => {
  const dialog = () => within(screen.getByRole('dialog'));
  const button = (name: string) => screen.findByRole('button', { name });

  it('invite where there are none', async () => {
    show({}, '#/watched');
    await screen.findByText(/Some feelings have a name that only you use/);
    screen.getByText(/Is there something you want to keep an eye on/);
    await expectAccessible();
  });

  it('takes in, changes and takes out a word', async () => {
    const { user, ipc } = show({}, '#/watched');
    await user.click(await button('New word'));
    await user.type(dialog().getByLabelText('Word'), 'Wary');
    expect(dialog().getByRole('button', { name: 'Keep' })).toHaveProperty('disabled', true);
    dialog().getByText('“wary” is there already.');
    await user.clear(dialog().getByLabelText('Word'));
    await user.type(dialog().getByLabelText('Word'), 'seasick');
    await user.type(dialog().getByLabelText('What it is like, in one line'), 'The floor moves.');
    dialog().getByRole('slider', { name: 'Unpleasant to pleasant' }).focus();
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowDown}{Delete}');
    await expectAccessible();
    await user.click(dialog().getByRole('button', { name: 'Keep' }));
    await screen.findByText('The floor moves.');
    const made = { name: 'seasick', meaning: 'The floor moves.', pleasant: -0.4, energy: -0.2, family: '', own: true };
    expect(ipc.state.ownFeelings).toMatchObject([made]);
    await user.click(await button('Change seasick'));
    await user.type(dialog().getByLabelText('Word'), ' again');
    await user.click(dialog().getByRole('button', { name: 'Keep' }));
    await screen.findByText('seasick again');
    expect(ipc.state.ownFeelings).toMatchObject([{ ...made, name: 'seasick again' }]);
    await user.click(await button('Remove seasick again'));
    await screen.findByText(/is not offered any more/);
    expect(ipc.state.ownFeelings).toEqual([]);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Undo'));
    await user.keyboard('{Enter}');
    await button('Change seasick again');
    await expectAccessible();
  });

  it('takes in, renames, puts away and brings back a tracker', async () => {
    const { user, ipc } = show({}, '#/watched');
    await user.click(await button('New tracker'));
    await user.type(dialog().getByLabelText('What it is called'), 'Walked');
    await user.click(dialog().getByRole('radio', { name: 'yes or no' }));
    await expectAccessible();
    await user.click(dialog().getByRole('button', { name: 'Keep' }));
    await user.click(await button('Rename Walked'));
    const field = dialog().getByLabelText('What it is called');
    await user.clear(field);
    await user.type(field, 'A walk');
    await user.click(dialog().getByRole('button', { name: 'Keep' }));
    await user.click(await button('Put away A walk'));
    await button('Bring back A walk');
    expect(ipc.state.trackers).toMatchObject([{ name: 'A walk', kind: 'yes-no', archived: true }]);
    await user.click(await button('New tracker'));
    await user.type(dialog().getByLabelText('What it is called'), 'a walk');
    dialog().getByText('“A walk” is put away. You can bring it back.');
    await user.click(dialog().getByRole('button', { name: 'Cancel' }));
    await expectAccessible();
    await user.click(await button('Bring back A walk'));
    await button('Put away A walk');
    expect(ipc.state.trackers).toMatchObject([{ archived: false }]);
  });

  it('says what went wrong', async () => {
    const { user, ipc } = show({ failing: new Map([['check_in_choices', { code: 'io' }]]) }, '#/watched');
    await user.click(await button('Try again'));
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await user.click(await button('New tracker'));
    ipc.state.failing.set('set_trackers', { code: 'disk_full' });
    await user.type(dialog().getByLabelText('What it is called'), 'Sleep{Enter}');
    await dialog().findByText(/The disk is full/);
  });
});
