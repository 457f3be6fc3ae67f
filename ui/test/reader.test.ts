import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { start } from '../reader/start';
import { expectAccessible } from './axe';
import { base64, entry, page, plain, png, sealed } from './reader';

const PASSPHRASE = 'velvet orbit maple';
const PICTURE = png(4, 3, [1, 2, 3]);
const ABOUT = { media: 'image/png' as const, width: 4, height: 3, length: PICTURE.length };
const made = new Map<string, Blob>();

beforeEach(() => {
  URL.createObjectURL = (blob) => {
    const address = `blob:null/${made.size}`;
    made.set(address, blob as Blob);
    return address;
  };
  URL.revokeObjectURL = (address) => void made.delete(address);
});
afterEach(() => {
  window.dispatchEvent(new Event('pagehide'));
  document.body.replaceChildren();
  made.clear();
});

async function begin(content = page(), pictures: Uint8Array[] = []): Promise<void> {
  const app = document.createElement('div');
  document.body.append(app);
  start(app, base64(await sealed(plain(content, pictures), PASSPHRASE)));
}

async function open(passphrase = PASSPHRASE): Promise<void> {
  const user = userEvent.setup();
  const input = screen.getByLabelText('Passphrase');
  await user.clear(input);
  if (passphrase) await user.type(input, passphrase);
  await user.click(screen.getByRole('button', { name: 'Open' }));
}

describe('before the passphrase', () => {
  it('says what this is, and nothing of what is inside', async () => {
    await begin(page({ from: 'Ada', note: 'a note' }));
    screen.getByRole('heading', { name: 'Something written for you' });
    screen.getByText('Nothing is sent anywhere. It is opened here, on this device.');
    screen.getByText('Whoever has this file and the passphrase can read it.');
    screen.getByText('You don’t have to read it, and nobody is told whether you did.');
    screen.getByText('There is no way to answer from this page.');
    expect(document.body.textContent).not.toMatch(/Ada|a note/);
    await expectAccessible();
  });

  it('shows what is typed to whoever asks', async () => {
    await begin();
    const user = userEvent.setup();
    const input = screen.getByLabelText('Passphrase');
    expect(input).toHaveProperty('type', 'password');
    await user.click(screen.getByRole('button', { name: 'Show what is typed' }));
    expect(input).toHaveProperty('type', 'text');
    await user.click(screen.getByRole('button', { name: 'Hide what is typed' }));
    expect(input).toHaveProperty('type', 'password');
  });

  it('asks for a passphrase where there is none', async () => {
    await begin();
    await open('');
    expect(screen.getByRole('alert').textContent).toBe('Type the passphrase first.');
  });

  it('says kindly that another passphrase does not open it, and keeps what was typed to be corrected', async () => {
    await begin();
    await open('velvet orbit');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/^This passphrase does not open it\./));
    const input = screen.getByLabelText('Passphrase');
    expect(document.activeElement).toBe(input);
    expect(input).toMatchObject({ value: 'velvet orbit', readOnly: false, selectionStart: 0, selectionEnd: 12 });
    await open();
    await screen.findByRole('heading', { name: 'From Ada' });
  });

  it('says that a file is damaged when it is', async () => {
    await begin({ ...page(), entries: [{}] } as never);
    await open();
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/^This file is damaged/));
    expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
  });

  it('offers no door where there is nothing behind it', () => {
    const app = document.createElement('div');
    document.body.append(app);
    start(app, '@@SEALED@@');
    expect(screen.getByRole('alert').textContent).toMatch(/^This file is damaged/);
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
  });
});

