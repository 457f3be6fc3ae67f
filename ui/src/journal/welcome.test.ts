import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Person } from '$lib/bindings/Person';
import { fakeIpc, type FakeState } from '$lib/ipc.fake';
import { expectAccessible } from '../../test/axe';
import Lock from '../lock/Lock.svelte';
import Journal from './Journal.svelte';

const nobody: Person = { point_of_view: 'unsure', about: null, word: '', stage: null, welcomed: false, asked: false };
const HEADINGS = ['What this is', 'Before you write: is anybody watching?', 'What brings you here?', 'Whom is it about?', 'A few first words, if you like'];

function show(state: Partial<FakeState> = {}, hash = '') {
  location.hash = hash;
  const ipc = fakeIpc({ entries: new Map(), ...state });
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, page, user: userEvent.setup() };
}

/** A journal that was made just now. */
const first = (state: Partial<FakeState> = {}, hash = '') => show({ opened: { created: true }, person: { ...nobody }, ...state }, hash);
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
/** The page is there, and whoever listens hears its heading. */
async function arrived(name: string) {
  const title = await heading(name);
  expect(document.activeElement).toBe(title);
}
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const radio = (name: string) => screen.getByRole('radio', { name }) as HTMLInputElement;
const field = () => screen.getByLabelText('A word of your own for them, if you like') as HTMLInputElement;

/** Presses Tab until the focus is on this. */
async function tabTo(user: ReturnType<typeof userEvent.setup>, there: () => HTMLElement) {
  for (let presses = 0; presses < 40 && document.activeElement !== there(); presses += 1) await user.tab();
  expect(document.activeElement).toBe(there());
}

