import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { days } from '$lib/ipc.fake.data';
import { entryOf, fakeIpc, stamp, type FakeState } from '$lib/ipc.fake';
import { expectAccessible } from '../../test/axe';
import Journal from './Journal.svelte';

function show(state: Partial<FakeState> = {}, hash = '') {
  location.hash = hash;
  const ipc = fakeIpc({ entries: days(8), ...state });
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, page, user: userEvent.setup() };
}

const editor = () => screen.findByRole('textbox', { name: 'Entry' });
const stateOf = () => document.querySelector('[data-state]')?.getAttribute('data-state');

/** Types as the browser does; jsdom has no editing of its own. */
function write(text: string) {
  const view = (document.querySelector('.ProseMirror') as unknown as { editor: { commands: { insertContent(text: string): void } } }).editor;
  view.commands.insertContent(text);
}

/** Pastes plain text, as Ctrl+V does. */
function paste(target: HTMLElement, text: string, html = '') {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: (type: string) => (type === 'text/plain' ? text : type === 'text/html' ? html : ''), types: ['text/plain'], files: [], items: [] } });
  target.dispatchEvent(event);
}

describe('today', () => {
  it('opens on a blank page and saves what is written', async () => {
    const { ipc, user } = show({ entries: new Map() });
    await editor();
    expect(stateOf()).toBe('blank');
    await user.type(screen.getByLabelText('Title'), 'River');
    write('We walked.');
    expect(stateOf()).toBe('unsaved');
    await waitFor(() => expect(stateOf()).toBe('saved'), { timeout: 2000 });
    expect([...ipc.state.drafts.values()]).toMatchObject([{ title: 'River', body: 'We walked.', kind: 'free', parents: [] }]);
    await expectAccessible();
  });

  it('goes on with what was written today', async () => {
    const entries = new Map([['a', entryOf({ id: 'a', parents: ['r1'], written_at: stamp(new Date()), title: 'Morning', body: 'First *words*' })]]);
    show({ entries });
    expect((await editor()).textContent).toBe('First words');
    expect(stateOf()).toBe('saved');
  });

  it('keeps the entry and begins another', async () => {
    const { ipc, calls, user } = show({ entries: new Map() });
    await editor();
    write('One.');
    await user.keyboard('{Control>}n{/Control}');
    await screen.findByText('Also written today');
    expect([...ipc.state.entries.values()].map((entry) => entry.body)).toEqual(['One.']);
    expect((await editor()).textContent).toBe('');
    expect(calls('new_entry')).toHaveLength(2);
  });

  it('stores a pasted text byte for byte', async () => {
    const { ipc } = show({ entries: new Map() });
    const text = 'Heading\n\n\n\n\n  • one\n  • two  \n\n  1. a\n\n“end” *';
    paste(await editor(), text);
    await waitFor(() => expect([...ipc.state.drafts.values()][0]?.body).toBe(text), { timeout: 2000 });
  });

  it('keeps only words and marks of a pasted page', async () => {
    const { ipc } = show({ entries: new Map() });
    paste(await editor(), 'x', '<p onclick="evil()">a <b>b</b><img src="https://example.org/x.png"><script>evil()</scr' + 'ipt> <a href="javascript:evil()">c</a></p>');
    await waitFor(() => expect([...ipc.state.drafts.values()][0]?.body).toBe('a **b** c'), { timeout: 2000 });
    expect(document.querySelector('.ProseMirror img[src], .ProseMirror script')).toBeNull();
  });

  it('can undo over a save', async () => {
    show({ entries: new Map() });
    await editor();
    write('One.');
    await waitFor(() => expect(stateOf()).toBe('saved'), { timeout: 2000 });
    const { editor: tiptap } = document.querySelector('.ProseMirror') as unknown as { editor: { commands: { undo(): boolean } } };
    expect(tiptap.commands.undo()).toBe(true);
    expect((await editor()).textContent).toBe('');
  });

  it('says unmissably that saving fails, keeps the text, and gets over it', async () => {
    const { ipc, user } = show({ entries: new Map(), failing: new Map([['write_draft', { code: 'disk_full' }]]) });
    await editor();
    write('Precious.');
    await screen.findByText('Your last words are not saved yet.', {}, { timeout: 2000 });
    expect(stateOf()).toBe('failed');
    expect((await editor()).textContent).toBe('Precious.');
    await expectAccessible();
    ipc.state.failing.clear();
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(stateOf()).toBe('saved'));
    expect([...ipc.state.entries.values()][0]?.body).toBe('Precious.');
  });

  it('tells what one should notice, until it is closed', async () => {
    const { user } = show({ opened: { last_opened: '2026-11-21T21:14:00+01:00', failed_attempts: 2, older_copy: true, damaged: 1, recovered: ['entry-1'] } });
    await screen.findByText('Since then, 2 wrong passphrases were typed here.');
    screen.getByText(/older than the one/);
    screen.getByText(/One record could not be read/);
    screen.getByText(/Your last words before the program stopped/);
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Close this note' }));
    expect(screen.queryByText(/older than the one/)).toBeNull();
  });
});

