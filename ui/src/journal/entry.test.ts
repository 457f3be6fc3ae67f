import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { localDay } from '$lib/day';
import { entryOf, stamp } from '$lib/ipc.fake';
import { checkInOf } from '$lib/ipc.fake.feelings';
import { expectAccessible } from '../../test/axe';
import { show, box, button, write } from '../../test/writing';
import { TagIndex } from './writing/tag-index';

describe('the head of an entry', () => {
  it('moves it to any day, in the zone it was written in', async () => {
    const { ipc, user } = await write('words');
    await user.click(button(/change date and time$/));
    const dialog = await screen.findByRole('dialog', { name: 'Date and time' });
    const set = (label: string, value: string) => {
      const input = within(dialog).getByLabelText<HTMLInputElement>(label);
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    set('Date', '0987-02-03');
    await within(dialog).findByText(/It will stand on .*987/);
    await expectAccessible();
    await user.click(button('Set'));
    await waitFor(() => expect(ipc.state.drafts.get('mine')?.written_at).toBe('0987-02-03T08:40:12+01:00'), { timeout: 3000 });
    await user.click(button(/change date and time$/));
    await user.selectOptions(screen.getByLabelText('Time zone'), 'UTC -05:00');
    const again = screen.getByLabelText<HTMLInputElement>('Time');
    again.value = '23:59';
    again.dispatchEvent(new Event('input', { bubbles: true }));
    await user.click(button('Set'));
    await waitFor(() => expect(ipc.state.drafts.get('mine')?.written_at).toBe('0987-02-03T23:59:00-05:00'), { timeout: 3000 });
  });

  it('chooses among the kinds one can make, and shows the others', async () => {
    const { ipc, user } = await write('words');
    await user.selectOptions(screen.getByLabelText('Kind'), 'gratitude');
    await waitFor(() => expect(ipc.state.drafts.get('mine')?.kind).toBe('gratitude'), { timeout: 3000 });
    expect([...screen.getByLabelText<HTMLSelectElement>('Kind').options].map((option) => option.value)).toEqual(['free', 'letter', 'win', 'gratitude']);
  });

  it('does not offer to change what another page made', async () => {
    await write('words', {}, { kind: 'worksheet' });
    screen.getByText('worksheet');
    expect(screen.queryByLabelText('Kind')).toBeNull();
  });

  it('completes tags by keyboard', async () => {
    const entries = new Map([
      ['mine', entryOf({ id: 'mine', parents: ['r0'], written_at: '2026-11-20T08:40:12+01:00', body: 'x', tags: ['heavy'] })],
      ['other', entryOf({ id: 'other', parents: ['r0'], written_at: '2026-11-19T08:40:12+01:00', body: 'x', tags: ['Héavy rain', 'heavy', 'talks/with us 🌧', 'the heat'] })],
    ]);
    const { ipc, user } = show({ entries }, '#/entry/mine');
    await box();
    const field = screen.getByRole('combobox', { name: 'Add a tag' });
    await user.click(field);
    await user.type(field, 'hea');
    const list = await screen.findByRole('listbox');
    expect(within(list).getAllByRole('option').map((option) => option.textContent)).toEqual(['Héavy rain', 'the heat']);
    await expectAccessible();
    await user.keyboard('{ArrowDown}');
    expect(field.getAttribute('aria-activedescendant')).toBe(within(list).getByRole('option', { selected: true }).id);
    await user.keyboard('{Enter}');
    await user.type(field, 'WITH US 🌧{Escape}');
    expect(location.hash).toBe('#/entry/mine');
    await user.clear(field);
    await user.type(field, 'TALKS/WITH US 🌧{Enter}');
    await waitFor(() => expect(ipc.state.drafts.get('mine')?.tags).toEqual(['heavy', 'Héavy rain', 'talks/with us 🌧']), { timeout: 3000 });
  });

  it('offers at most forty tags of ten thousand', () => {
    const index = new TagIndex(Array.from({ length: 10_000 }, (_, at) => `tag ${at}`));
    expect(index.find('tag', [])).toHaveLength(40);
    expect(index.find('9999', [])).toEqual(['tag 9999']);
    expect(index.find('none', [])).toEqual([]);
  });

  it('copies the whole as Markdown, and leads to its versions', async () => {
    const { user } = await write('Some *words*', {}, { title: 'River' });
    await user.click(button('More'));
    expect(screen.getByRole('link', { name: 'Versions' }).getAttribute('href')).toBe('#/versions/mine');
    await expectAccessible();
    await user.click(button('Copy as Markdown'));
    await screen.findByText('Copied');
    expect(await navigator.clipboard.readText()).toBe('# River\n\nSome *words*');
  });

  it('closes its menu on Escape and gives the focus back', async () => {
    const { user } = await write('words');
    await user.click(button('More'));
    expect(document.activeElement?.textContent).toBe('Versions');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('button', { name: 'Copy as Markdown' })).toBeNull();
    expect(document.activeElement).toBe(button('More'));
    expect(location.hash).toBe('#/entry/mine');
  });
});

