import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry } from '$lib/bindings/Entry';
import type { Gathered } from '$lib/bindings/Gathered';
import type { Mark } from '$lib/bindings/Mark';
import type { PathPlace } from '$lib/bindings/PathPlace';
import type { PathStep } from '$lib/bindings/PathStep';
import type { Person } from '$lib/bindings/Person';
import { entryOf, fakeIpc, type Fake, type FakeState } from '$lib/ipc.fake';
import { expectAccessible } from '../../test/axe';
import { tiptap, type } from '../../test/writing';
import Journal from './Journal.svelte';
import { gatheredWords } from './path/drawn/gathered';
import { across, isHigh, settled, stepAlong, stepAt, through } from './path/drawn/line';
import { marked } from './path/drawn/marked';
import { seam } from './path/drawn/seam';
import { placeWords } from './path/places/words';
import { plainDay } from './reading/calendar';

const NOW = new Date('2026-11-22T09:00:00');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

const person = (some: Partial<Person> = {}): Person => ({ point_of_view: 'hurt', about: null, word: '', stage: null, welcomed: true, asked: false, ...some });
const YES = { day: '2026-10-01', answer: 0 };
const inside = () => ({ primers: new Map([['hurt', [YES]], ['broke-trust', [YES]]]) });

function show(hash: string, state: Partial<FakeState> = {}, change: (ipc: Fake) => void = () => {}) {
  location.hash = hash;
  const ipc = fakeIpc({ now: () => new Date(), person: person(), ...state });
  change(ipc);
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, page, user: userEvent.setup() };
}
const journal = (...some: [string, string, Partial<Entry>?][]) =>
  new Map(some.map(([id, day, more]) => [id, entryOf({ id, parents: [`rev-${id}`], written_at: `${day}T20:00:00+01:00`, title: `About ${id}`, body: `What there is about ${id}.`, ...more })]));
const places = (...some: [string, number, string?][]) =>
  new Map(some.map(([day, along, words = ''], index) => [`place-${index}`, { id: `place-${index}`, at: `${day}T20:00:00+01:00`, path: 'hurt', along, words } satisfies PathPlace]));
const marks = (...some: [string, string, string?][]) => new Map(some.map(([day, kind, text = ''], index) => [`mark-${index}`, { id: `mark-${index}`, day, kind, text } satisfies Mark]));

const link = (name: string | RegExp) => screen.findByRole('link', { name });
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const map = () => screen.findByRole('list', { name: 'Steps, in any order' });
const steps = async () => within(await map()).getAllByRole('link').map(({ textContent }) => textContent?.trim());
const stop = async (title: string) => within((await map()).querySelector<HTMLElement>(`li:has(a[href$="/${title}"])`)!);
const slider = () => screen.findByRole('slider', { name: 'Place on the line' });
const HURT = ['Naming the hurt', 'Room for anger and grief', 'Letting some of it go'];
const go = (hash: string) => void (location.hash = hash);

