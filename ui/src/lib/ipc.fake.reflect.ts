/** The part of the fake shell that has prompts, worksheets and reflections: a handful of each. */
import type { Calm } from './bindings/Calm';
import type { Entry } from './bindings/Entry';
import type { Library } from './bindings/Library';
import type { Person } from './bindings/Person';
import type { Prompt } from './bindings/Prompt';
import type { Sheet } from './bindings/Sheet';
import type { SheetAnswer } from './bindings/SheetAnswer';
import type { SheetDraft } from './bindings/SheetDraft';
import type { SheetField } from './bindings/SheetField';
import type { TodaysPrompt } from './bindings/TodaysPrompt';
import type { EntryRow } from './bindings/EntryRow';
import type { Ipc } from './ipc';
import type { FakeState } from './ipc.fake';

/** What a test may set about prompts and sheets. */
export interface FakeReflect {
  person: Person;
  hidden: string[];
  favourites: string[];
  ownPrompts: Prompt[];
  /** Ids of prompts that came, the day's last. */
  shown: string[];
  hard: boolean;
  /** Drafts of sheets by the id of their entry. */
  sheets: Map<string, SheetDraft>;
}

type Commands = Pick<
  Ipc,
  | 'library' | 'reflect' | 'set_person' | 'todays_prompt' | 'another_prompt' | 'set_prompt_hidden' | 'set_favourite' | 'save_prompt' | 'delete_prompt'
  | 'new_sheet' | 'sheet_draft' | 'write_sheet' | 'calm'
>;