describe('an entry', () => {
  it('is not touched by being looked at', async () => {
    const { calls, user } = show({}, '#/entry/entry-3');
    await editor();
    await expectAccessible();
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await screen.findByText('How it looks');
    expect(calls('write_draft')).toHaveLength(0);
    expect(calls('keep_draft')).toHaveLength(0);
  });

  it('is kept when one leaves it', async () => {
    const { ipc, user } = show({}, '#/entry/entry-3');
    await editor();
    write('New: ');
    await user.click(screen.getByRole('link', { name: 'Journal' }));
    await waitFor(() => expect(ipc.state.entries.get('entry-3')?.body).toContain('New: '));
  });

  it('takes tags and favours', async () => {
    const { ipc, user } = show({}, '#/entry/entry-0');
    await editor();
    await user.type(screen.getByLabelText('Add a tag'), 'river{Enter}');
    await user.click(screen.getByRole('button', { name: 'Remove heavy' }));
    await user.click(screen.getByRole('button', { name: 'Favourite' }));
    await waitFor(() => expect(ipc.state.drafts.get('entry-0')).toMatchObject({ tags: ['hopeful', 'river'], favourite: true, parents: ['rev-entry-0'] }), { timeout: 2000 });
  });

  it('goes to the trash and comes back', async () => {
    const { ipc, user } = show({}, '#/entry/entry-0');
    await editor();
    await user.click(screen.getByRole('button', { name: 'Move to trash' }));
    await screen.findByText('Moved to the trash.');
    expect(ipc.state.trashed.has('entry-0')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(ipc.state.trashed.has('entry-0')).toBe(false);
    await editor();
  });

  it('is shown plainly when it is very long, and stays as it is', async () => {
    const body = 'line one\r\n'.repeat(40_000);
    const entries = new Map([['big', entryOf({ id: 'big', parents: ['r'], written_at: stamp(new Date()), body })]]);
    const { ipc, user } = show({ entries }, '#/entry/big');
    const area = (await editor()) as HTMLTextAreaElement;
    screen.getByText(/shown as plain text/);
    area.setSelectionRange(4, 4);
    area.setRangeText('X');
    area.dispatchEvent(new Event('input', { bubbles: true }));
    await user.click(screen.getByRole('link', { name: 'Today' }));
    await waitFor(() => expect(ipc.state.entries.get('big')?.body).toBe(`lineX${body.slice(4)}`));
  });
});

describe('the journal', () => {
  it('lists the months and their entries', async () => {
    show({}, '#/journal');
    const link = await screen.findByRole('link', { name: /^The long way to the river/ });
    expect(link.closest('[data-entry]')?.getAttribute('data-entry')).toBe('entry-0');
    await expectAccessible();
  });

  it('invites when nothing is written', async () => {
    show({ entries: new Map() }, '#/journal');
    await screen.findByText(/One sentence is enough to begin/);
    await expectAccessible();
  });

  it('searches as one types, by keyboard alone', async () => {
    const { user } = show({}, '#/journal');
    await screen.findByRole('link', { name: /^The long way/ });
    await user.keyboard('{Control>}f{/Control}');
    const field = screen.getByRole('searchbox', { name: 'Search your words' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.keyboard('small');
    await screen.findByText('2 entries found');
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['small', 'small', 'small']);
    await expectAccessible();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toContain('Kept: home by seven');
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(document.activeElement).toBe(field);
    await user.keyboard('{Escape}');
    expect((field as HTMLInputElement).value).toBe('');
    await user.keyboard('river');
    await screen.findByText('1 entry found');
    await user.keyboard('{Enter}');
    await editor();
    expect(location.hash).toBe('#/entry/entry-0');
  });

  it('says when nothing is found', async () => {
    const { user } = show({}, '#/journal');
    await user.type(await screen.findByRole('searchbox'), 'zebra');
    await screen.findByText(/No entry has “zebra” in it/);
  });
});

describe('settings', () => {
  it('apply at once', async () => {
    const { ipc, user } = show({}, '#/settings');
    await user.click(await screen.findByRole('radio', { name: 'Dark' }));
    expect(document.documentElement.dataset.theme).toBe('dark');
    await user.click(screen.getByRole('radio', { name: '130 %' }));
    await user.selectOptions(screen.getByLabelText(/Lock when/), 'Never');
    await waitFor(() => expect(ipc.state.preferences).toMatchObject({ theme: 'dark', text_size: 130, lock_after_minutes: 0 }));
    await expectAccessible();
  });

  it('change the passphrase', async () => {
    const { ipc, user } = show({}, '#/settings');
    await user.click(await screen.findByRole('button', { name: 'Change the passphrase' }));
    await user.type(screen.getByLabelText('The passphrase now'), 'correct horse battery');
    await user.type(screen.getByLabelText('A new passphrase'), 'a new one of words');
    await user.type(screen.getByLabelText('Repeat the passphrase'), 'a new one of words');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Change' }));
    await screen.findByText(/The new passphrase opens/);
    expect(ipc.state.passphrase).toBe('a new one of words');
  });

  it('make a recovery sheet and show it once', async () => {
    const { calls, user } = show({}, '#/settings');
    await user.click(await screen.findByRole('button', { name: 'Make a recovery sheet' }));
    await user.type(screen.getByLabelText('Passphrase'), 'correct horse battery{Enter}');
    const line = (await screen.findByText(/^AGE-SECRET-KEY-1/)).textContent;
    await user.click(screen.getByRole('button', { name: 'Save…' }));
    expect(calls('save_recovery_sheet')[0]?.args[0]).toContain(line);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(screen.queryByText(/^AGE-SECRET-KEY-1/)).toBeNull();
  });
});

describe('ways out', () => {
  it('stores the last words before it locks', async () => {
    const { calls, ipc, user } = show({ entries: new Map() });
    await editor();
    write('Last words.');
    await user.click(screen.getByRole('button', { name: 'Lock' }));
    await waitFor(() => expect(calls('lock')).toHaveLength(1));
    expect([...ipc.state.entries.values()][0]?.body).toBe('Last words.');
    const order = ipc.state.calls.map((call) => call.command);
    expect(order.indexOf('keep_draft')).toBeLessThan(order.indexOf('lock'));
  });

  it('lets one stay when the last words cannot be stored', async () => {
    const { calls, user } = show({ entries: new Map(), failing: new Map([['write_draft', { code: 'io' }]]) });
    await editor();
    write('Last words.');
    await user.keyboard('{Control>}l{/Control}');
    const dialog = await screen.findByRole('dialog', { name: 'Your last words are not saved' });
    expect(calls('lock')).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'Stay' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.keyboard('{Control>}l{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Lock anyway' }));
    expect(calls('lock')).toHaveLength(1);
  });

  it('hides everything at once on three quick shifts, then stores and locks, whatever fails', async () => {
    const { calls, ipc, user } = show({ entries: new Map(), failing: new Map([['write_draft', { code: 'io' }], ['hide_now', { code: 'internal' }]]) });
    await editor();
    write('Secret.');
    await user.keyboard('{Shift}{Shift}{Shift}');
    expect('covered' in document.documentElement.dataset).toBe(true);
    await waitFor(() => expect(calls('lock')).toHaveLength(1));
    const order = ipc.state.calls.map((call) => call.command);
    expect(order.indexOf('hide_now')).toBeLessThan(order.indexOf('write_draft'));
  });

  it('does not take typing capitals for the panic key', async () => {
    const { calls, user } = show({ entries: new Map() });
    await editor();
    await user.keyboard('{Shift>}A{/Shift}{Shift>}B{/Shift}{Shift>}C{/Shift}');
    expect(calls('hide_now')).toHaveLength(0);
  });

  it('stores and quits when the window is closed, stores and locks when the shell locks', async () => {
    const { calls, ipc } = show({ entries: new Map() });
    await editor();
    write('Last words.');
    ipc.emit('closing', null);
    await waitFor(() => expect(calls('quit')).toHaveLength(1));
    expect(calls('keep_draft')).toHaveLength(1);
    ipc.emit('flush', null);
    await waitFor(() => expect(calls('lock')).toHaveLength(1));
  });

  it('shows support in the journal too', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('link', { name: 'Support' }));
    await screen.findByText('Find A Helpline');
    await expectAccessible();
    expect(document.title).toBe('Mend');
  });
});