describe('entering', () => {
  it('is a choice: a calm page says what is here, asks for nothing, and leads on or away', async () => {
    const { calls, user } = show('#/path');
    await heading('Path');
    expect(await screen.findByText(/^Here are places to be for a while with what happened/)).toBeTruthy();
    expect(screen.queryByRole('list', { name: 'Steps, in any order' })).toBeNull();
    expect(document.title + document.body.textContent).not.toMatch(/someone who|hurt|broke/i);
    await expectAccessible();
    await user.click(await link('Not now'));
    await waitFor(() => expect(location.hash).toBe('#/today'));
    expect(calls('answer_primer')).toEqual([]);
    go('#/path');
    await user.click(await link('Have a look'));
    await heading('What this is, and what it is not');
    await expectAccessible();
  });

  it('can be declined, which is kept and closes kindly, and can be come back to a month later', async () => {
    const { ipc, user, page } = show('#/primer/hurt');
    await user.click(await button('Not now'));
    expect(document.activeElement?.textContent).toBe('All right; it stays under Path.');
    expect(screen.queryByRole('button', { name: 'Yes, a little' })).toBeNull();
    await expectAccessible();
    const leads = within(screen.getByRole('main')).getAllByRole('link').map(({ textContent }) => textContent);
    expect(leads).toEqual(['Today']);
    page.unmount();

    vi.setSystemTime(new Date('2026-12-22T09:00:00'));
    location.hash = '#/path';
    render(Journal, { ipc });
    expect(await screen.findByText(`On ${plainDay('2026-11-22')} you answered “Not now”.`)).toBeTruthy();
    await expectAccessible();
    await user.click(await link('Have a look'));
    await user.click(await button('Yes, a little'));
    await user.click(await link('To the path'));
    expect(await steps()).toEqual(HURT);
    expect(ipc.state.primers.get('hurt')).toEqual([{ day: '2026-11-22', answer: 1 }, { day: '2026-12-22', answer: 0 }]);
  });

  it.each([
    ['Yes, a little', 'The path is open; begin anywhere.', 'To the path', true],
    ['No', 'All right; it may stay closed.', 'Today', false],
    ['I don’t know', 'You can look round without beginning anything.', 'Look round', true],
  ])('takes “%s” as a full answer', async (answer, reply, leads, open) => {
    const { user } = show('#/primer/hurt');
    await user.click(await button(answer));
    expect(screen.getByText(reply)).toBeTruthy();
    await user.click(within(screen.getByRole('main')).getByRole('link', { name: leads }));
    go('#/path');
    if (open) expect(await steps()).toEqual(HURT);
    else expect(await screen.findByText(`On ${plainDay('2026-11-22')} you answered “${answer}”.`)).toBeTruthy();
  });

  it('offers all answers alike', async () => {
    show('#/primer/hurt');
    const answers = within(await screen.findByRole('group', { name: 'Is now a time for this?' })).getAllByRole('button');
    expect(answers.map(({ textContent }) => textContent)).toEqual(['Yes, a little', 'Not now', 'No', 'I don’t know']);
    expect(new Set(answers.map(({ className }) => className)).size).toBe(1);
  });

  it('says so when an answer could not be kept, and takes it again', async () => {
    const { ipc, user } = show('#/primer/hurt');
    ipc.state.failing.set('answer_primer', { code: 'disk_full' });
    await user.click(await button('No'));
    await waitFor(() => expect(screen.getAllByRole('alert').some(({ textContent }) => textContent?.trim())).toBe(true));
    ipc.state.failing.clear();
    await user.click(await button('No'));
    expect(await screen.findByText('All right; it may stay closed.')).toBeTruthy();
  });

  it('can be taken back, and loses nothing that was gathered or marked', async () => {
    const entries = journal(['one', '2026-10-05', { steps: ['room-for-anger'] }]);
    const { ipc, user } = show('#/path', { ...inside(), entries, places: places(['2026-10-06', 0.5, 'loud']) });
    await user.click(await link('What this is, and what it is not'));
    await user.click(await button('No'));
    go('#/path');
    expect(await screen.findByText(/What you gathered and marked is still there\./)).toBeTruthy();
    expect(ipc.state.entries.get('one')?.steps).toEqual(['room-for-anger']);
    expect(ipc.state.places.size).toBe(1);
    await user.click(await link('Have a look'));
    await user.click(await button('I don’t know'));
    await user.click(await link('Look round'));
    expect((await stop('room-for-anger')).getByText('loud')).toBeTruthy();
  });

  it('lets one read again what the path is, and leave without an answer', async () => {
    const { ipc, user } = show('#/path', inside());
    await user.click(await link('What this is, and what it is not'));
    await heading('What this is, and what it is not');
    await user.click(await button('Back'));
    expect(await steps()).toEqual(HURT);
    expect(ipc.state.primers.get('hurt')).toEqual([YES]);
  });

  it('knows no other path than its own', async () => {
    show('#/primer/elsewhere');
    expect(await screen.findByText(/There is nothing here by that name/)).toBeTruthy();
  });
});