type Row = [id: string, text: string, why: string, audience: Prompt['audience'], depth: Prompt['depth'], stage: Prompt['stage'], theme: string, section: string];
const PROMPTS: Row[] = [
  ['0-1-a', 'Name three feelings from today, even if they do not fit together.', 'Several can be true at once. You need not choose one.', 'either', 'light', 'any', 'feelings', 'Impact'],
  ['1-5-a', 'What did you need to hear this week that nobody said?', 'It can stay here, where nobody has to answer it.', 'hurt', 'middle', 'any', 'feelings', 'Express Your Feelings'],
  ['2-5-a', 'What are you angry about today, in the words you would use with the windows shut?', 'Anger may have its full size here. It may run hotter for a while.', 'hurt', 'deep', 'early', 'anger', 'Emotional earthquake'],
  ['2-1-b', 'Which words do you use to make it sound milder?', 'Once you know your own softening words, you can leave them out.', 'broke-trust', 'light', 'early', 'truth', 'Face the full truth'],
  ['3-13-a', 'Which promise did you keep this week, however small?', 'A line is enough.', 'broke-trust', 'light', 'any', 'promises', 'Consistent: Promises'],
  ['3-36-a', 'What does the word forgiving mean to you today, if anything?', 'It decides nothing.', 'hurt', 'deep', 'later', 'forgiveness', 'Forgiveness: Understanding'],
  ['2-17-a', 'What is something small you might both enjoy for an hour?', 'Each can answer it alone.', 'together', 'light', 'later', 'together', 'New positive experiences'],
  ['0-14-a', 'What was all right today, for a minute?', 'It cancels nothing.', 'either', 'light', 'any', 'everyday', 'Emotional'],
  ['1-33-a', 'What would you say to a friend who had had your day?', 'We are often kinder to others.', 'either', 'light', 'any', 'self', 'Understanding the impact'],
  ['4-20-a', 'What is one thing that can wait until tomorrow?', 'It will keep.', 'either', 'light', 'any', 'everyday', 'Closing'],
];
const field = (id: string, label: string, input: SheetField['input']): SheetField => ({ id, label, input });
const SHEETS: Sheet[] = [
  {
    id: 'when-something-sets-it-off', kind: 'reflection', title: 'When something sets it off', about: 'A song, a name, a car like theirs.', shape: 'questions',
    practices: ['0-26'], sources: [{ article: 0, section: 'FAQ5' }], audience: 'hurt', depth: 'middle', stage: 'any', theme: 'feelings', minutes: 8, asked: false,
    care: ['stirs', 'timed'], intro: 'First the room, then the words. It may feel worse for a little while as you write. Stopping halfway loses nothing.',
    steps: [
      { question: 'What can you see from where you are sitting?', help: 'Three things will do.', fields: [field('q1', '', { kind: 'long' })] },
      { question: 'Where in your body did you notice it first?', help: 'A tight jaw, a dropped stomach, cold hands. There is no wrong place.', fields: [field('q2', '', { kind: 'long' })] },
      { question: 'What helps a little?', help: '', fields: [field('q3', '', { kind: 'long' })] },
    ],
    ending: 'For now it is enough. Feel the floor under your feet.', exercise: 'senses',
  },
  {
    id: 'needs-and-limits', kind: 'worksheet', title: 'What I need, and where I stop', about: 'To find out, for yourself, what you need now.', shape: 'sheet',
    practices: ['0-5', '0-6'], sources: [{ article: 0, section: 'Boundaries' }], audience: 'either', depth: 'middle', stage: 'early', theme: 'boundaries', minutes: 15, asked: false,
    care: ['support'], intro: 'A private page. Nobody has to agree with it or see it, and you can skip what doesn’t fit.',
    steps: [
      {
        question: 'What do you need just now?', help: 'Sleep, a door that closes, a straight answer.',
        fields: [field('needs', '', {
          kind: 'rows', row: 'Add another',
          columns: [{ id: 'need', label: 'I need', kind: 'short', options: [] }, { id: 'from', label: 'From whom', kind: 'choice', options: ['From them', 'From others', 'I don’t know yet'] }, { id: 'when', label: 'When', kind: 'date', options: [] }],
        })],
      },
      { question: 'How loud is the doubt today?', help: '', fields: [field('doubt', '', { kind: 'scale', from: 0, to: 10, low: 'silent', high: 'louder than everything' }), field('felt', 'What it feels like', { kind: 'feelings' })] },
      { question: 'What is all right for you here, and what is not?', help: '', fields: [field('sides', '', { kind: 'columns', left: 'All right', right: 'Not all right' }), field('until', 'Look at it again on', { kind: 'date' })] },
      {
        question: 'What may become of this page?', help: '',
        fields: [field('become', '', { kind: 'choice', many: true, options: ['It stays with me', 'I look at it again in a month', 'I don’t know yet'] }), field('one', 'For now', { kind: 'choice', many: false, options: ['Yes', 'Not now', 'No'] }), field('word', 'In a word', { kind: 'short' })],
      },
    ],
    ending: 'What you wrote is true for you, whether or not anybody hears it.', exercise: 'breathing',
  },
  {
    id: 'weekly-talk-notes', kind: 'worksheet', title: 'Notes for a weekly talk', about: 'For two who talk once a week.', shape: 'log',
    practices: ['3-19'], sources: [{ article: 3, section: 'Communication: Dialogues' }], audience: 'together', depth: 'light', stage: 'middle', theme: 'talking', minutes: 10, asked: false,
    care: ['private-check', 'support'], intro: 'Each of you fills this in alone.',
    steps: [{ question: 'What would you like to talk about?', help: '', fields: [field('what', '', { kind: 'long' })] }],
    ending: 'It can lie here.', exercise: null,
  },
  {
    id: 'what-i-still-carry', kind: 'worksheet', title: 'What I still carry', about: 'Only if you want to.', shape: 'sheet',
    practices: ['3-37'], sources: [{ article: 3, section: 'Forgiveness: Resentment' }], audience: 'hurt', depth: 'deep', stage: 'later', theme: 'forgiveness', minutes: 20, asked: true,
    care: ['stirs', 'timed'], intro: 'You don’t have to forgive anyone. It may feel worse for a while.',
    steps: [{ question: 'What are you still angry or hurt about?', help: '', fields: [field('what', '', { kind: 'long' })] }],
    ending: 'What you keep is yours to keep.', exercise: 'senses',
  },
  {
    id: 'apology-builder', kind: 'worksheet', title: 'An apology, in six parts', about: 'For putting an apology together.', shape: 'builder',
    practices: ['1-14'], sources: [{ article: 1, section: '1 Acknowledging the hurt' }], audience: 'broke-trust', depth: 'middle', stage: 'middle', theme: 'amends', minutes: 20, asked: false,
    care: ['stirs', 'timed'], intro: 'Write it for yourself first. It may stir up shame, and you may feel worse for a while.',
    steps: [{ question: 'What did you do, if you say it without a “but”?', help: '', fields: [field('did', 'First: I did it', { kind: 'long' })] }],
    ending: 'It can rest here.', exercise: 'breathing',
  },
];
const ARTICLES = ['Rebuilding trust after a serious betrayal', 'Trusting your partner again, in five steps', 'Learning to trust again', 'Building trust after betrayal, step by step', 'Coming back from betrayal'];

const promptOf = ([id, text, why, audience, depth, stage, theme, section]: Row): Prompt => ({
  id, text, why, audience, depth, stage, theme, section, practices: [id.replace(/-[a-z]+$/, '')], article: Number(id[0]), own: false,
});