describe('what was written', () => {
  it('begins with who wrote it and when, and a few words', async () => {
    await begin(page({ from: 'Ada', note: 'Two\nlines <b>' }));
    await open();
    const heading = await screen.findByRole('heading', { level: 1, name: 'From Ada' });
    expect(document.activeElement).toBe(heading);
    expect(document.querySelector('time')?.dateTime).toBe('2026-11-22T20:40:00Z');
    expect(document.querySelector('.note')?.textContent).toBe('Two\nlines <b>');
    await expectAccessible();
  });

  it('has a heading where nobody gave a name', async () => {
    await begin(page({ from: '' }));
    await open();
    await screen.findByRole('button', { name: 'Close' });
    screen.getByRole('heading', { level: 1, name: 'Something written for you' });
  });

  it('shows each text with its title or its day, what it felt like and what it is about', async () => {
    const entries = [entry({ title: 'Rain', day: '2026-11-20', tags: ['us'], feelings: ['calm', 'sad'], body: 'It rained.' }), entry({ day: '2026-11-21', body: 'Sun.' }), entry({ body: 'Bare.' })];
    await begin(page({ entries }));
    await open();
    const [first, second, third] = await screen.findAllByRole('article');
    within(first as HTMLElement).getByRole('heading', { level: 2, name: 'Rain' });
    expect([...(first?.querySelectorAll('dl > div') ?? [])].map((row) => row.textContent)).toEqual(['Feelingscalmsad', 'Tagsus']);
    within(first as HTMLElement).getByText('It rained.');
    expect(second?.querySelector('h2 time')?.getAttribute('datetime')).toBe('2026-11-21');
    expect(third?.textContent).toBe('Bare.');
    await expectAccessible();
  });

  it('shows a picture where it stands, and one that stands nowhere at the end', async () => {
    const entries = [entry({ body: 'first', pictures: [ABOUT] }), entry({ body: '![Street](picture:1) ![not mine](picture:0)', pictures: [ABOUT] })];
    await begin(page({ entries }), [PICTURE, PICTURE]);
    await open();
    const [first, second] = await screen.findAllByRole('article');
    expect(within(first as HTMLElement).getByRole('img', { name: 'Picture' })).toMatchObject({ width: 4, height: 3 });
    const street = within(second as HTMLElement).getByRole('img', { name: 'Street' });
    expect(made.get(street.getAttribute('src') ?? '')).toMatchObject({ type: 'image/png', size: PICTURE.length });
    within(second as HTMLElement).getByText('A picture that cannot be shown');
    street.dispatchEvent(new Event('error'));
    expect(within(second as HTMLElement).getAllByText('A picture that cannot be shown')).toHaveLength(2);
  });

  it('shows measures as tables, in words where Mend has words', async () => {
    const time = { from: '2026-11-01', to: '2026-11-22' };
    const days = (value: number) => [{ day: '2026-11-02', value }];
    await begin(page({ measures: [{ measure: 'trust', name: '', ...time, days: days(3.25) }, { measure: 'pleasant', name: '', ...time, days: days(-0.5) }, { measure: 'own', name: 'Sleep', ...time, days: days(7) }, { measure: 'own', name: '', ...time, days: [] }] }));
    await open();
    const row = (name: string) => screen.findByRole('table', { name }).then((table) => within(table).getAllByRole('row').at(-1)?.querySelector('td')?.textContent);
    expect(await row('Trust')).toBe('3.3');
    expect(await row('How pleasant')).toBe('unpleasant, -0.5');
    expect(await row('Sleep')).toBe('7');
    screen.getByText('On a scale from 0 to 10');
    screen.getByText('Nothing was noted in this time.');
    await expectAccessible();
  });
});

describe('closing', () => {
  const content = () => begin(page({ entries: [entry({ body: 'It rained. ![Street](picture:0)', pictures: [ABOUT] })] }), [PICTURE]);

  it('takes everything away and gives the pictures back', async () => {
    await content();
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Close' }));
    await screen.findByText(/^Closed\./);
    expect(document.body.textContent).not.toContain('It rained.');
    expect(made.size).toBe(0);
    expect(screen.getByLabelText('Passphrase')).toHaveProperty('value', '');
    await open();
    await screen.findByText('It rained.');
  });

  it('happens by itself when the page is left', async () => {
    await content();
    await open();
    await screen.findByText('It rained.');
    window.dispatchEvent(new Event('pagehide'));
    expect(document.body.textContent).not.toContain('It rained.');
    expect(made.size).toBe(0);
  });

  it('cannot be overtaken by an opening that was on its way', async () => {
    await content();
    const back = vi.spyOn(URL, 'revokeObjectURL');
    fireEvent.input(screen.getByLabelText('Passphrase'), { target: { value: PASSPHRASE } });
    fireEvent.submit(screen.getByLabelText('Passphrase'));
    window.dispatchEvent(new Event('pagehide'));
    await waitFor(() => expect(back).toHaveBeenCalled());
    expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
    expect(made.size).toBe(0);
  });
});