describe('for whom', () => {
  it.each([['hurt', HURT], ['unsure', HURT], ['broke-trust', ['Facing it whole']]] as const)('shows the one path of somebody who says %s', async (point_of_view, titles) => {
    show('#/path', { ...inside(), person: person({ point_of_view }) });
    expect(await steps()).toEqual(titles);
    expect(screen.queryByRole('button', { name: 'The other path' })).toBeNull();
    expect(document.title + document.body.textContent).not.toMatch(/path for someone/i);
    await expectAccessible();
  });

  it('shows both one at a time to somebody who says both, each entered by itself', async () => {
    const { ipc, user } = show('#/path', { primers: new Map([['hurt', [YES]]]), person: person({ point_of_view: 'both' }) });
    expect(await steps()).toEqual(HURT);
    await user.click(await button('The other path'));
    expect(await screen.findByText(/^Here are places to be/)).toBeTruthy();
    await expectAccessible();
    await user.click(await link('Have a look'));
    await user.click(await button('Yes, a little'));
    await user.click(await link('To the path'));
    await waitFor(async () => expect(await steps()).toEqual(['Facing it whole']));
    expect(ipc.state.primers.get('broke-trust')).toEqual([{ day: '2026-11-22', answer: 0 }]);
    await user.click(await button('The other path'));
    await waitFor(async () => expect(await steps()).toEqual(HURT));
  });

  it.each(['hurt', 'broke-trust'] as const)('leads somebody who says %s to a page about staying, leaving and not knowing, entered or not', async (point_of_view) => {
    const { page } = show('#/path', { person: person({ point_of_view }) });
    expect((await link('Staying, leaving, not knowing')).getAttribute('href')).toBe('#/begin/staying-leaving-not-knowing');
    page.unmount();
    show('#/path', { ...inside(), person: person({ point_of_view }) });
    await map();
    expect((await link('Staying, leaving, not knowing')).getAttribute('href')).toBe('#/begin/staying-leaving-not-knowing');
    expect((await link('The picture to print')).getAttribute('href')).toBe(`#/seam/${point_of_view}`);
    expect((await link('The long view')).getAttribute('href')).toBe('#/years');
  });
});

describe('the map', () => {
  const gathered = () => journal(
    ['one', '2026-09-05', { steps: ['room-for-anger'] }],
    ['two', '2026-11-01', { steps: ['room-for-anger', 'letting-go'] }],
    ['three', '2026-10-10', { steps: ['room-for-anger'], kind: 'letter' }],
  );

  it('tells of every step what it is and what is gathered there', async () => {
    show('#/path', { ...inside(), entries: gathered() });
    const anger = await stop('room-for-anger');
    expect(anger.getByText('Anger at its full size, and sorrow for what is gone.')).toBeTruthy();
    expect(anger.getByText(/^September – November · 2 entries, 1 letter$/)).toBeTruthy();
    expect((await stop('letting-go')).getByText(/^November · 1 entry$/)).toBeTruthy();
    expect((await stop('naming-the-hurt')).queryByText(/entr|letter/)).toBeNull();
    expect(document.querySelectorAll('main svg:not([aria-hidden="true"])')).toHaveLength(0);
    await expectAccessible();
  });

  it('is walked in any order, by keyboard', async () => {
    const { user } = show('#/path', { ...inside(), entries: gathered() });
    await map();
    screen.getByRole('heading', { level: 1 }).focus();
    const seen: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      await user.tab();
      seen.push(document.activeElement?.textContent?.trim() ?? '');
    }
    expect(seen).toEqual(HURT);
    await user.keyboard('{Enter}');
    await heading('Letting some of it go');
    await user.click(await button('Back'));
    await user.click(within(await map()).getByRole('link', { name: 'Naming the hurt' }));
    await heading('Naming the hurt');
    await user.click(await button('Back'));
    await user.click(within(await map()).getByRole('link', { name: 'Room for anger and grief' }));
    await heading('Room for anger and grief');
  });

  it('says what the step one looks at is about', async () => {
    const { user } = show('#/path', inside());
    await map();
    const card = within(screen.getByRole('region', { name: 'A step' }));
    expect(card.getByText('Any of them can be opened.')).toBeTruthy();
    await user.hover(within(await map()).getByRole('link', { name: 'Letting some of it go' }));
    expect(card.getByRole('heading', { name: 'Letting some of it go' })).toBeTruthy();
    expect(card.getByRole('link', { name: 'Open “Letting some of it go”' }).getAttribute('href')).toBe('#/step/letting-go');
  });

  it('is the same list in a narrow window, where the line goes down and every step says what it is', async () => {
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(600);
    show('#/path', { ...inside(), entries: gathered(), places: places(['2026-10-01', 0.2, 'by the window'], ['2026-11-01', 0.8]) });
    expect(await steps()).toEqual(HURT);
    const about = (await stop('letting-go')).getByText('What you are tired of carrying, and what you keep.');
    expect(about.classList.contains('unseen')).toBe(false);
    expect(screen.queryByRole('region', { name: 'A step' })).toBeNull();
    await expectAccessible();
  });

  it('says what went wrong, and tries again', async () => {
    const { ipc, user } = show('#/path', { ...inside(), failing: new Map([['walk', { code: 'io' }]]) });
    await button('Try again');
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    expect(await steps()).toEqual(HURT);
  });

  it('names months by their year when it is another one', () => {
    const some: Gathered = { step: 's', entries: 1, letters: 1, first: '2025-03-02', last: '2025-03-02' };
    expect(gatheredWords(some, '2026-11-22')).toBe('Mar 2025\u00a0· 1\u00a0letter');
    expect(gatheredWords({ ...some, entries: 2, letters: 0, last: '2026-01-05' }, '2026-11-22')).toMatch(/^Mar 2025\s–\sJan 2026\u00a0· 2\u00a0entries$/);
  });
});