/** What was put into a field, as the core writes it. */
function written({ label, input }: SheetField, answer: SheetAnswer | undefined): string {
  const labelled = (text: string) => (text && label ? `**${label}**\n\n${text}` : text);
  if (answer === undefined) return '';
  if (typeof answer === 'number') return labelled(input.kind === 'scale' ? `${answer} (${input.from}: ${input.low}, ${input.to}: ${input.high})` : '');
  if (typeof answer === 'string') return labelled(answer.trim());
  if (!Array.isArray(answer)) {
    if (input.kind !== 'columns') return '';
    const side = (name: string, text: string) => (text.trim() ? [`**${name}**\n\n${text.trim()}`] : []);
    return labelled([...side(input.left, answer.left), ...side(input.right, answer.right)].join('\n\n'));
  }
  if (input.kind === 'rows') {
    const rows = answer as Record<string, string>[];
    const parts = (row: Record<string, string>) => input.columns.flatMap(({ id, label: name }) => (row[id]?.trim() ? [`${name}: ${row[id].trim().replaceAll('\n', '\n  ')}`] : []));
    return labelled(rows.map(parts).filter((row) => row.length > 0).map((row) => `- ${row.join('\\\n  ')}`).join('\n'));
  }
  const words = answer as string[];
  return labelled(input.kind === 'feelings' ? words.join(', ') : words.map((word) => `- ${word}`).join('\n'));
}