describe('the first run', () => {
  it('goes by keyboard alone, keeps each choice as it is made, and ends in writing', async () => {
    const { ipc, calls, user } = first();
    await arrived('What this is');
    screen.getByText(/It is not therapy/);
    screen.getByText(/Nothing here connects to anything/);
    await expectAccessible();
    await tabTo(user, () => button('Next'));
    await user.keyboard('{Enter}');

    await arrived(HEADINGS[1]!);
    expect(screen.getByRole('link', { name: 'Look at the safety part' }).getAttribute('href')).toBe('#/support/safety');
    await expectAccessible();
    await tabTo(user, () => button('I have looked, go on'));
    await user.keyboard('{Enter}');

    await arrived(HEADINGS[2]!);
    await expectAccessible();
    expect(calls('set_person')).toHaveLength(0);
    await tabTo(user, () => radio('I’m not sure'));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(ipc.state.person.point_of_view).toBe('hurt'));
    await user.keyboard('{Enter}');

    await arrived(HEADINGS[3]!);
    await expectAccessible();
    const whom = within(screen.getByRole('group', { name: 'Whom it is about' }));
    await tabTo(user, () => whom.getByRole('radio', { name: 'Rather not say' }));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(ipc.state.person.about).toBe('partner'));
    await tabTo(user, field);
    await user.keyboard('  M. ');
    const ago = within(screen.getByRole('group', { name: 'How long ago it was, roughly' }));
    await tabTo(user, () => ago.getByRole('radio', { name: 'Rather not say' }));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(ipc.state.person).toEqual({ ...nobody, point_of_view: 'hurt', about: 'partner', word: 'M.', stage: 'early' }));
    await user.keyboard('{Enter}');

    await arrived(HEADINGS[4]!);
    await expectAccessible();
    expect(ipc.state.person.welcomed).toBe(false);
    await tabTo(user, () => button('Write a few words'));
    await user.keyboard('{Enter}');
    const editor = await screen.findByRole('textbox', { name: 'Entry' });
    expect(location.hash).toBe('#/today');
    await waitFor(() => expect(document.activeElement).toBe(editor));
    expect(ipc.state.person.welcomed).toBe(true);
    expect(calls('set_person')).toHaveLength(5);
  });

  it('skips page by page and stores nothing but that it was seen', async () => {
    const { ipc, calls, user } = first();
    for (const name of HEADINGS.slice(0, 4)) {
      await heading(name);
      await user.click(button('Skip'));
    }
    await heading(HEADINGS[4]!);
    await user.click(button('Not now'));
    await waitFor(() => expect(location.hash).toBe('#/today'));
    expect(ipc.state.person).toEqual({ ...nobody, welcomed: true });
    expect(calls('set_person')).toHaveLength(1);
  });

  it.each([0, 1, 2, 3])('can be left whole from page %i', async (at) => {
    const { ipc, user } = first();
    for (const name of HEADINGS.slice(0, at)) {
      await heading(name);
      await user.click(button('Skip'));
    }
    await heading(HEADINGS[at]!);
    await user.click(button('Skip all of this'));
    await waitFor(() => expect(location.hash).toBe('#/today'));
    expect(ipc.state.person).toEqual({ ...nobody, welcomed: true });
  });

  it('goes back, and what was chosen is still chosen', async () => {
    const { user } = first();
    await heading(HEADINGS[0]!);
    expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
    await user.click(button('Next'));
    await heading(HEADINGS[1]!);
    await user.click(button('Skip'));
    await heading(HEADINGS[2]!);
    await user.click(radio('I broke someone’s trust'));
    await user.click(button('Next'));
    await heading(HEADINGS[3]!);
    await user.click(radio('A friend'));
    await user.type(field(), 'K');
    await user.click(button('Back'));
    await heading(HEADINGS[2]!);
    expect(radio('I broke someone’s trust').checked).toBe(true);
    await user.click(button('Back'));
    await heading(HEADINGS[1]!);
    await user.click(button('Back'));
    await heading(HEADINGS[0]!);
    for (const name of ['Next', 'Skip', 'Next']) {
      await user.click(button(name));
      await waitFor(() => expect(document.activeElement?.tagName).toBe('H1'));
    }
    await heading(HEADINGS[3]!);
    expect(radio('A friend').checked).toBe(true);
    expect(field().value).toBe('K');
  });

  it('is where one left it after a look at the safety part', async () => {
    const { calls, user } = first();
    await heading(HEADINGS[0]!);
    await user.click(button('Next'));
    await heading(HEADINGS[1]!);
    await user.click(screen.getByRole('link', { name: 'Look at the safety part' }));
    const safety = await screen.findByRole('heading', { name: 'Safety on this computer' });
    await waitFor(() => expect(document.activeElement).toBe(safety));
    await user.click(button('Back'));
    await heading(HEADINGS[1]!);
    expect(calls('set_person')).toHaveLength(0);
  });

  it('keeps the word also when the page is left in the middle of it', async () => {
    const { ipc, user } = first();
    await heading(HEADINGS[0]!);
    location.hash = '#/welcome/whom';
    await heading(HEADINGS[3]!);
    await user.type(field(), 'Bear');
    location.hash = '#/journal';
    await waitFor(() => expect(ipc.state.person.word).toBe('Bear'));
  });

  it('keeps the word before it locks', async () => {
    const { ipc, calls, user } = first();
    await heading(HEADINGS[0]!);
    location.hash = '#/welcome/whom';
    await heading(HEADINGS[3]!);
    await user.type(field(), 'Bear');
    await user.keyboard('{Control>}l{/Control}');
    await waitFor(() => expect(calls('lock')).toHaveLength(1));
    expect(ipc.state.person.word).toBe('Bear');
  });

  it('offers the day’s question once the point of view is kept', async () => {
    const { ipc, user } = first();
    await heading(HEADINGS[0]!);
    location.hash = '#/welcome/brings';
    await heading(HEADINGS[2]!);
    ipc.state.shown = ['0-1-a', '0-14-a', '1-33-a', '4-20-a', '3-13-a'];
    await user.click(radio('I was hurt'));
    location.hash = '#/welcome/words';
    await screen.findByText('What did you need to hear this week that nobody said?');
  });

  it.each([
    ['a deep one', { person: { ...nobody, point_of_view: 'hurt' as const }, shown: ['2-5-a'] }],
    ['none', { hidden: ['0-1-a', '0-14-a', '1-33-a', '4-20-a'] }],
    ['a failure', { failing: new Map([['todays_prompt', { code: 'io' }]]) }],
  ])('has a gentle question of its own when there is %s', async (_, state) => {
    first(state);
    await heading(HEADINGS[0]!);
    location.hash = '#/welcome/words';
    await screen.findByText('How is it for you, just now?');
  });

  it('says what could not be kept and shows what is', async () => {
    const { ipc, user } = first({ failing: new Map([['set_person', { code: 'disk_full' }]]) });
    await heading(HEADINGS[0]!);
    location.hash = '#/welcome/brings';
    await heading(HEADINGS[2]!);
    await user.click(radio('Both'));
    await screen.findByText('The disk is full. Free some space, and it goes on.');
    expect(radio('I’m not sure').checked).toBe(true);
    ipc.state.failing.clear();
    await user.click(radio('Both'));
    await waitFor(() => expect(ipc.state.person.point_of_view).toBe('both'));
    expect(screen.queryByText(/The disk is full/)).toBeNull();
  });

  it('holds nobody when nothing can be read or kept', async () => {
    const { user } = first({ failing: new Map([['set_person', { code: 'io' }]]) });
    await heading(HEADINGS[0]!);
    await user.click(button('Skip all of this'));
    await waitFor(() => expect(location.hash).toBe('#/today'));
  });
});