describe('where I am', () => {
  it('is chosen on the line by keyboard, with words, goes to and fro, and its history can be read and removed', async () => {
    const { ipc, user } = show('#/path', inside());
    await user.click(await button('Where I am'));
    const line = await slider();
    expect(line.getAttribute('aria-valuetext')).toBe('not chosen yet');
    expect((await button('Keep')).hasAttribute('disabled')).toBe(true);
    expect(screen.queryByText('Where I was')).toBeNull();
    await expectAccessible();

    line.focus();
    await user.keyboard('{ArrowRight}');
    expect(line.getAttribute('aria-valuetext')).toBe('Naming the hurt');
    await user.keyboard('{PageUp}{PageUp}');
    expect(line.getAttribute('aria-valuetext')).toBe('Letting some of it go');
    await user.type(screen.getByLabelText('A few words, if you like'), 'further than I thought');
    await user.click(await button('Keep'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await stop('letting-go')).getByText(/^further than I thought$/)).toBeTruthy();

    vi.setSystemTime(new Date('2026-11-24T09:00:00'));
    await user.click(await button('Where I am'));
    (await slider()).focus();
    expect((await slider()).getAttribute('aria-valuetext')).toBe('Letting some of it go');
    await user.keyboard('{Home}{ArrowRight}');
    expect((await slider()).getAttribute('aria-valuetext')).toBe('near “Naming the hurt”');
    await user.click(await button('Keep'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await stop('naming-the-hurt')).getByText('you are here, by your own mark')).toBeTruthy();
    expect([...ipc.state.places.values()].map(({ along, words }) => [along, words])).toEqual([[2.5 / 3, 'further than I thought'], [1 / 12, '']]);

    await user.click(await button('Where I am'));
    const was = within(await screen.findByRole('list', { name: 'Where I was' }));
    expect(was.getAllByRole('listitem').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      `${plainDay('2026-11-24')} near “Naming the hurt” Remove`,
      `${plainDay('2026-11-22')} Letting some of it gofurther than I thought Remove`,
    ]);
    await expectAccessible();
    await user.click(was.getByRole('button', { name: `Remove ${plainDay('2026-11-24')}, near “Naming the hurt”` }));
    await waitFor(() => expect(screen.getAllByRole('listitem').filter(({ textContent }) => textContent?.includes('Remove'))).toHaveLength(1));
    expect(document.activeElement).toBe(await slider());
    await user.click(await button('Cancel'));
    expect((await stop('letting-go')).getByText('further than I thought')).toBeTruthy();
    expect((await stop('naming-the-hurt')).queryByText(/you are here/)).toBeNull();
    expect(screen.getByText('It was moved to the trash.')).toBeTruthy();
    await user.click(await button('Undo'));
    await waitFor(async () => expect((await stop('naming-the-hurt')).getByText('you are here, by your own mark')).toBeTruthy());
  });

  it('is chosen by clicking and dragging the line too, and snaps to a step close by', async () => {
    const { ipc, user } = show('#/path', inside());
    await user.click(await button('Where I am'));
    const line = await slider();
    vi.spyOn(line, 'getBoundingClientRect').mockReturnValue({ left: 100, top: 0, width: 400, height: 60 } as DOMRect);
    await fireEvent.pointerDown(line, { clientX: 297, clientY: 20, button: 0, pointerId: 1 });
    expect(line.getAttribute('aria-valuetext')).toBe('Room for anger and grief');
    await fireEvent.pointerMove(line, { clientX: 364, clientY: 20 });
    expect(line.getAttribute('aria-valuetext')).toBe('between “Room for anger and grief” and “Letting some of it go”');
    await fireEvent.pointerMove(line, { clientX: 900, clientY: 20 });
    expect(line.getAttribute('aria-valuetext')).toBe('where the line goes on');
    await fireEvent.pointerUp(line);
    await fireEvent.pointerMove(line, { clientX: 100, clientY: 20 });
    await user.click(await button('Keep'));
    await waitFor(() => expect([...ipc.state.places.values()].map(({ along }) => along)).toEqual([1]));
  });

  it('stays open with its words when it could not be kept', async () => {
    const { ipc, user } = show('#/path', { ...inside(), places: places(['2026-11-01', 0.5]) });
    await user.click(await button('Where I am'));
    ipc.state.failing.set('save_place', { code: 'disk_full' });
    await user.type(await screen.findByLabelText('A few words, if you like'), 'loud');
    await user.click(await button('Keep'));
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByRole('alert');
    expect(screen.getByLabelText<HTMLInputElement>('A few words, if you like').value).toBe('loud');
    expect(ipc.state.places.size).toBe(1);
  });

  it('lists a few of many, and all when asked', async () => {
    const many = places(...Array.from({ length: 40 }, (_, index): [string, number, string] => [`2026-0${1 + (index % 9)}-11`, (index % 11) / 10, `words ${index}`]));
    const { user } = show('#/path', { ...inside(), places: many });
    await user.click(await button('Where I am'));
    const was = within(await screen.findByRole('list', { name: 'Where I was' }));
    expect(was.getAllByRole('listitem')).toHaveLength(3);
    await user.click(await button('Show all'));
    expect(was.getAllByRole('listitem')).toHaveLength(40);
  });
});