export function reflecting(state: FakeState & FakeReflect, stamp: (date: Date) => string, fresh: (what: string) => string, rowOf: (entry: Entry) => EntryRow): Commands {
  const failure = (code: string) => ({ code, message: code, detail: null });
  const entries = () => [...state.entries.values()].filter((entry) => !state.trashed.has(entry.id));
  const all = (): Prompt[] => [...state.ownPrompts, ...PROMPTS.map(promptOf)];
  const own = (prompt: Prompt) => {
    const { point_of_view } = state.person;
    if (prompt.audience === 'either') return true;
    return prompt.audience !== 'together' && (point_of_view === prompt.audience || point_of_view === 'both');
  };
  const fitting = () =>
    all().filter((prompt) => own(prompt) && prompt.theme !== 'forgiveness' && !state.hidden.includes(prompt.id) && (!state.hard || prompt.depth === 'light') &&
      (state.person.stage === null || [state.person.stage, 'any'].includes(prompt.stage)));
  const today = (another: boolean): TodaysPrompt | null => {
    const there = fitting().find((prompt) => prompt.id === state.shown.at(-1));
    const left = () => Math.max(1, fitting().filter((prompt) => !state.shown.slice(0, -1).includes(prompt.id)).length);
    if (there && !another) return { prompt: there, light: state.hard, again: false, left: left() };
    const next = fitting().find((prompt) => !state.shown.includes(prompt.id));
    const again = !next;
    const prompt = next ?? fitting().find((one) => one.id !== state.shown.at(-1)) ?? fitting()[0];
    if (!prompt) return null;
    state.shown = again ? [...state.shown.slice(-1), prompt.id] : [...state.shown, prompt.id];
    return { prompt, light: state.hard, again, left: left() };
  };
  const toggled = (list: string[], id: string, on: boolean) => [...list.filter((other) => other !== id), ...(on ? [id] : [])];

  return {
    library: async (): Promise<Library> => ({
      articles: ARTICLES.map((title, number) => ({ number, title })),
      practices: [...new Set([...PROMPTS.map(promptOf), ...SHEETS].flatMap((one) => one.practices))].map((id) => ({
        id, article: Number(id[0]), sections: ['Impact'], text: `What practice ${id} prescribes`, beyond: id === '3-19' ? 'talks' : null,
      })),
      prompts: all(),
      sheets: structuredClone(SHEETS),
    }),
    reflect: async () => {
      const answered = new Map<string, { id: string; entries: number; last: string }>();
      for (const entry of entries()) {
        for (const id of [entry.prompt, entry.sheet?.id]) {
          if (!id) continue;
          const one = answered.get(id) ?? { id, entries: 0, last: '' };
          const last = entry.written_at.slice(0, 10);
          answered.set(id, { id, entries: one.entries + 1, last: last > one.last ? last : one.last });
        }
      }
      const open = entries().filter((entry) => entry.sheet && !entry.sheet.done && entry.sheet.open);
      return {
        person: structuredClone(state.person), hidden: [...state.hidden], favourites: [...state.favourites], answered: [...answered.values()],
        unfinished: open.sort((a, b) => b.written_at.localeCompare(a.written_at)).map((entry) => rowOf(entry)),
      };
    },
    set_person: async (person) => void (state.person = structuredClone(person)),
    todays_prompt: async () => today(false),
    another_prompt: async () => today(true),
    set_prompt_hidden: async (id, hidden) => void (state.hidden = toggled(state.hidden, id, hidden)),
    set_favourite: async (id, favourite) => void (state.favourites = toggled(state.favourites, id, favourite)),
    save_prompt: async (id, text) => {
      const saved: Prompt = { id: id || fresh('own:prompt'), text: text.trim(), why: '', practices: [], article: null, section: '', audience: 'either', depth: 'light', stage: 'any', theme: 'own', own: true };
      state.ownPrompts = [saved, ...state.ownPrompts.filter((other) => other.id !== saved.id)];
      return saved;
    },
    delete_prompt: async (id) => void (state.ownPrompts = state.ownPrompts.filter((prompt) => prompt.id !== id)),
    new_sheet: async (sheet) => {
      if (!SHEETS.some((one) => one.id === sheet)) throw failure('no_such_entry');
      return { id: fresh('sheet'), parents: [], sheet, written_at: stamp(state.now()), page: 0, done: false, answers: {} };
    },
    sheet_draft: async (id) => {
      const draft = state.sheets.get(id);
      const entry = state.entries.get(id);
      if (!draft || entry?.sheet?.open === false) throw failure('no_such_entry');
      return structuredClone({ ...draft, parents: entry?.parents ?? draft.parents });
    },
    write_sheet: async (draft) => {
      const sheet = SHEETS.find((one) => one.id === draft.sheet);
      if (!sheet) throw failure('no_such_entry');
      const body = sheet.steps
        .flatMap(({ question, fields }) => {
          const filled = fields.map((one) => written(one, draft.answers[one.id])).filter(Boolean);
          return filled.length > 0 ? [`## ${question}`, ...filled] : [];
        })
        .join('\n\n');
      state.sheets.set(draft.id, structuredClone(draft));
      const before = state.entries.get(draft.id);
      const kind = sheet.kind === 'reflection' ? 'reflection' : sheet.shape === 'letter' ? 'letter' : 'worksheet';
      state.drafts.set(draft.id, {
        id: draft.id, parents: draft.parents, kind: before?.kind ?? kind, written_at: before?.written_at ?? draft.written_at, title: before?.title ?? sheet.title,
        tags: before?.tags ?? [], favourite: before?.favourite ?? false, concealed: before?.concealed ?? false, sealed_until: before?.sealed_until ?? null,
        review: null, steps: before?.steps ?? [], prompt: null, body,
      });
    },
    calm: async (): Promise<Calm> => ({
      intro: 'You can stop here. What you wrote is kept, and none of it has to be finished.',
      lines: ['Take your hands off the keys and put both feet on the floor.', 'Let one breath out, slowly. The next one comes by itself.', 'Drink some water.'],
      exercises: [
        {
          id: 'breathing', title: 'A longer breath out', about: 'When your heart is racing.', minutes: 2, note: 'If it makes you dizzy, breathe the way you always do.',
          steps: [{ text: 'Sit so that nothing pinches.', seconds: null }, { text: 'In through the nose.', seconds: 4 }, { text: 'Out through the mouth.', seconds: 6 }, { text: 'Let your breath do what it wants again.', seconds: null }],
        },
        { id: 'senses', title: 'Five, four, three, two, one', about: 'When you are somewhere else in your thoughts.', minutes: 3, note: 'Looking alone is enough.', steps: [{ text: 'Find five things you can see.', seconds: null }, { text: 'Four things you can touch.', seconds: null }] },
        { id: 'cold-water', title: 'Cold water', about: 'When it is too hot inside.', minutes: 2, note: 'Leave this out with a heart condition.', steps: [{ text: 'Let the water run cool.', seconds: null }] },
        { id: 'walk', title: 'A short walk', about: 'When you can’t sit still.', minutes: 10, note: 'If it is late, walk from room to room.', steps: [{ text: 'Shoes, keys, a coat.', seconds: null }] },
      ],
      safety: [
        { title: 'What Mend does', text: 'Mend keeps your words sealed in one file on this computer and connects to nothing.' },
        { title: 'What Mend cannot do', text: 'It is no help against somebody who looks over your shoulder, against a camera, or against being made to open it.' },
      ],
    }),
  };
}