describe('what was moved to the trash', () => {
  const bar = () => screen.queryByText('Moved to the trash.');
  /** An entry that is the first page of all: nothing lies behind it. */
  async function first(id: string) {
    location.hash = `#/entry/${id}`;
    await new Promise<void>((done) => addEventListener('hashchange', ({ newURL }) => newURL.endsWith(id) && done()));
    return show({}, `#/entry/${id}`);
  }

  it('can be brought back on the page one comes to, until one goes on', async () => {
    const { user } = show({}, '#/journal');
    await screen.findByRole('searchbox');
    location.hash = '#/entry/entry-0';
    await box();
    await user.click(button('Move to trash'));
    await screen.findByRole('searchbox');
    expect(bar()).toBeTruthy();
    await expectAccessible();
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await screen.findByText('How it looks');
    expect(bar()).toBeNull();
  });

  it('can be brought back where its page was the first one', async () => {
    const { ipc, user } = await first('entry-0');
    await box();
    await user.click(button('Move to trash'));
    await screen.findByRole('searchbox');
    await user.click(button('Undo'));
    expect(ipc.state.trashed.has('entry-0')).toBe(false);
    await box();
    expect(bar()).toBeNull();
  });

  it('is not taken from under somebody’s hands', async () => {
    const { ipc, user } = await first('entry-0');
    await box();
    await user.click(button('Move to trash'));
    await screen.findByRole('searchbox');
    let answer = () => {};
    ipc.state.hanging.set('entry', new Promise((done) => (answer = done)));
    button('Undo').focus();
    location.hash = '#/entry/entry-1';
    await waitFor(() => expect(screen.queryByRole('searchbox')).toBeNull());
    expect(document.activeElement).toBe(button('Undo'));
    answer();
    // The page that opens takes the focus.
    await box();
    await waitFor(() => expect(bar()).toBeNull());
  });

  it('goes along when a check-in is removed on its own page', async () => {
    const checkIns = new Map([['one', checkInOf({ id: 'one', at: stamp(new Date()), note: 'Waited.' })]]);
    const { ipc, user } = show({ checkIns }, '#/today');
    location.hash = '#/checkin/one';
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(location.hash).toBe('#/today'));
    await box();
    await user.click(button('Undo'));
    expect(ipc.state.trashed.size).toBe(0);
  });
});

describe('a concealed entry', () => {
  it('is not on the page until it is asked for', async () => {
    const entries = new Map([['mine', entryOf({ id: 'mine', parents: ['r0'], written_at: '2026-11-20T08:40:12+01:00', title: 'Hidden title', body: 'Hidden words', concealed: true })]]);
    const { calls, user } = show({ entries }, '#/entry/mine');
    const open = await screen.findByRole('button', { name: 'Show' });
    expect(document.body.textContent).not.toMatch(/Hidden/);
    expect(screen.queryByDisplayValue('Hidden title')).toBeNull();
    await expectAccessible();
    expect(document.activeElement).not.toBe(open);
    await user.keyboard('{Enter}');
    expect((await box()).textContent).toBe('Hidden words');
    expect(calls('write_draft')).toHaveLength(0);
  });

  it('is made so by one button, and Today does not show its words', async () => {
    const today = stamp(new Date());
    const entries = new Map([
      ['a', entryOf({ id: 'a', parents: ['r'], written_at: today, body: 'Hidden today', concealed: true, kind: 'win' })],
      ['b', entryOf({ id: 'b', parents: ['r'], written_at: today, body: 'Hidden page', concealed: true })],
    ]);
    const { ipc, user } = show({ entries });
    await screen.findByRole('button', { name: 'Show' });
    await screen.findByText('A blurred entry');
    expect(document.body.textContent).not.toMatch(/Hidden/);
    await user.click(screen.getByText('A blurred entry'));
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    await user.click(button('Blur'));
    await waitFor(() => expect(ipc.state.drafts.get('a')?.concealed).toBe(false), { timeout: 3000 });
  });
});