describe('about me, in Settings', () => {
  const settled = { ...nobody, welcomed: true, asked: true };

  it('keeps each choice at once and leaves the rest as it is', async () => {
    const { ipc, user } = show({ person: settled }, '#/settings');
    const section = within(await screen.findByRole('region', { name: 'About you' }));
    await user.click(await section.findByRole('radio', { name: 'I broke someone’s trust' }));
    await user.click(section.getByRole('radio', { name: 'A relative' }));
    await user.type(field(), 'Mum');
    await user.click(section.getByRole('radio', { name: 'Long ago' }));
    await waitFor(() => expect(ipc.state.person).toEqual({ ...settled, point_of_view: 'broke-trust', about: 'relative', word: 'Mum', stage: 'later' }));
    await expectAccessible();
    for (const name of ['Whom it is about', 'How long ago it was, roughly']) {
      await user.click(within(section.getByRole('group', { name })).getByRole('radio', { name: 'Rather not say' }));
    }
    await user.clear(field());
    await user.tab();
    await waitFor(() => expect(ipc.state.person).toEqual({ ...settled, point_of_view: 'broke-trust' }));
  });

  it('shows the first pages again as they were answered, and stores nothing for it', async () => {
    const { calls, user } = show({ person: { ...settled, point_of_view: 'hurt', about: 'partner' } }, '#/settings');
    await user.click(await screen.findByRole('link', { name: 'Show the first pages again' }));
    for (const name of HEADINGS.slice(0, 2)) {
      await heading(name);
      await user.click(button('Skip'));
    }
    await heading(HEADINGS[2]!);
    expect(radio('I was hurt').checked).toBe(true);
    await user.click(button('Skip all of this'));
    await waitFor(() => expect(location.hash).toBe('#/today'));
    expect(calls('set_person')).toHaveLength(0);
  });

  it('can be tried again when it could not be read', async () => {
    const { ipc, user } = show({ failing: new Map([['reflect', { code: 'io' }]]) }, '#/settings');
    const section = within(await screen.findByRole('region', { name: 'About you' }));
    await section.findByRole('alert');
    expect(section.queryByRole('radio')).toBeNull();
    ipc.state.failing.clear();
    await user.click(section.getByRole('button', { name: 'Try again' }));
    await section.findByRole('radio', { name: 'I was hurt' });
  });
});

/** The support page in both windows. */
const enter = {
  journal: async (state: Partial<FakeState> = {}) => show(state, '#/support'),
  lock: async (state: Partial<FakeState> = {}) => {
    const ipc = fakeIpc(state);
    render(Lock, { ipc });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Support' }));
    return { ipc, user };
  },
};
const calm = () => screen.findByRole('heading', { name: 'If it is too much right now' });
const open = async (window: keyof typeof enter, state: Partial<FakeState> = {}) => {
  const shown = await enter[window](state);
  await calm();
  await screen.findByRole('combobox', { name: 'Country' });
  return shown;
};
const country = () => screen.getByRole('combobox', { name: 'Country' }) as HTMLSelectElement;
const tick = () => screen.getByRole('checkbox', { name: /Remember this country/ }) as HTMLInputElement;
const remembering = (support_country: string | null): Partial<FakeState> => ({
  preferences: { theme: 'system', text_size: 100, lock_after_minutes: 10, hide_from_capture: true, spell_check: false, support_country },
});