describe('setbacks and milestones', () => {
  it('are marked and kept on the line, and move nothing', async () => {
    const before = places(['2026-10-01', 0.2], ['2026-11-01', 0.8, 'by the window']);
    const { ipc, calls, user } = show('#/path', { ...inside(), places: new Map(before), entries: journal(['one', '2026-10-05', { steps: ['room-for-anger'] }]) });
    await user.click(await button('Mark a setback or a milestone'));
    await screen.findByRole('dialog');
    await expectAccessible();
    await user.click(await button('Mark'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await stop('letting-go')).getByText('a setback, kept')).toBeTruthy();
    expect((await stop('letting-go')).getByText('by the window')).toBeTruthy();
    expect((await stop('room-for-anger')).getByText(/1 entry/)).toBeTruthy();
    expect(ipc.state.places).toEqual(before);
    expect([...calls('save_place'), ...calls('set_step'), ...calls('trash_entries')]).toEqual([]);
    expect([...ipc.state.marks.values()].map(({ day, kind }) => [day, kind])).toEqual([['2026-11-22', 'setback']]);
  });

  it('can be read in full, changed and removed', async () => {
    const { ipc, user } = show('#/path', { ...inside(), places: places(['2026-10-01', 0.2]), marks: marks(['2026-10-20', 'setback', 'Thursday'], ['2026-11-02', 'milestone', 'told Ada']) });
    const naming = await stop('naming-the-hurt');
    expect(naming.getByText(/Thursday/).textContent).toMatch(/a setback, kept: Thursday/);
    expect(naming.getByText('told Ada')).toBeTruthy();
    await user.click(await button('Marked days'));
    const days = within(await screen.findByRole('list', { name: 'Marked days' }));
    expect(days.getAllByRole('listitem')).toHaveLength(2);
    await expectAccessible();
    await user.click(days.getByRole('button', { name: /^Remove .*Thursday$/ }));
    await waitFor(() => expect(screen.queryByText(/Thursday/)).toBeNull());
    expect([...ipc.state.trashed.keys()]).toEqual(['mark-0']);
    await user.click(await button('Undo'));
    await waitFor(() => expect(screen.getAllByText(/Thursday/).length).toBeGreaterThan(0));
  });
});