describe('a letter', () => {
  const later = localDay(new Date(Date.now() + 40 * 86_400_000));

  it('is sealed with honest words, and put away', async () => {
    const { ipc, user } = await write('To you', {}, { kind: 'letter' });
    location.hash = '#/journal';
    await screen.findByRole('searchbox');
    location.hash = '#/entry/mine';
    await box();
    await user.click(button('More'));
    await user.click(button('Seal until a date'));
    screen.getByText(/It is a promise to yourself, not a second lock/);
    const day = screen.getByLabelText<HTMLInputElement>('Until');
    const set = (value: string) => {
      day.value = value;
      day.dispatchEvent(new Event('input', { bubbles: true }));
    };
    set(localDay(new Date()));
    await screen.findByText('Please choose a day after today.');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Seal' }).disabled).toBe(true);
    set(later);
    await expectAccessible();
    await user.click(button('Seal'));
    await screen.findByRole('searchbox');
    expect(ipc.state.entries.get('mine')).toMatchObject({ sealed_until: later, body: 'To you' });
  });

  it('shows only its title and its day until then, and is never written to', async () => {
    const entries = new Map([['mine', entryOf({ id: 'mine', parents: ['r0'], kind: 'letter', written_at: '2026-11-20T08:40:12+01:00', title: 'To me', body: 'Secret', sealed_until: later })]]);
    const { calls, ipc, user } = show({ entries }, '#/entry/mine');
    await screen.findByText(/^Sealed until /);
    screen.getByText('To me');
    expect(screen.queryByRole('textbox', { name: 'Entry' })).toBeNull();
    await expectAccessible();
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await screen.findByText('How it looks');
    expect(calls('write_draft')).toHaveLength(0);
    expect(ipc.state.entries.get('mine')?.body).toBe('Secret');
  });

  it('can be opened before its day, on purpose', async () => {
    const entries = new Map([['mine', entryOf({ id: 'mine', parents: ['r0'], kind: 'letter', written_at: '2026-11-20T08:40:12+01:00', title: 'To me', body: 'Secret', sealed_until: later })]]);
    const { calls, user } = show({ entries }, '#/entry/mine');
    await user.click(await screen.findByRole('button', { name: 'Open it now' }));
    await user.click(screen.getByRole('button', { name: 'Let it wait' }));
    expect(calls('unseal')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Open it now' }));
    await user.click(screen.getByRole('button', { name: 'Open it' }));
    expect((await box()).textContent).toBe('Secret');
  });

  it('lets go of its seal when it becomes something else', async () => {
    const { ipc, user } = await write('x', {}, { kind: 'letter', sealed_until: '2026-01-01' });
    await user.selectOptions(screen.getByLabelText('Kind'), 'free');
    await waitFor(() => expect(ipc.state.drafts.get('mine')).toMatchObject({ kind: 'free', sealed_until: null }), { timeout: 3000 });
  });
});

describe('templates', () => {
  it('begin a blank page, and a new one when there are words already', async () => {
    const { ipc, user } = show({ entries: new Map() });
    await box();
    await user.click(button('New from…'));
    await expectAccessible();
    await user.click(await screen.findByRole('button', { name: /^Evening/ }));
    await waitFor(async () => expect((await box()).textContent).toContain('How I feel about it'));
    await waitFor(() => expect([...ipc.state.drafts.values()][0]?.body).toBe('## What happened\n\n## How I feel about it\n'), { timeout: 3000 });
    await user.click(button('New from…'));
    await user.click(await screen.findByRole('button', { name: /^Evening/ }));
    await waitFor(() => expect(ipc.state.entries.size + ipc.state.drafts.size).toBe(2), { timeout: 3000 });
  });

  it('are saved from an entry, renamed, deleted and put back', async () => {
    const { ipc, user } = await write('## Begin', {}, { title: 'Mornings', tags: ['calm'] });
    await user.click(button('More'));
    await user.click(button('Save as template'));
    const name = await screen.findByLabelText<HTMLInputElement>('Name');
    expect(name.value).toBe('Mornings');
    await user.clear(name);
    await user.type(name, 'My morning{Enter}');
    await screen.findByText('Saved as a template');
    const own = () => ipc.state.templates.filter((template) => template.own);
    expect(own()).toMatchObject([{ name: 'My morning', title: 'Mornings', tags: ['calm'], body: '## Begin', kind: 'free' }]);

    await user.click(screen.getByRole('link', { name: 'Settings' }));
    const field = await screen.findByLabelText('Name of the template My morning');
    await user.clear(field);
    await user.type(field, 'Early{Tab}');
    await waitFor(() => expect(own().map((template) => template.name)).toEqual(['Early']));
    await user.click(await screen.findByRole('button', { name: 'Delete the template Early' }));
    await screen.findByText('Early is deleted.');
    expect(own()).toEqual([]);
    await user.click(button('Undo'));
    await waitFor(() => expect(own().map((template) => template.name)).toEqual(['Early']));
  });
});
