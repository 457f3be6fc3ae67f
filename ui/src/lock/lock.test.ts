import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SENTENCES, type Code } from '$lib/failure';
import { fakeIpc, type FakeState } from '$lib/ipc.fake';
import { expectAccessible } from '../../test/axe';
import Lock from './Lock.svelte';

function show(state: Partial<FakeState> = {}) {
  const ipc = fakeIpc(state);
  render(Lock, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, user: userEvent.setup() };
}

const passphrase = () => screen.findByLabelText('Passphrase');
const never = new Promise<void>(() => {});

afterEach(() => void vi.useRealTimers());

describe('opening a journal', () => {
  it('hands the passphrase over and stays busy until the window is taken away', async () => {
    const { calls, user } = show({ hanging: new Map([['unlock_journal', never]]) });
    expect(await screen.findByRole('heading', { name: 'Welcome back.' })).toBeTruthy();
    await user.type(await passphrase(), 'correct horse battery{Enter}');
    expect(calls('unlock_journal')[0]?.args).toEqual(['correct horse battery']);
    expect((screen.getByRole('button', { name: 'Opening…' }) as HTMLButtonElement).disabled).toBe(true);
  });

  it('says kindly that the passphrase is wrong, keeps it selected, and waits where the shell asks to', async () => {
    const { ipc, user } = show({ failing: new Map([['unlock_journal', { code: 'wrong_passphrase', detail: { pause_seconds: 2 } }]]) });
    const field = (await passphrase()) as HTMLInputElement;
    await user.type(field, 'guess{Enter}');
    await screen.findByText('That is not the passphrase of this journal. Take your time.');
    expect(field.selectionStart).toBe(0);
    expect(field.selectionEnd).toBe(5);
    expect(document.activeElement).toBe(field);
    const button = screen.getByRole('button', { name: 'Open journal' }) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    screen.getByText('You can try again in 2 seconds.');
    await expectAccessible();
    ipc.state.failing.clear();
    await waitFor(() => expect(button.disabled).toBe(false), { timeout: 4000 });
    screen.getByText('You can try again now.');
  });

  it('begins with the pause the shell remembers', async () => {
    show({ pause: 30 });
    expect(await screen.findByText(/try again in 30 seconds/)).toBeTruthy();
  });

  it.each(Object.keys(SENTENCES) as Code[])('has a sentence for %s', async (code) => {
    const { user } = show({ failing: new Map([['unlock_journal', { code }]]) });
    await user.type(await passphrase(), 'x{Enter}');
    await waitFor(() => expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toContain(SENTENCES[code]()));
  });

  it('takes the line of the recovery sheet in a field of its own', async () => {
    const { calls, user } = show();
    await user.click(await screen.findByRole('button', { name: 'Use the recovery sheet' }));
    await user.type(screen.getByLabelText('The line on the sheet'), ' AGE-SECRET-KEY-1FAKE {Enter}');
    expect(calls('unlock_journal')[0]?.args).toEqual(['AGE-SECRET-KEY-1FAKE']);
  });

  it('shows how far the rebuilding is', async () => {
    const { ipc, user } = show({ hanging: new Map([['unlock_journal', never]]) });
    await user.type(await passphrase(), 'x{Enter}');
    ipc.emit('progress', { done: 3, total: 10 });
    const bar = await screen.findByRole('progressbar');
    expect(bar.getAttribute('value')).toBe('3');
  });

  it('shows support without opening anything', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'Support' }));
    await screen.findByText('Find A Helpline');
    await user.selectOptions(screen.getByLabelText('Country'), 'United Kingdom');
    screen.getByText('116 123');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await screen.findByRole('heading', { name: 'Welcome back.' });
  });
});

describe('creating a journal', () => {
  it('offers a passphrase and creates with it', async () => {
    const { calls, user } = show({ exists: false });
    await screen.findByRole('heading', { name: 'A journal of your own.' });
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Offer me one' }));
    await user.click(await screen.findByRole('button', { name: 'Use this' }));
    await user.click(screen.getByRole('button', { name: 'Create journal' }));
    expect(calls('create_journal')[0]?.args[0]).toMatch(/^\w+( \w+){4}$/);
  });

  it('wants the passphrase twice, and warns once of a weak one', async () => {
    const { calls, user } = show({ exists: false });
    await user.type(await passphrase(), 'short');
    await user.click(screen.getByRole('button', { name: 'Create journal' }));
    screen.getByText('The two passphrases are not the same yet.');
    await user.type(screen.getByLabelText('Repeat the passphrase'), 'short');
    await screen.findByText('Would be guessed within hours.');
    await user.click(screen.getByRole('button', { name: 'Create journal' }));
    expect(calls('create_journal')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Create journal' }));
    expect(calls('create_journal')).toHaveLength(1);
  });

  it('says how strong a passphrase is, a moment after the last key', async () => {
    const { calls, user } = show({ exists: false });
    await user.type(await passphrase(), 'a passphrase of many words');
    await screen.findByText('Would take longer than a lifetime to guess.');
    expect(calls('passphrase_strength').length).toBeLessThan(5);
  });
});
