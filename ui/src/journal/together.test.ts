import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { days } from '$lib/ipc.fake.data';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import { CARD, sampleTogether } from '$lib/ipc.fake.together';
import { expectAccessible } from '../../test/axe';
import { give } from '../../test/writing';
import Journal from './Journal.svelte';
import { plainDay } from './reading/calendar';
import Sender from './together/Sender.svelte';

const NOW = new Date('2026-11-22T09:00:00');
const TODAY = plainDay('2026-11-22');

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The page, with the private check answered as somebody would who has nothing to say to it. */
async function show(hash: string, state: Partial<FakeState> = {}) {
  // A later word of the address would turn the page anew.
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
  const ipc = fakeIpc({ now: () => NOW, entries: days(4, NOW), ...state });
  render(Journal, { ipc });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Go on' }));
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command).map(({ args }) => args);
  return { ipc, user, calls };
}

/** The same with somebody and something in every state. */
function full(hash = '#/together', state: Partial<FakeState> = {}) {
  const entries = days(4, NOW);
  return show(hash, { entries, ...sampleTogether(entries), ...state });
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const link = (name: string | RegExp) => screen.findByRole('link', { name });
const heading = (name: string | RegExp, level?: number) => screen.findByRole('heading', { name, level });
const region = async (name: string) => within(await screen.findByRole('region', { name }));
const href = (element: HTMLElement) => element.getAttribute('href');
/** What is said to have gone wrong. One place of the window is always there, and empty. */
const troubles = () => screen.queryAllByRole('alert').map(({ textContent }) => textContent?.trim() ?? '').filter(Boolean);
const trouble = () => waitFor(() => (expect(troubles()).toHaveLength(1), troubles()[0]));
const gone = (hash: string) => waitFor(() => expect(location.hash).toBe(hash));
/** What happens has happened, and nothing more does. */
const still = () => new Promise((done) => setTimeout(done, 30));

/** The texts that files consisted of. */
const read = (calls: unknown[][]) => calls.map(([bytes]) => new TextDecoder().decode(bytes as Uint8Array));
function fileOf(text: string, type = '', size = text.length) {
  const file = new File([text], 'file', { type });
  Object.defineProperty(file, 'size', { value: size });
  Object.defineProperty(file, 'arrayBuffer', { value: async () => new TextEncoder().encode(text).buffer });
  return file;
}
const drop = (...files: File[]) => give(document.body, 'drop', files);

describe('a sender', () => {
  const said = (some: object) => {
    const { container, unmount } = render(Sender, { from: { partner: 'sam', called: 'Sam', compared: null }, ...some });
    const text = container.textContent?.trim();
    unmount();
    return text;
  };
  const on = `words compared on ${plainDay('2026-03-03')}`;
  const compared = '2026-03-03T19:20:00+01:00';

  it.each([
    ['compared', { from: { partner: 'sam', called: 'Sam', compared } }, `Sam · ${on}`],
    ['not compared', {}, 'Sam · words not compared yet'],
    ['gone and compared', { from: { partner: null, called: 'Sam', compared } }, `Sam · no longer in your list · ${on}`],
    ['gone and never compared', { from: { partner: null, called: 'Sam', compared: null } }, 'Sam · no longer in your list'],
    ['compared, in a list', { brief: true, from: { partner: 'sam', called: 'Sam', compared } }, 'Sam'],
    ['not compared, in a list', { brief: true }, 'Sam · words not compared yet'],
  ])('who is %s', (_, some, wanted) => {
    expect(said(some)).toBe(wanted);
  });

  it('has a name that cannot turn the words beside it round', () => {
    const { container } = render(Sender, { from: { partner: 'x', called: '\u202eSam', compared: null } });
    expect(container.querySelector('bdi')?.textContent).toBe('\u202eSam');
  });
});

describe('an empty page', () => {
  it('says what this is, what leaves and what comes first, and offers that one thing', async () => {
    const { user } = await show('#/together');
    await heading('Together', 1);
    screen.getByText(/Neither a card nor anything you share opens it/);
    screen.getByText(/Nothing leaves by itself/);
    screen.getByText(/you give each other your cards once/);
    const page = within(screen.getByRole('main'));
    expect(page.getAllByRole('link').map((one) => [one.textContent, href(one)])).toEqual([['Make my card', '#/card'], ['Not now', '#/today']]);
    expect(page.queryByRole('button')).toBeNull();
    expect(page.queryByRole('searchbox')).toBeNull();
    await expectAccessible();
    await user.click(await link('Make my card'));
    await heading('My card', 1);
  });

  it('is left by Not now', async () => {
    const { user } = await show('#/together');
    await user.click(await link('Not now'));
    await gone('#/today');
  });

  it('says when it could not be read, and can ask again', async () => {
    const { ipc, user } = await show('#/together', { failing: new Map([['together', { code: 'io' }]]) });
    expect(await trouble()).toMatch(/./);
    expect(screen.queryByRole('link', { name: 'Make my card' })).toBeNull();
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await link('Make my card');
    expect(troubles()).toEqual([]);
  });
});

describe('the people', () => {
  it('are named with whether their words were compared, and what else is to be known', async () => {
    await full();
    const people = await region('People');
    expect(people.getAllByRole('link').map((one) => [one.textContent?.trim(), href(one)])).toEqual([
      ['Ines · words not compared yet', '#/partner/ines'],
      ['Ruth · words not compared yet', '#/partner/ruth'],
      [`Sam · words compared on ${plainDay('2026-03-03')}`, '#/partner/sam'],
      [`Tom · words compared on ${plainDay('2026-05-06')}`, '#/partner/tom'],
      ['Add a person', '#/addpartner'],
      ['My card', '#/card'],
    ]);
    people.getByText(`Their card was replaced on ${plainDay('2026-11-12')}`);
    people.getByText('You don’t share more with them');
    people.getByText(/Until the six words are compared, a card could be somebody else’s/);
    await expectAccessible();
  });

  it('can be nobody yet, with a card made', async () => {
    await show('#/together', { card: sampleTogether(new Map()).card });
    const people = await region('People');
    people.getByText('Nobody is here yet.');
    expect(people.queryByText(/could be somebody else’s/)).toBeNull();
    expect(screen.queryByRole('link', { name: 'Ask a question for both of you' })).toBeNull();
    expect(screen.queryByRole('region', { name: 'What came' })).toBeNull();
    expect(screen.queryByRole('region', { name: 'What I shared' })).toBeNull();
  });

  it('are there without a card of one’s own, which is said', async () => {
    await full('#/together', { card: null });
    const people = await region('People');
    people.getByText(/You have no card yet/);
    expect(href(people.getByRole('link', { name: 'Make my card' }))).toBe('#/card');
  });
});

describe('a file that waits', () => {
  it('is named with who made it, and leads to its page', async () => {
    await full('#/together', sampleTogether(days(4, NOW), true));
    // One that waits from before is the first thing that is shown.
    location.hash = '#/together';
    const note = (await screen.findByText(/you have not decided about it/)).textContent;
    expect(note).toMatch(/Sam · words compared on/);
    expect(href(await link('Look at it'))).toBe('#/arrived');
    await expectAccessible();
  });

  it('is not spoken of when there is none', async () => {
    await full();
    await region('People');
    expect(screen.queryByText(/not decided/)).toBeNull();
  });
});

describe('opening a file', () => {
  it('by choosing one leads to its page', async () => {
    const { user } = await full();
    await user.click(await button('Open a file…'));
    await gone('#/arrived');
  });

  it('and cancelling says nothing', async () => {
    const { user, calls } = await full('#/together', { saving: false });
    await user.click(await button('Open a file…'));
    await still();
    expect(calls('choose_share')).toHaveLength(1);
    expect(location.hash).toBe('#/together');
    expect(troubles()).toEqual([]);
  });

  it('that is none says so, and one stays', async () => {
    const { ipc, user } = await full();
    ipc.state.failing.set('choose_share', { code: 'share_unknown_sender' });
    await user.click(await button('Open a file…'));
    expect(await trouble()).toMatch(/somebody whose card is not in your list/);
    expect(location.hash).toBe('#/together');
    await expectAccessible();
    ipc.state.failing.clear();
    await user.click(await button('Open a file…'));
    await gone('#/arrived');
  });

  it('by dropping it anywhere leads to its page', async () => {
    const { calls } = await full();
    await region('People');
    const over = new Event('dragover', { bubbles: true, cancelable: true });
    fireEvent(document.body, Object.assign(over, { dataTransfer: { types: ['Files'], files: [] } }));
    await screen.findByText('Let go to open the file');
    expect(over.defaultPrevented).toBe(true);
    expect(drop(fileOf('file')).defaultPrevented).toBe(true);
    await gone('#/arrived');
    expect(read(calls('open_share'))).toEqual(['file']);
  });

  it('by dropping it works before anything was begun, too', async () => {
    await show('#/together', { files: sampleTogether(new Map()).files });
    await link('Make my card');
    drop(fileOf('file'));
    await gone('#/arrived');
  });

  it('that is none, dropped, says so', async () => {
    await full();
    await region('People');
    drop(fileOf('other'));
    expect(await trouble()).toMatch(/not a file that Mend opens here/);
    expect(location.hash).toBe('#/together');
  });

  it('is not done with several at once, nor with one that is far too large', async () => {
    const { calls } = await full();
    await region('People');
    drop(fileOf('file'), fileOf('file'));
    expect(await trouble()).toBe('One file at a time, please.');
    drop(fileOf('file', '', 30_000_000));
    await waitFor(() => expect(troubles()).toEqual([expect.stringMatching(/larger than anything Mend shares/)]));
    expect(calls('open_share')).toEqual([]);
  });

  it('is not done with words that are dragged, and the page is quiet when a file is dragged out again', async () => {
    const { calls } = await full();
    await region('People');
    const words = Object.assign(new Event('dragover', { bubbles: true, cancelable: true }), { dataTransfer: { types: ['text/plain'], files: [] } });
    fireEvent(document.body, words);
    expect(words.defaultPrevented).toBe(false);
    expect(screen.queryByText('Let go to open the file')).toBeNull();
    fireEvent(document.body, Object.assign(new Event('dragover', { bubbles: true }), { dataTransfer: { types: ['Files'], files: [] } }));
    await screen.findByText('Let go to open the file');
    fireEvent(document.body, Object.assign(new Event('dragleave', { bubbles: true }), { relatedTarget: null }));
    await waitFor(() => expect(screen.queryByText('Let go to open the file')).toBeNull());
    expect(calls('open_share')).toEqual([]);
  });
});

describe('what one can begin', () => {
  it('is sharing, and a question', async () => {
    const { user } = await full();
    expect(href(await link('Ask a question for both of you'))).toBe('#/ask');
    await user.click(await button('Share something'));
    await gone('#/share');
  });

  it('is in the palette', async () => {
    const { user } = await full();
    await region('People');
    for (const [typed, name, hash] of [['my card', 'My card', '#/card'], ['add a per', 'Add a person', '#/addpartner'], ['for both', 'Ask a question for both of you', '#/ask'], ['together', 'Together', '#/together']]) {
      await user.keyboard('{Control>}k{/Control}');
      await user.type(await screen.findByRole('combobox'), String(typed));
      await user.click(await screen.findByRole('option', { name: String(name) }));
      await gone(String(hash));
    }
  });
});

describe('what came', () => {
  const lines = async () => (await region('What came')).queryAllByRole('link').map((one) => href(one));

  it('says from whom, how much, and what became of it, the newest first; unread in a word', async () => {
    await full();
    expect(await lines()).toEqual(['#/received/came-1', '#/received/came-2', '#/received/came-3', '#/received/came-4']);
    const texts = within(await screen.findByRole('region', { name: 'What came' })).getAllByRole('listitem').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim());
    expect(texts).toEqual([
      `${plainDay('2026-11-20')} Sam · not read yet 2 texts, 1 picture`,
      `${plainDay('2026-11-16')} Sam I was not angry with you. I was afraid of the evening, and I had no word for it. 1 text, 1 measure over time · answer made on ${plainDay('2026-11-17')}`,
      `${plainDay('2026-11-10')} Sam That the waiting was the hard part. an answer to what you shared`,
      `${plainDay('2026-11-02')} Ines · words not compared yet 1 text · declined unread, nothing of it is here`,
    ]);
  });

  it('says when it was made, where that was another day', async () => {
    const { received } = sampleTogether(new Map());
    const [[id, one] = []] = received;
    await full('#/together', { received: new Map(id && one ? [[id, { ...one, row: { ...one.row, at: '2026-11-14T20:00:00+01:00' } }]] : []) });
    (await region('What came')).getByText(`2 texts, 1 picture · made on ${plainDay('2026-11-14')}`);
  });

  it('is found by its words, and only what was read', async () => {
    const { user, calls } = await full();
    const field = await screen.findByRole('searchbox', { name: 'Search what came' });
    await user.type(field, 'afraid');
    await screen.findByText('1 found');
    expect(await lines()).toEqual(['#/received/came-2']);
    await expectAccessible();
    await user.clear(field);
    expect(await lines()).toHaveLength(4);
    await user.type(field, 'second');
    await screen.findByText('Nothing you have read has these words.');
    expect(await lines()).toEqual([]);
    expect(calls('find_received').at(-1)).toEqual(['second']);
    expect(calls('search')).toEqual([]);
  });

  it('is all there again after Escape, which goes nowhere', async () => {
    const { user } = await full();
    const field = await screen.findByRole('searchbox');
    await user.type(field, 'afraid');
    await screen.findByText('1 found');
    await user.keyboard('{Escape}');
    expect(await lines()).toHaveLength(4);
    expect((field as HTMLInputElement).value).toBe('');
    expect(location.hash).toBe('#/together');
  });

  it('is not narrowed by an answer that comes late', async () => {
    const { ipc, user, calls } = await full();
    const field = await screen.findByRole('searchbox');
    let release = () => {};
    ipc.state.hanging.set('find_received', new Promise((done) => (release = done)));
    await user.type(field, 'waiting');
    await waitFor(() => expect(calls('find_received')).toHaveLength(1));
    ipc.state.hanging.clear();
    await user.clear(field);
    await user.type(field, 'afraid');
    await screen.findByText('1 found');
    release();
    await still();
    expect(await lines()).toEqual(['#/received/came-2']);
  });

  it('says when it could not be searched', async () => {
    const { ipc, user } = await full();
    ipc.state.failing.set('find_received', { code: 'internal' });
    const field = await screen.findByRole('searchbox');
    await user.type(field, 'afraid');
    expect(await trouble()).toMatch(/./);
    ipc.state.failing.clear();
    await user.clear(field);
    await user.type(field, 'angry');
    await screen.findByText('1 found');
    expect(troubles()).toEqual([]);
  });

  it('has no search while nothing of it was read', async () => {
    const { received } = sampleTogether(new Map());
    await full('#/together', { received: new Map([...received].filter(([id]) => id === 'came-1' || id === 'came-4')) });
    await region('What came');
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  it('shows a dozen, and all of them when that is wanted', async () => {
    const [[, one] = []] = sampleTogether(new Map()).received;
    if (!one) throw new Error('nothing came');
    const many = Array.from({ length: 30 }, (_, index) => ({ ...one, row: { ...one.row, id: `many-${index}` } }));
    const { user } = await full('#/together', { received: new Map(many.map((came) => [came.row.id, came])) });
    expect(await lines()).toHaveLength(12);
    await user.click(await button('Show all'));
    expect(await lines()).toHaveLength(30);
  });
});

describe('questions that both answer', () => {
  it('are listed with where they stand, and nobody owes anything', async () => {
    await full();
    const questions = await region('Questions for both of you');
    const texts = questions.getAllByRole('listitem').map((item) => [href(within(item).getByRole('link')), item.querySelector('.what .hint')?.textContent?.replace(/\s+/g, ' ')]);
    expect(new Map(texts as [string, string][])).toEqual(
      new Map([
        ['#/question/ask-draft', 'Sam · not finished'],
        ['#/question/ask-sent', 'Sam · your answer is final, theirs is not here'],
        ['#/question/ask-reveal', 'Sam · their answer is here'],
        ['#/question/ask-asked', 'Sam · they asked'],
        ['#/question/ask-answered', 'Sam · your answer is final, theirs cannot be read yet'],
        ['#/question/ask-open', 'Sam · both answers are here'],
      ]),
    );
  });

  it('can be without words yet', async () => {
    const [[, one] = []] = sampleTogether(new Map()).questions;
    if (!one) throw new Error('no question');
    await full('#/together', { questions: new Map([['x', { ...one, id: 'x', text: ' ' }]]) });
    expect(href(await link('A question without words yet'))).toBe('#/question/x');
  });
});

describe('what I shared', () => {
  it('says once that it stays with them, and to whom what went', async () => {
    await full();
    const shared = await region('What I shared');
    expect(shared.getAllByText(/stays with the person who has it; it cannot be called back/)).toHaveLength(1);
    shared.getByText(/You can decide to share nothing more, on the person’s page/);
    const items = shared.getAllByRole('listitem').filter((item) => item.querySelector('.when'));
    const said = items.map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim());
    const [river, afraid] = ['The long way to the river', 'What I would say if I weren’t afraid'];
    // Each is a line of its own; where one ends, no blank is needed.
    expect(said.map((text) => text?.replace(`${TODAY}What`, `${TODAY} What`))).toEqual([
      `${plainDay('2026-11-18')} Sam ${river} ${TODAY} ${afraid} ${plainDay('2026-11-21')} an entry that is gone With these words:Only if you want to read it.`,
      `${plainDay('2026-11-17')} Sam an answer to what came`,
      `${plainDay('2026-11-09')} Sam ${afraid} ${plainDay('2026-11-21')} Trust, over time`,
      `${plainDay('2026-11-05')} Dr. Brandt · a page that opens in a browser ${river} ${TODAY}`,
      `${plainDay('2026-10-20')} Alex · no longer in your list 2 entries that are gone`,
    ]);
    expect(shared.getAllByRole('link').map(href)).toEqual(['#/entry/entry-0', '#/entry/entry-1', '#/received/came-2', '#/entry/entry-1', '#/entry/entry-0']);
  });

  it('names an entry without a title by its day, and says when words were not compared', async () => {
    const entries = new Map([['bare', entryOf({ id: 'bare', written_at: '2026-11-03T10:00:00+01:00' })]]);
    const row = { id: 'w', partner: 'ines', called: 'Ines', at: '2026-11-04T10:00:00+01:00', kind: 'share' as const, note: '', entries: [{ id: 'bare', title: '', day: '2026-11-03' }], gone: 0, measure: 'tracker:sleep', about: null };
    await full('#/together', { entries, shared: new Map([['w', row]]), trackers: [{ id: 'sleep', name: 'Hours of sleep', kind: 'scale', archived: false }] });
    const shared = await region('What I shared');
    expect(href(shared.getByRole('link', { name: `an entry of ${plainDay('2026-11-03')}` }))).toBe('#/entry/bare');
    shared.getByText(/words not compared yet/);
    shared.getByText('Hours of sleep, over time');
  });

  it('is there although the names of trackers could not be read', async () => {
    await full('#/together', { failing: new Map([['check_in_choices', { code: 'io' }]]) });
    (await region('What I shared')).getByText('Trust, over time');
    expect(troubles()).toEqual([]);
  });
});

describe('taking something off a list', () => {
  it.each([
    ['What came', /^Remove what came from Sam, .*20 November|^Remove what came from Sam, .*November 20/, 'came-1', 'What came was moved to the trash.'],
    ['Questions for both of you', 'Remove the question “What helped this week?”', 'ask-open', 'The question was moved to the trash.'],
    ['What I shared', /^Take what you shared with Dr\. Brandt, .* off the list$/, 'went-3', /taken off the list, and is in the trash\. Whoever has the file keeps it/],
  ])('of %s puts it into the trash, and can be undone', async (name, label, id, said) => {
    const { user, calls } = await full();
    const list = await region(name);
    const before = list.getAllByRole('listitem').length;
    await user.click(list.getByRole('button', { name: label }));
    await screen.findByText(said);
    expect(calls('trash_entries')).toEqual([[[id]]]);
    await waitFor(() => expect(list.queryByRole('button', { name: label })).toBeNull());
    // What has moved into its place has the focus, or what is last now.
    expect(document.activeElement?.getAttribute('data-remove')).toBeTruthy();
    await expectAccessible();
    await user.click(await button('Undo'));
    await list.findByRole('button', { name: label });
    expect(list.getAllByRole('listitem')).toHaveLength(before);
    expect(location.hash).toBe('#/together');
  });

  it('that cannot be done says so where it was tried, and nothing is lost', async () => {
    const { ipc, user } = await full();
    ipc.state.failing.set('trash_entries', { code: 'disk_full' });
    const list = await region('Questions for both of you');
    await user.click(list.getByRole('button', { name: 'Remove the question “What helped this week?”' }));
    expect(await trouble()).toMatch(/full/i);
    const item = list.getByRole('button', { name: 'Remove the question “What helped this week?”' }).closest('li');
    expect(within(item as HTMLElement).getByRole('alert').textContent).toMatch(/full/i);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('keeps to a search that goes on', async () => {
    const { user } = await full();
    await user.type(await screen.findByRole('searchbox'), 'the');
    await screen.findByText('2 found');
    const list = await region('What came');
    await user.click(list.getAllByRole('button', { name: /^Remove what came from Sam/ })[0]!);
    await screen.findByText('1 found');
    expect(list.getAllByRole('link').map(href)).toEqual(['#/received/came-3']);
  });

  it('of the last thing leaves a page that is whole', async () => {
    const [[, one] = []] = sampleTogether(new Map()).questions;
    if (!one) throw new Error('no question');
    const { user } = await show('#/together', { questions: new Map([['x', { ...one, id: 'x' }]]) });
    await user.click(await button(/^Remove the question/));
    await link('Not now');
    expect(screen.queryByRole('region', { name: 'Questions for both of you' })).toBeNull();
  });
});

describe('my card', () => {
  it('is made with a name, after saying who will see it', async () => {
    const { user, calls } = await show('#/card');
    const field = await screen.findByRole('textbox', { name: 'The name on it' });
    expect(field.getAttribute('aria-describedby') && screen.getByText(/It need not be your real name\. Whoever gets the card sees it/)).toBeTruthy();
    screen.getByText(/Nothing about your journal/);
    const make = await button('Make my card');
    expect((make as HTMLButtonElement).disabled).toBe(true);
    await expectAccessible();
    await user.type(field, '  R. ');
    await user.click(make);
    await screen.findByRole('img', { name: 'Your card as a QR code' });
    expect(calls('make_card')).toEqual([['R.']]);
    expect(document.activeElement?.textContent).toMatch(/^The name on it:\s*R\./);
    await expectAccessible();
  });

  it('is not made by Not now, and not from a blank', async () => {
    const { user, calls } = await show('#/card');
    await user.type(await screen.findByRole('textbox', { name: 'The name on it' }), '   {Enter}');
    await user.click(await button('Not now'));
    await gone('#/together');
    expect(calls('make_card')).toEqual([]);
  });

  it('says when it could not be made, and keeps the name', async () => {
    const { ipc, user } = await show('#/card', { failing: new Map([['make_card', { code: 'read_only' }]]) });
    const field = await screen.findByRole('textbox', { name: 'The name on it' });
    await user.type(field, 'R.{Enter}');
    expect(await trouble()).toMatch(/./);
    expect((field as HTMLInputElement).value).toBe('R.');
    ipc.state.failing.clear();
    await user.click(await button('Make my card'));
    await screen.findByRole('img');
  });

  it('is a picture in black on white with a quiet margin of four squares', async () => {
    const { ipc } = await full('#/card');
    const picture = await screen.findByRole('img', { name: 'Your card as a QR code' });
    expect(picture.getAttribute('viewBox')).toBe('-4 -4 29 29');
    expect(picture.querySelector('path')?.getAttribute('d')).toBe(ipc.state.card?.qr_path);
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => picture.querySelector('rect')?.getAttribute(name));
    expect([x, y, width, height]).toEqual(['-4', '-4', '29', '29']);
  });

  it('says what is on it and how it is handed over', async () => {
    await full('#/card');
    await heading('What is on it', 2);
    screen.getByText(/two public keys: one to seal what is meant for you/);
    screen.getByText(/whoever sees it can tell that you use Mend/);
    await heading('How to hand it over', 2);
    screen.getByText(/on the phone or face to face, not the way the cards came/);
    expect(href(within(screen.getByRole('main')).getByRole('link', { name: 'Add a person' }))).toBe('#/addpartner');
    await expectAccessible();
  });

  it('can be copied as text', async () => {
    const { ipc, user } = await full('#/card');
    await user.click(await button('Copy the text'));
    await screen.findByText('Copied');
    expect(await navigator.clipboard.readText()).toBe(ipc.state.card?.line);
  });

  it('is selected where copying is refused', async () => {
    const { ipc, user } = await full('#/card');
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not here'));
    document.execCommand = () => false;
    await user.click(await button('Copy the text'));
    await screen.findByText(/Copying did not work here/);
    expect(getSelection()?.toString()).toBe(ipc.state.card?.line);
  });

  it('is saved as a file or a picture, and nothing is said when that was cancelled', async () => {
    const { ipc, user, calls } = await full('#/card');
    await user.click(await button('Save as a file…'));
    await screen.findByText('The card is saved.');
    await user.click(await button('Save the picture…'));
    await screen.findByText('The picture is saved.');
    expect(calls('save_card')).toEqual([[false], [true]]);
    ipc.state.saving = false;
    await user.click(await button('Save as a file…'));
    await waitFor(() => expect(screen.queryByText(/is saved/)).toBeNull());
    expect(troubles()).toEqual([]);
  });

  it('says when it could not be saved', async () => {
    const { ipc, user } = await full('#/card');
    ipc.state.failing.set('save_card', { code: 'disk_full' });
    await user.click(await button('Save the picture…'));
    expect(await trouble()).toMatch(/full/i);
    await screen.findByRole('img');
  });

  it('gets another name, and a failure leaves the question open', async () => {
    const { ipc, user, calls } = await full('#/card');
    await user.click(await button('Change the name'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Change the name' }));
    dialog.getByText(/The keys stay the same/);
    await expectAccessible();
    const field = dialog.getByRole('textbox', { name: 'The name on it' });
    await user.clear(field);
    expect((dialog.getByRole('button', { name: 'Keep' }) as HTMLButtonElement).disabled).toBe(true);
    await user.type(field, 'Robin');
    ipc.state.failing.set('make_card', { code: 'io' });
    await user.click(dialog.getByRole('button', { name: 'Keep' }));
    expect((await dialog.findByRole('alert')).textContent).toMatch(/./);
    ipc.state.failing.clear();
    await user.click(dialog.getByRole('button', { name: 'Keep' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await screen.findByText('Robin');
    expect(calls('make_card').at(-1)).toEqual(['Robin']);
    expect(ipc.state.card?.line).toBe(`${CARD}${'mine'.repeat(40)}.`);
  });

  it('says when it could not be read', async () => {
    const { ipc, user } = await full('#/card', { failing: new Map([['together', { code: 'io' }]]) });
    expect(await trouble()).toMatch(/./);
    expect(screen.queryByRole('textbox')).toBeNull();
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await screen.findByRole('img');
  });
});

describe('adding a person', () => {
  const KIM = `${CARD}kim.`;
  const field = () => screen.findByRole('textbox', { name: 'Their card, as text' });
  const paste = async (user: ReturnType<typeof userEvent.setup>, text: string) => {
    await user.click(await field());
    await user.paste(text);
  };

  it('reads a text that is pasted, says whose card it is, and goes to the person', async () => {
    const { user, calls } = await full('#/addpartner');
    await expectAccessible();
    await paste(user, `Here is my card:\n> ${KIM}\nKim`);
    await heading('The name on this card');
    screen.getByText('Kim');
    expect(document.activeElement?.textContent).toBe('The name on this card');
    expect(((await screen.findByRole('textbox', { name: 'What I call them' })) as HTMLInputElement).value).toBe('Kim');
    screen.getByText('Only you see this.');
    await expectAccessible();
    await user.click(await button('Add this person'));
    expect(calls('add_partner')).toEqual([[KIM, 'Kim']]);
    await heading('Kim', 1);
    expect(location.hash).toMatch(/^#\/partner\/partner-/);
    screen.getByText(/You have not compared them yet/);
  });

  it('is done with then: Back leads to where one came from', async () => {
    const { user } = await full();
    await user.click(await link('Add a person'));
    await paste(user, KIM);
    await user.click(await button('Add this person'));
    await heading('Kim', 1);
    await user.click(await button('Back'));
    await heading('Together', 1);
    expect(location.hash).toBe('#/together');
  });

  it('reads what was typed when it is asked to, and takes another word for them', async () => {
    const { user, calls } = await full('#/addpartner');
    expect(((await button('Read the card')) as HTMLButtonElement).disabled).toBe(true);
    await user.type(await field(), KIM);
    await user.click(await button('Read the card'));
    const call = await screen.findByRole('textbox', { name: 'What I call them' });
    await user.clear(call);
    expect(((await button('Add this person')) as HTMLButtonElement).disabled).toBe(true);
    await user.type(call, ' K from work {Enter}');
    await heading('K from work', 1);
    expect(calls('add_partner')).toEqual([[KIM, 'K from work']]);
  });

  it('reads a text that is pasted beside the field, and not what is pasted to something typed', async () => {
    const { user, calls } = await full('#/addpartner');
    await user.type(await field(), 'mend');
    await user.paste(KIM.slice(4));
    await still();
    expect(calls('read_card')).toEqual([]);
    await user.clear(await field());
    give(document.body, 'paste', [], { 'text/plain': KIM });
    await heading('The name on this card');
  });

  it('says when there is no card in a text, which stays', async () => {
    const { user } = await full('#/addpartner');
    await paste(user, 'See you at eight.');
    expect(await trouble()).toBe('There is no Mend card in this.');
    expect(((await field()) as HTMLTextAreaElement).value).toBe('See you at eight.');
    await expectAccessible();
    await user.clear(await field());
    await paste(user, KIM);
    await heading('The name on this card');
    expect(troubles()).toEqual([]);
  });

  it('reads a file that is chosen, and says nothing when that was cancelled', async () => {
    const { ipc, user } = await full('#/addpartner', { saving: false, cards: new Map([[KIM, 'Kim']]) });
    await user.click(await button('Choose a file…'));
    await still();
    expect(troubles()).toEqual([]);
    ipc.state.saving = true;
    ipc.state.failing.set('choose_card', { code: 'card_changed' });
    await user.click(await button('Choose a file…'));
    expect(await trouble()).toMatch(/It would have to be given to you again/);
    ipc.state.failing.clear();
    await user.click(await button('Choose a file…'));
    await heading('The name on this card');
  });

  it('reads a picture that is dropped or pasted, and a text file that is dropped', async () => {
    const { user, calls } = await full('#/addpartner');
    for (const put of [
      () => drop(fileOf(KIM, 'image/png')),
      () => give(document.body, 'paste', [fileOf(KIM, 'image/png')]),
      () => drop(fileOf(`Kim\n${KIM}`, 'text/plain')),
    ]) {
      await field();
      put();
      await heading('The name on this card');
      await user.click(await button('Read another card'));
    }
    expect(read(calls('read_card_picture'))).toEqual([KIM, KIM]);
    expect(calls('read_card')).toEqual([[`Kim\n${KIM}`]]);
  });

  it('says what cannot be read: a picture without a card, too large a one, a long text, several files', async () => {
    const { calls } = await full('#/addpartner');
    await field();
    drop(fileOf('a tree', 'image/jpeg'));
    await waitFor(() => expect(troubles()).toEqual(['There is no Mend card in this.']));
    drop(fileOf(KIM, 'image/jpeg', 30_000_000));
    await waitFor(() => expect(troubles()).not.toEqual(['There is no Mend card in this.']));
    expect(await trouble()).toMatch(/large/i);
    drop(fileOf(KIM, 'text/plain', 100_000));
    await waitFor(() => expect(troubles()).toEqual(['There is no Mend card in this.']));
    drop(fileOf(KIM), fileOf(KIM));
    await waitFor(() => expect(troubles()).toEqual(['One file at a time, please.']));
    expect(calls('read_card_picture')).toHaveLength(1);
    expect(calls('read_card')).toEqual([]);
  });

  it('is kind about one’s own card', async () => {
    const { ipc, user } = await full('#/addpartner');
    await paste(user, String(ipc.state.card?.line));
    await screen.findByText(/This is your own card/);
    expect(screen.queryByRole('button', { name: 'Add this person' })).toBeNull();
    await expectAccessible();
    await user.click(await button('Read another card'));
    await field();
  });

  it('is kind about a card that is here, and leads to whose it is', async () => {
    const { user } = await full('#/addpartner');
    await paste(user, `${CARD}ines.`);
    await screen.findByText('You have this card already.');
    expect(screen.queryByRole('button', { name: 'Add this person' })).toBeNull();
    await expectAccessible();
    await user.click(await link('Go to Ines'));
    await heading('Ines', 1);
  });

  it('takes no name that somebody else is called by', async () => {
    const { user, calls } = await full('#/addpartner');
    await paste(user, KIM);
    const call = await screen.findByRole('textbox', { name: 'What I call them' });
    await user.clear(call);
    await user.type(call, ' ines');
    await screen.findByText(/You call somebody else that/);
    expect(((await button('Add this person')) as HTMLButtonElement).disabled).toBe(true);
    await user.type(call, '{Enter}');
    await still();
    expect(calls('add_partner')).toEqual([]);
  });

  it('says when somebody could not be added, and what was chosen stays', async () => {
    const { ipc, user } = await full('#/addpartner');
    await paste(user, KIM);
    ipc.state.failing.set('add_partner', { code: 'disk_full' });
    await user.click(await button('Add this person'));
    expect(await trouble()).toMatch(/full/i);
    expect((screen.getByRole('textbox', { name: 'What I call them' }) as HTMLInputElement).value).toBe('Kim');
    expect(location.hash).toBe('#/addpartner');
  });

  it('says when who is here could not be read', async () => {
    const { ipc, user } = await full('#/addpartner');
    ipc.state.failing.set('together', { code: 'io' });
    await paste(user, KIM);
    expect(await trouble()).toMatch(/./);
    ipc.state.failing.clear();
    await user.click(await button('Read the card'));
    await heading('The name on this card');
  });

  it('is left by Not now, before and after a card was read', async () => {
    const { user, calls } = await full('#/addpartner');
    await user.click(await button('Not now'));
    await gone('#/together');
    location.hash = '#/addpartner';
    await paste(user, KIM);
    await user.click(await button('Not now'));
    await gone('#/together');
    expect(calls('add_partner')).toEqual([]);
  });

  describe('when the name is here with other keys', () => {
    const NEW = `${CARD}new-sam.`;

    it('is loud, and explains both choices', async () => {
      const { user, calls } = await full('#/addpartner');
      await paste(user, NEW);
      const alert = within(await screen.findByText(/Mend cannot tell which/).then((text) => text.closest<HTMLElement>('[role="alert"]')!));
      alert.getByRole('heading', { name: /you have another card with this name/ });
      alert.getByText(/ask the person themselves, on the phone or face to face/);
      const described = async (name: string) => document.getElementById((await button(name)).getAttribute('aria-describedby') ?? '')?.textContent;
      expect(await described('It replaces the card of Sam')).toMatch(/The six words have to be compared again/);
      expect(await described('It is another person')).toMatch(/nothing changes for the one you have/);
      expect(screen.queryByRole('button', { name: 'Add this person' })).toBeNull();
      expect(calls('add_partner')).toEqual([]);
      await expectAccessible();
    });

    it('replaces the card when that is chosen, and asks for the words again, loudly', async () => {
      const { ipc, user, calls } = await full('#/addpartner');
      await paste(user, NEW);
      ipc.state.failing.set('replace_card', { code: 'io' });
      await user.click(await button('It replaces the card of Sam'));
      await waitFor(() => expect(troubles()).toHaveLength(2));
      expect(location.hash).toBe('#/addpartner');
      ipc.state.failing.clear();
      await user.click(await button('It replaces the card of Sam'));
      await gone('#/partner/sam');
      expect(calls('replace_card').at(-1)).toEqual(['sam', NEW]);
      await heading(`Their card was replaced on ${TODAY}`);
      await button('Compare the words');
    });

    it('adds another person when that is chosen, under a name of their own', async () => {
      const { user, calls } = await full('#/addpartner');
      await paste(user, NEW);
      await user.click(await button('It is another person'));
      expect(document.activeElement?.textContent).toMatch(/won’t mix up/);
      const call = screen.getByRole('textbox', { name: 'What I call them' }) as HTMLInputElement;
      expect(call.value).toBe('');
      expect(((await button('Add this person')) as HTMLButtonElement).disabled).toBe(true);
      await user.type(call, 'Sam');
      await screen.findByText(/You call somebody else that/);
      expect(((await button('Add this person')) as HTMLButtonElement).disabled).toBe(true);
      await expectAccessible();
      await user.type(call, ' from the choir');
      await user.click(await button('Add this person'));
      await heading('Sam from the choir', 1);
      expect(calls('add_partner')).toEqual([[NEW, 'Sam from the choir']]);
      expect(calls('replace_card')).toEqual([]);
    });

    it('offers every one of that name', async () => {
      const { ipc, user } = await full('#/addpartner');
      const sam = ipc.state.partners.get('sam')!;
      ipc.state.partners.set('sam-2', { ...sam, id: 'sam-2', called: 'Sam at home', line: `${CARD}other-sam.` });
      await paste(user, NEW);
      await button('It replaces the card of Sam');
      await button('It replaces the card of Sam at home');
    });
  });
});

describe('comparing words', () => {
  const WORDS = ['river', 'candle', 'orbit', 'gentle', 'copper', 'window'];
  const words = async () => within(await screen.findByRole('list', { name: 'The six words' })).getAllByRole('listitem').map(({ textContent }) => textContent?.replace(/\d/g, '').trim());

  it('shows all six, how it is done, and three answers', async () => {
    const { user, calls } = await full('#/partner/ines');
    screen.getByText(/it could be somebody else’s card, and they could read what you share/);
    expect(calls('safety_words')).toEqual([]);
    await expectAccessible();
    await user.click(await button('Compare the words'));
    expect(await words()).toEqual(WORDS);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('The six words');
    screen.getByText(/Phone each other, or sit together/);
    screen.getByText(/Each of you looks at your own screen/);
    screen.getByText(/All six have to be the same/);
    for (const name of ['They are the same', 'They differ', 'Later']) await button(name);
    await expectAccessible();
  });

  it('that are the same is noted with the day, and can be taken back', async () => {
    const { ipc, user, calls } = await full('#/partner/ines');
    await user.click(await button('Compare the words'));
    await user.click(await button('They are the same'));
    await screen.findByText(`You compared them on ${TODAY}, and they were the same.`);
    expect(ipc.state.partners.get('ines')?.compared).toMatch(/^2026-11-22/);
    expect(document.activeElement?.textContent).toBe('The six words');
    screen.getByText('It is noted that the words are the same.');
    await expectAccessible();
    await user.click(await button('Take that back'));
    await button('Compare the words');
    screen.getByText(/You have not compared them yet/);
    expect(calls('set_compared')).toEqual([['ines', true], ['ines', false]]);
  });

  it('can wait: Later notes nothing', async () => {
    const { user, calls } = await full('#/partner/ines');
    await user.click(await button('Compare the words'));
    await user.click(await button('Later'));
    await button('Compare the words');
    expect(screen.queryByText('river')).toBeNull();
    expect(document.activeElement?.textContent).toBe('The six words');
    expect(calls('set_compared')).toEqual([]);
  });

  it('that differ says what that means, blames nobody, and offers another card', async () => {
    const { user, calls } = await full('#/partner/ines');
    await user.click(await button('Compare the words'));
    await user.click(await button('They differ'));
    await heading('The words differ');
    expect(document.activeElement?.textContent).toBe('The words differ');
    screen.getByText(/it need not be anybody’s fault/);
    screen.getByText(/Don’t share anything with this card for now\. Give each other your cards once more, by another way/);
    expect(calls('set_compared')).toEqual([]);
    await expectAccessible();
    await user.click(within(screen.getByRole('region', { name: 'The six words' })).getByRole('button', { name: 'Replace the card' }));
    await screen.findByRole('dialog', { name: 'Replace the card of Ines' });
  });

  it('that differ, of somebody compared before, are not compared any more', async () => {
    const { ipc, user, calls } = await full('#/partner/sam');
    await user.click(await button('See the words again'));
    expect(await words()).toEqual(WORDS);
    ipc.state.failing.set('set_compared', { code: 'io' });
    await user.click(await button('They differ'));
    expect(await trouble()).toMatch(/./);
    expect(await words()).toEqual(WORDS);
    ipc.state.failing.clear();
    await user.click(await button('They differ'));
    await heading('The words differ');
    expect(calls('set_compared').at(-1)).toEqual(['sam', false]);
    expect(ipc.state.partners.get('sam')?.compared).toBeNull();
    await user.click(await button('Close'));
    await button('Compare the words');
  });

  it('is asked for again, loudly, when the card was replaced, until it is done', async () => {
    const { user } = await full('#/partner/ruth');
    await heading(`Their card was replaced on ${plainDay('2026-11-12')}`);
    screen.getByText(/Compare the words of this one before you share anything more/);
    await expectAccessible();
    await user.click(await button('Compare the words'));
    await user.click(await button('They are the same'));
    await screen.findByText(`You compared them on ${TODAY}, and they were the same.`);
    expect(screen.queryByText(/Their card was replaced/)).toBeNull();
  });

  it('needs a card of one’s own', async () => {
    const { calls } = await full('#/partner/ines', { card: null });
    await screen.findByText(/You have none of your own yet/);
    expect(href(await link('Make my card'))).toBe('#/card');
    expect(screen.queryByRole('button', { name: 'Compare the words' })).toBeNull();
    expect(calls('safety_words')).toEqual([]);
  });

  it('says when there are no words, and when an answer could not be noted', async () => {
    const { ipc, user } = await full('#/partner/ines');
    ipc.state.failing.set('safety_words', { code: 'internal' });
    await user.click(await button('Compare the words'));
    expect(await trouble()).toMatch(/./);
    ipc.state.failing.set('set_compared', { code: 'disk_full' });
    ipc.state.failing.delete('safety_words');
    await user.click(await button('Compare the words'));
    await user.click(await button('They are the same'));
    expect(await trouble()).toMatch(/full/i);
    expect(await words()).toEqual(WORDS);
    expect(screen.queryByText(/It is noted/)).toBeNull();
  });

  it('says when it could not be taken back', async () => {
    const { ipc, user } = await full('#/partner/sam');
    ipc.state.failing.set('set_compared', { code: 'disk_full' });
    await user.click(await button('Take that back'));
    expect(await trouble()).toMatch(/full/i);
    screen.getByText(/and they were the same/);
  });
});

describe('a person’s page', () => {
  it('leads to sharing and asking with this person', async () => {
    const { user } = await full('#/partner/sam');
    await user.click(await button('Share something'));
    await gone('#/share');
    location.hash = '#/partner/sam';
    await user.click(await button('Ask a question for both of you'));
    await gone('#/ask/sam');
  });

  it('ends sharing, says what that does and does not, and begins it again', async () => {
    const { ipc, user, calls } = await full('#/partner/sam');
    const stop = await button('Don’t share more with Sam');
    const about = document.getElementById(stop.getAttribute('aria-describedby') ?? '')?.textContent;
    expect(about).toMatch(/Mend then seals nothing more to their card.*What they have stays with them, and they are not told.*you can still open/);
    await user.click(stop);
    await screen.findByText(`You decided on ${TODAY} not to share more with Sam. What they have stays with them.`);
    expect(document.activeElement).toBe(await button('Share with Sam again'));
    expect(screen.queryByRole('button', { name: 'Share something' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Ask a question for both of you' })).toBeNull();
    await expectAccessible();
    await user.click(await button('Share with Sam again'));
    await button('Share something');
    expect(calls('set_stopped')).toEqual([['sam', true], ['sam', false]]);
    ipc.state.failing.set('set_stopped', { code: 'disk_full' });
    await user.click(await button('Don’t share more with Sam'));
    expect(await trouble()).toMatch(/full/i);
    await button('Share something');
  });

  it('lists what went and came with this person, and only that', async () => {
    await full('#/partner/sam');
    const between = await region('What went and came');
    const links = between.getAllByRole('link').map((one) => [one.textContent?.trim(), href(one)]);
    expect(links).toEqual(expect.arrayContaining([['not read yet', '#/received/came-1'], ['What helped this week?', '#/question/ask-open'], ['The long way to the river', '#/entry/entry-0']]));
    expect(links.map(([, to]) => to)).not.toContain('#/received/came-4');
    expect(between.queryByText('Dr. Brandt')).toBeNull();
    between.getByText('an entry that is gone');
    expect(between.queryByRole('button', { name: /Remove|Take/ })).toBeNull();
  });

  it('says that nothing went or came, and that words were not compared where something did', async () => {
    await full('#/partner/ruth');
    (await region('What went and came')).getByText('Nothing has gone or come.');
    location.hash = '#/partner/ines';
    await heading('Ines', 1);
    (await region('What came from them')).getByText(/words not compared yet · 1 text · declined unread/);
  });

  it('changes what somebody is called', async () => {
    const { ipc, user, calls } = await full('#/partner/sam');
    await user.click(await button('Change what I call them'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Change what I call them' }));
    const field = dialog.getByRole('textbox', { name: 'What I call them' }) as HTMLInputElement;
    expect(field.value).toBe('Sam');
    expect(dialog.queryByText(/You call somebody else that/)).toBeNull();
    await expectAccessible();
    await user.clear(field);
    await user.type(field, 'INES');
    await dialog.findByText(/You call somebody else that/);
    expect((dialog.getByRole('button', { name: 'Keep' }) as HTMLButtonElement).disabled).toBe(true);
    await user.clear(field);
    await user.type(field, 'Sammy');
    ipc.state.failing.set('rename_partner', { code: 'io' });
    await user.click(dialog.getByRole('button', { name: 'Keep' }));
    expect((await dialog.findByRole('alert')).textContent).toMatch(/./);
    expect(field.value).toBe('Sammy');
    ipc.state.failing.clear();
    await user.click(dialog.getByRole('button', { name: 'Keep' }));
    await heading('Sammy', 1);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(calls('rename_partner').at(-1)).toEqual(['sam', 'Sammy']);
    (await region('Their card')).getByText('Sam');
  });

  describe('replacing the card', () => {
    const open = async (user: ReturnType<typeof userEvent.setup>) => {
      await user.click((await region('Their card')).getByRole('button', { name: 'Replace the card' }));
      return within(await screen.findByRole('dialog', { name: 'Replace the card of Sam' }));
    };

    it('reads a card, says what follows, and asks for the words again', async () => {
      const { ipc, user, calls } = await full('#/partner/sam');
      await user.click(await button('See the words again'));
      const dialog = await open(user);
      await expectAccessible();
      await user.click(dialog.getByRole('button', { name: 'Choose a file…' }));
      await dialog.findByText(/The six words have to be compared again/);
      expect(dialog.queryByText(/another one than before/)).toBeNull();
      await expectAccessible();
      ipc.state.failing.set('replace_card', { code: 'disk_full' });
      await user.click(dialog.getByRole('button', { name: 'Replace the card' }));
      expect((await dialog.findByRole('alert')).textContent).toMatch(/full/i);
      ipc.state.failing.clear();
      await user.click(dialog.getByRole('button', { name: 'Replace the card' }));
      await heading(`Their card was replaced on ${TODAY}`);
      expect(screen.queryByRole('dialog')).toBeNull();
      // The words of the card before are not shown any more.
      expect(screen.queryByText('river')).toBeNull();
      expect(calls('replace_card').at(-1)).toEqual(['sam', `${CARD}new-sam.`]);
      expect(ipc.state.partners.get('sam')?.compared).toBeNull();
    });

    it('says when the name is another one, and takes no card that is somebody’s', async () => {
      const { ipc, user, calls } = await full('#/partner/sam');
      const dialog = await open(user);
      const read = async (text: string) => {
        await user.click(dialog.getByRole('textbox', { name: 'Their card, as text' }));
        await user.paste(text);
      };
      await read(`${CARD}kim.`);
      await dialog.findByText('The name on it is another one than before.');
      await dialog.findByRole('button', { name: 'Replace the card' });
      for (const [text, said] of [[`${CARD}sam.`, /This is the card you have of them already/], [`${CARD}ines.`, /This is the card of Ines/], [ipc.state.card?.line, /This is your own card/]] as const) {
        await user.click(dialog.getByRole('button', { name: 'Read another card' }));
        await read(String(text));
        await dialog.findByText(said);
        expect(dialog.queryByRole('button', { name: 'Replace the card' })).toBeNull();
      }
      await user.click(dialog.getByRole('button', { name: 'Read another card' }));
      await read('nothing');
      expect((await dialog.findByRole('alert')).textContent).toBe('There is no Mend card in this.');
      await user.click(dialog.getByRole('button', { name: 'Cancel' }));
      expect(screen.queryByRole('dialog')).toBeNull();
      expect(calls('replace_card')).toEqual([]);
    });

    it('is left by Escape, and goes nowhere', async () => {
      const { user } = await full('#/partner/sam');
      const dialog = await open(user);
      await user.click(dialog.getByRole('textbox'));
      await user.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(location.hash).toBe('#/partner/sam');
    });
  });

  it('takes somebody off the list, keeps what came and went, and can be undone', async () => {
    const { ipc, user, calls } = await full('#/partner/sam');
    const off = await button('Take off my list');
    expect(document.getElementById(off.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/What came from them stays, and so does your list of what you shared/);
    ipc.state.failing.set('trash_entries', { code: 'disk_full' });
    await user.click(off);
    expect(await trouble()).toMatch(/full/i);
    expect(location.hash).toBe('#/partner/sam');
    ipc.state.failing.clear();
    await user.click(off);
    await gone('#/together');
    expect(calls('trash_entries').at(-1)).toEqual([['sam']]);
    await screen.findByText('Sam was taken off your list.');
    expect((await region('People')).queryByRole('link', { name: /Sam/ })).toBeNull();
    expect((await region('What I shared')).getAllByText(/no longer in your list/).length).toBeGreaterThan(1);
    await user.click(await button('Undo'));
    await waitFor(async () => expect((await region('People')).queryByRole('link', { name: /Sam/ })).toBeTruthy());
  });

  it('of somebody who is not here says so', async () => {
    await full('#/partner/nobody');
    await screen.findByText('This person is no longer in your list.');
    expect(screen.queryByRole('button', { name: 'Share something' })).toBeNull();
  });

  it('says when it could not be read, and can ask again', async () => {
    const { ipc, user } = await full('#/partner/sam', { failing: new Map([['together', { code: 'io' }]]) });
    expect(await trouble()).toMatch(/./);
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await heading('Sam', 1);
    await expectAccessible();
  });
});