describe.each(['journal', 'lock'] as const)('support in the %s window', (window) => {
  it('begins with the emergency number, then goes by urgency', async () => {
    await open(window);
    const order = [
      screen.getByText('If you are in danger now, call the emergency number where you are.'),
      screen.getByText('112 (EU, many others)'),
      screen.getByText(/not an emergency service/),
      ...['If it is too much right now', 'People to call or write to', 'Safety on this computer'].map((name) => screen.getByRole('heading', { level: 2, name })),
    ];
    for (const [index, one] of order.slice(1).entries()) {
      expect(order[index]!.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    }
    await expectAccessible();
  });

  it('opens one exercise at a time and gives the focus back', async () => {
    const { user } = await open(window);
    await user.click(button(/^A longer breath out/));
    await screen.findByText('Sit so that nothing pinches.');
    await expectAccessible();
    await user.click(button(/^Cold water/));
    await screen.findByText('Let the water run cool.');
    expect(screen.queryByText('Sit so that nothing pinches.')).toBeNull();
    await user.click(button('Close'));
    await waitFor(() => expect(screen.queryByText('Let the water run cool.')).toBeNull());
    expect(document.activeElement).toBe(button(/^Cold water/));
  });

  it('tells the facts one by one', async () => {
    const { user } = await open(window);
    const fact = screen.getByText(/connects to nothing/).closest('details');
    expect(fact?.open).toBe(false);
    await user.click(screen.getByText('What Mend does'));
    expect(fact?.open).toBe(true);
    await expectAccessible();
  });

  it('leads to its parts', async () => {
    const { user } = await open(window);
    const hash = location.hash;
    for (const name of ['Safety on this computer', 'People to call or write to', 'If it is too much right now']) {
      await user.click(screen.getByRole('link', { name }));
      await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name })));
    }
    expect(location.hash).toBe(hash);
  });

  it('copies a number', async () => {
    const { user } = await open(window);
    await user.selectOptions(country(), 'United Kingdom');
    await user.click(button('Copy 116 123'));
    await screen.findByText('Copied');
    expect(await navigator.clipboard.readText()).toBe('116 123');
  });

  it('selects a number that cannot be copied, and says so', async () => {
    const { user } = await open(window);
    await user.selectOptions(country(), 'United Kingdom');
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not here'));
    Object.defineProperty(document, 'execCommand', { value: () => false, configurable: true });
    await user.click(button('Copy 116 123'));
    await screen.findByText(/Copying did not work here/);
    expect(getSelection()?.toString()).toBe('116 123');
  });

  it('shows the country that was remembered', async () => {
    await open(window, remembering('Germany'));
    expect(country().value).toBe('Germany');
    screen.getByText('116 016');
  });

  it('forgets about a country it does not know', async () => {
    await open(window, remembering('Atlantis'));
    expect(country().value).toBe('');
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('asks for nothing of the journal', async () => {
    const { ipc, user } = await open(window);
    await user.selectOptions(country(), 'Australia');
    const asked = new Set(ipc.state.calls.map((call) => call.command));
    for (const command of ['opened', 'activity', 'lock_status']) asked.delete(command);
    expect([...asked].sort()).toEqual(['calm', 'preferences', 'support']);
  });
});

describe('the remembered country', () => {
  it('is kept only when that is ticked, follows another choice, and is forgotten when it is unticked', async () => {
    const { ipc, user } = await open('journal');
    const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
    expect(screen.queryByRole('checkbox')).toBeNull();
    await user.selectOptions(country(), 'Germany');
    expect(tick().checked).toBe(false);
    expect(calls('set_preferences')).toHaveLength(0);
    await user.click(tick());
    await waitFor(() => expect(ipc.state.preferences).toMatchObject({ support_country: 'Germany', text_size: 100 }));
    await user.selectOptions(country(), 'Australia');
    await waitFor(() => expect(ipc.state.preferences.support_country).toBe('Australia'));
    expect(tick().checked).toBe(true);
    await expectAccessible();
    await user.click(tick());
    await waitFor(() => expect(ipc.state.preferences.support_country).toBeNull());
    expect(country().value).toBe('Australia');
    await user.click(tick());
    await user.selectOptions(country(), '');
    await waitFor(() => expect(calls('set_preferences')).toHaveLength(5));
    expect(ipc.state.preferences.support_country).toBeNull();
  });

  it('is not shown as kept when it could not be', async () => {
    const { user } = await open('journal', { failing: new Map([['set_preferences', { code: 'disk_full' }]]) });
    await user.selectOptions(country(), 'Germany');
    await user.click(tick());
    await screen.findByText('The disk is full. Free some space, and it goes on.');
    await waitFor(() => expect(tick().checked).toBe(false));
  });

  it('is not brought back by another setting', async () => {
    const { ipc, user } = await open('journal', remembering('Germany'));
    await user.click(tick());
    await waitFor(() => expect(ipc.state.preferences.support_country).toBeNull());
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await user.click(await screen.findByRole('radio', { name: 'Dark' }));
    await waitFor(() => expect(ipc.state.preferences.theme).toBe('dark'));
    expect(ipc.state.preferences.support_country).toBeNull();
  });

  it('can neither be kept nor forgotten in the lock window, which says so', async () => {
    const { user } = await open('lock', remembering('Germany'));
    screen.getByText(/support page inside your journal can forget it/);
    expect(screen.queryByRole('checkbox')).toBeNull();
    await user.selectOptions(country(), 'Australia');
    expect(screen.queryByText(/can forget it/)).toBeNull();
  });
});

describe('a part of the support page that cannot be read', () => {
  it.each(['support', 'calm', 'preferences'])('does not take the rest with it: %s', async (command) => {
    await enter.lock({ failing: new Map([[command, { code: 'io' }]]) });
    await screen.findByText(/call the emergency number/);
    if (command !== 'calm') await calm();
    if (command !== 'support') await screen.findByText('Find A Helpline');
    expect(screen.queryAllByRole('alert')).toHaveLength(command === 'preferences' ? 0 : 1);
    await expectAccessible();
  });
});