describe('a step', () => {
  const row = (id: string) => document.querySelector<HTMLElement>(`[data-entry="${id}"]`);

  it('has all of its words, names the support page where they do, and has no end', async () => {
    const { ipc } = show('#/step/room-for-anger', inside());
    await heading('Room for anger and grief');
    const step = (await ipc.paths()).flatMap((path) => path.steps).find(({ id }) => id === 'room-for-anger')!;
    for (const text of [step.about, ...step.text, ...step.helps, ...step.is_not, ...step.signs, step.asks]) expect(screen.getByText(text)).toBeTruthy();
    for (const name of ['What helps', 'What this is not', 'What you may notice', 'When to leave this for now', 'What you can do here', 'Gathered here']) expect(screen.getByRole('heading', { name })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'support page' }).getAttribute('href')).toBe('#/support');
    expect(screen.queryByRole('button', { name: /done|finish|next|complete/i })).toBeNull();
    await expectAccessible();
  });

  it('is there for whom it opens, whatever was answered', async () => {
    show('#/step/letting-go');
    await heading('Letting some of it go');
  });

  it('says so when there is no such step, or when it cannot be read', async () => {
    const { page } = show('#/step/elsewhere', inside());
    expect(await screen.findByText(/There is nothing here by that name/)).toBeTruthy();
    page.unmount();
    const { ipc, user } = show('#/step/letting-go', { ...inside(), failing: new Map([['library', { code: 'io' }]]) });
    await button('Try again');
    ipc.state.failing.clear();
    await user.click(await button('Try again'));
    await heading('Letting some of it go');
  });

  it('lets one write about a question, and gathers what was written', async () => {
    const { ipc, user } = show('#/step/room-for-anger', inside());
    const question = await screen.findByText(/^What are you angry about today/);
    expect(within(question.closest('li')!).getByText(/^Anger may have its full size here/)).toBeTruthy();
    await user.click(within(question.closest('li')!).getByRole('button', { name: 'Write about it' }));
    const editor = await tiptap();
    expect(editor.getText()).toMatch(/^What are you angry about today/);
    editor.commands.focus('end');
    type(editor, 'The kettle.');
    await user.click(await button('Back'));
    await heading('Room for anger and grief');
    const [entry] = [...ipc.state.entries.values()];
    expect(entry).toMatchObject({ steps: ['room-for-anger'], prompt: '2-5-a', kind: 'reflection' });
    await waitFor(() => expect(row(entry!.id)?.textContent).toMatch(/The kettle/));
  });

  it('begins letters with their opening', async () => {
    const { ipc, user } = show('#/step/room-for-anger', inside());
    const letter = (await screen.findByText('All of it, to them')).closest('li')!;
    expect(within(letter).getByText(/Nobody has to see it/)).toBeTruthy();
    await user.click(within(letter).getByRole('button', { name: 'Write this letter' }));
    const editor = await tiptap();
    expect(editor.getText()).toBe('What I never said');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /title/i }).value).toBe('All of it, to them');
    editor.commands.focus('end');
    type(editor, ' is this.');
    await user.click(await button('Back'));
    await heading('Room for anger and grief');
    expect([...ipc.state.entries.values()][0]).toMatchObject({ kind: 'letter', title: 'All of it, to them', body: 'What I never said is this.', steps: ['room-for-anger'] });
  });

  it('opens guided reflections and worksheets, and says how long they take', async () => {
    const { user } = show('#/step/room-for-anger', inside());
    const sheet = (await screen.findByText('When something sets it off')).closest('li')!;
    expect(within(sheet).getByText(/about 8 minutes/)).toBeTruthy();
    await user.click(within(sheet).getByRole('link', { name: 'Open “When something sets it off”' }));
    expect(location.hash).toBe('#/begin/when-something-sets-it-off');
  });

  it('asks its own question then and now', async () => {
    const entries = journal(['then', '2026-08-01', { prompt: 'path:room-for-anger', steps: ['room-for-anger'], body: '## What is there today about room for anger and grief?\n\nThe whole kitchen.' }]);
    const { ipc, user } = show('#/step/room-for-anger', { ...inside(), entries });
    const asks = within(await screen.findByRole('region', { name: 'Then and now' }));
    expect(await asks.findByText('The whole kitchen.')).toBeTruthy();
    await user.click(asks.getByRole('button', { name: 'Write about it' }));
    const editor = await tiptap();
    expect(editor.getText()).toMatch(/^What is there today about room for anger and grief\?/);
    editor.commands.focus('end');
    type(editor, 'Only the kettle.');
    await user.click(await button('Back'));
    expect(await within(await screen.findByRole('region', { name: 'Then and now' })).findByText('Only the kettle.')).toBeTruthy();
    expect((await ipc.answers_to('path:room-for-anger')).map(({ steps }) => steps)).toEqual([['room-for-anger'], ['room-for-anger']]);
    await expectAccessible();
  });

  it('leaves out questions that were put away', async () => {
    show('#/step/room-for-anger', { ...inside(), hidden: ['2-5-a'] });
    await screen.findByText('All of it, to them');
    expect(screen.queryByText(/^What are you angry about today/)).toBeNull();
  });

  it('asks the private check once before a question for two', async () => {
    const together = (ipc: Fake) => {
      const paths = ipc.paths;
      ipc.paths = async () => (await paths()).map((path) => ({ ...path, steps: path.steps.map((one) => ({ ...one, things: [{ kind: 'prompt' as const, id: '2-17-a', title: '', opening: '', hint: '' }] })) }));
    };
    const { user } = show('#/step/room-for-anger', inside(), together);
    const write = async () => {
      const question = await screen.findByText(/^What is something small you might both enjoy/);
      await user.click(within(question.closest('li')!).getByRole('button', { name: 'Write about it' }));
    };
    await write();
    await heading('Before you open this');
    await expectAccessible();
    await user.click(await button('Not now'));
    await heading('Room for anger and grief');
    await write();
    await user.click(await button('Go on'));
    expect((await tiptap()).getText()).toMatch(/^What is something small/);
    await user.click(await button('Back'));
    await heading('Room for anger and grief');
    await write();
    expect((await tiptap()).getText()).toMatch(/^What is something small/);
  });

  it('asks it before a worksheet for two as well', async () => {
    const together = (ipc: Fake) => {
      const paths = ipc.paths;
      ipc.paths = async () => (await paths()).map((path) => ({ ...path, steps: path.steps.map((one) => ({ ...one, things: [{ kind: 'worksheet' as const, id: 'weekly-talk-notes', title: '', opening: '', hint: '' }] })) }));
    };
    const { user } = show('#/step/room-for-anger', inside(), together);
    await user.click(await link('Open “Notes for a weekly talk”'));
    await heading('Before you open this');
  });

  it('is the same on the other path', async () => {
    const { user } = show('#/path', { ...inside(), person: person({ point_of_view: 'broke-trust' }) });
    await user.click(within(await map()).getByRole('link', { name: 'Facing it whole' }));
    await heading('Facing it whole');
    await expectAccessible();
    await user.click(within((await screen.findByText('The part I leave out')).closest('li')!).getByRole('button', { name: 'Write this letter' }));
    expect((await tiptap()).getText()).toBe('What I never said');
  });

  it('gathers what one wrote, as much as one likes, and lets it be taken away and brought back', async () => {
    const entries = journal(['fridge', '2026-08-01'], ['river', '2026-11-02'], ['secret', '2026-11-03', { concealed: true }]);
    const { ipc, user } = show('#/step/room-for-anger', { ...inside(), entries });
    expect(await screen.findByText('Nothing is gathered here. Nothing has to be.')).toBeTruthy();
    await user.click(await button('Gather something you wrote'));
    const box = await screen.findByRole('combobox', { name: 'Find something you wrote' });
    const options = () => screen.getAllByRole('option').map((option) => [option.textContent?.replace(/\s+/g, ' ').trim(), option.getAttribute('aria-selected')]);
    await waitFor(() => expect(options().map(([text]) => text)).toEqual([`A blurred entry ${plainDay('2026-11-03')}`, `About river ${plainDay('2026-11-02')}`, `About fridge ${plainDay('2026-08-01')}`]));
    await expectAccessible();
    await user.type(box, 'fridge');
    await waitFor(() => expect(options()).toHaveLength(1));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(options()[0]?.[1]).toBe('true'));
    await user.clear(box);
    await user.click(await screen.findByRole('option', { name: /About river/ }));
    await waitFor(() => expect(ipc.state.entries.get('river')?.steps).toEqual(['room-for-anger']));
    await user.click(await screen.findByRole('option', { name: /About river/ }));
    await waitFor(() => expect(ipc.state.entries.get('river')?.steps).toEqual([]));
    await user.click(await button('Close'));
    expect(row('fridge')).toBeTruthy();
    expect(row('river')).toBeNull();
    await expectAccessible();

    await user.click(await button('Take away “About fridge”'));
    await waitFor(() => expect(row('fridge')).toBeNull());
    expect(ipc.state.entries.get('fridge')?.steps).toEqual([]);
    expect(ipc.state.trashed.size).toBe(0);
    expect(document.activeElement?.textContent).toBe('Undo');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(row('fridge')).toBeTruthy());
    expect(document.activeElement?.textContent).toBe('Gather something you wrote');
    await user.click(await button('Back'));
  });

  it('says so when something could not be gathered', async () => {
    const { ipc, user } = show('#/step/room-for-anger', { ...inside(), entries: journal(['river', '2026-11-02']) });
    await user.click(await button('Gather something you wrote'));
    ipc.state.failing.set('set_step', { code: 'disk_full' });
    await user.click(await screen.findByRole('option', { name: /About river/ }));
    await within(await screen.findByRole('dialog')).findByRole('alert');
    expect(ipc.state.entries.get('river')?.steps).toEqual([]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the line', () => {
  const ground = { width: 820, side: 28, rise: 144, wave: 28 };

  it('goes through every step, from before the first to behind the last', () => {
    for (const count of [1, 3, 8, 10]) {
      const knots = across(count, ground);
      const line = through(knots);
      for (const { along, x, y } of knots) {
        expect(line(along).x).toBeCloseTo(x);
        expect(line(along).y).toBeCloseTo(y);
      }
      expect(line(0).x).toBeCloseTo(28);
      expect(line(1).x).toBeCloseTo(792);
      expect(line(2)).toEqual(line(1));
    }
  });

  it('winds: a step with its words above it lies higher than its neighbours', () => {
    const steps = across(10, ground).slice(1, -1);
    steps.slice(1).forEach(({ y }, index) => expect(y < (steps[index]?.y ?? 0)).toBe(isHigh(index + 1)));
  });

  it('knows which step a place is nearest to', () => {
    expect([0, 0.09, 0.1, 0.55, 1].map((along) => stepAt(along, 10))).toEqual([0, 0, 1, 5, 9]);
    expect(settled(0.151, 10)).toBe(stepAlong(1, 10));
    expect(settled(0.19, 10)).toBe(0.19);
  });

  it('says a place by the names of the steps around it', () => {
    const steps = ['A', 'B', 'C', 'D'].map((title) => ({ title }) as PathStep);
    const said = [0, 0.125, 0.18, 0.25, 0.31, 0.375, 0.5, 0.875, 0.94, 1].map((along) => placeWords(along, steps));
    expect(said).toEqual(['where the line begins', 'A', 'near “A”', 'between “A” and “B”', 'near “B”', 'B', 'between “B” and “C”', 'D', 'near “D”', 'where the line goes on']);
  });

  it('is gold only where one was, and bends back as often as one did', () => {
    const line = through(across(10, ground));
    const xs = (path: string) => [...path.matchAll(/[ML](-?[\d.]+) /g)].map(([, x]) => Number(x));
    const at = (along: number) => line(along).x;
    expect(seam(line, [], 800)).toEqual({ earlier: '', newest: '' });
    expect(seam(line, [0.4], 800)).toEqual({ earlier: '', newest: '' });
    const drawn = seam(line, [0.2, 0.7, 0.3, 0.5], 800);
    const way = [...xs(drawn.earlier), ...xs(drawn.newest).slice(1)];
    expect(Math.min(...way)).toBeGreaterThan(at(0.2) - 12);
    expect(Math.max(...way)).toBeLessThan(at(0.7) + 12);
    const turns = way.filter((x, index) => index > 0 && index < way.length - 1 && Math.sign(x - way[index - 1]!) === -Math.sign(way[index + 1]! - x));
    expect(turns.map((x) => [0.7, 0.3].find((along) => Math.abs(at(along) - x) < 12))).toEqual([0.7, 0.3]);
    expect(Math.abs(way.at(-1)! - at(0.5))).toBeLessThan(1);
    expect(seam(line, [0.2, 0.7, 0.3, 0.5], 800)).toEqual(drawn);
  });

  it('has what stands out where one was then, and covers nothing with it', () => {
    const steps = ['a', 'b', 'c', 'd'].map((id) => ({ id }) as PathStep);
    const mark = (day: string): Mark => ({ id: day, day, kind: 'setback', text: '' });
    const walk = { answers: [], gathered: [] as Gathered[], places: [...places(['2026-03-01', 0.2], ['2026-03-21', 0.6]).values()] };
    const alongs = (days: string[], some: typeof walk, taken: number[] = []) => marked(days.map(mark), some, steps, taken, 0.02).map(({ along }) => along);
    expect(alongs(['2026-01-01', '2026-03-11', '2026-05-01'], walk).map((along) => along.toFixed(2))).toEqual(['0.20', '0.40', '0.60']);
    const crowded = alongs(Array.from({ length: 12 }, () => '2026-05-01'), walk, [0.6, 0.625]);
    for (const [index, along] of crowded.entries()) {
      for (const other of [0.6, 0.625, ...crowded.slice(0, index)]) expect(Math.abs(other - along)).toBeGreaterThan(0.0199);
      expect(along >= 0 && along <= 1).toBe(true);
    }
    const gathered = [{ step: 'b', entries: 1, letters: 0, first: '2026-02-01', last: '2026-02-09' }, { step: 'd', entries: 1, letters: 0, first: '2026-06-01', last: '2026-06-30' }];
    expect(alongs(['2026-02-20', '2026-06-10'], { ...walk, places: [], gathered })).toEqual([stepAlong(1, 4), stepAlong(3, 4)]);
    expect(alongs(['2026-02-20'], { ...walk, places: [] })).toEqual([]);
  });
});
