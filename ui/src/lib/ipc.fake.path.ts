/** The part of the fake shell that knows paths: one with three steps, and what becomes of it. */
import type { Entry } from './bindings/Entry';
import type { EntryRow } from './bindings/EntryRow';
import type { Path } from './bindings/Path';
import type { PathPlace } from './bindings/PathPlace';
import type { PathStep } from './bindings/PathStep';
import type { PrimerAnswer } from './bindings/PrimerAnswer';
import type { Ipc } from './ipc';
import type { FakeState } from './ipc.fake';

/** What a test may set about paths. */
export interface FakePath {
  primers: Map<string, PrimerAnswer[]>;
  places: Map<string, PathPlace>;
}

type Commands = Pick<Ipc, 'paths' | 'walk' | 'answer_primer' | 'save_place' | 'set_step' | 'step_entries' | 'answers_to' | 'burn_letter'>;

const step = (id: string, title: string, about: string, things: PathStep['things']): PathStep => ({
  id, title, about, things, practices: ['2-5'],
  text: ['You may be angry. It can be loud, petty, cold, unfair, or years late.', 'It may stay as long as it stays.'],
  helps: ['Something for your hands: cardboard to tear, a floor to scrub.', 'Somebody who can listen without saying “but”.'],
  is_not: ['Not a plan. What you write in anger binds you to nothing.'],
  signs: ['For an hour you forget about it.', 'It is there again at the bus stop.'],
  leave: 'If you are worn out, that is reason enough to leave it. The support page lists people to talk to.',
  asks: `What is there today about ${title.toLowerCase()}?`,
});
const none = { title: '', opening: '', hint: '' };
const letter = (id: string, title: string): PathStep['things'][number] => ({
  kind: 'letter', id, title, opening: 'What I never said', hint: 'Nobody has to see it: it can be kept, sealed until a day, or burned.',
});
const primer = {
  paragraphs: ['Forgiving, where it happens, happens inside one person and in their own time. It is not forgetting, not excusing, and not going back to somebody.', 'This path need not end in it.'],
  question: 'Is now a time for this?',
  answers: ['Yes, a little', 'Not now', 'No', 'I don’t know'],
  replies: ['The path is open; begin anywhere.', 'All right; it stays under Path.', 'All right; it may stay closed.', 'You can look round without beginning anything.'],
};
const PATHS: Path[] = [
  {
    id: 'hurt', title: 'A path for someone who was hurt', about: 'Places to be for a while, in any order.', primer,
    steps: [
      step('naming-the-hurt', 'Naming the hurt', 'What was done to you, in words that are yours.', [{ kind: 'prompt', id: '1-5-a', ...none }, letter('to-someone-who-believes-me', 'To someone who believes me')]),
      step('room-for-anger', 'Room for anger and grief', 'Anger at its full size, and sorrow for what is gone.', [{ kind: 'prompt', id: '2-5-a', ...none }, { kind: 'reflection', id: 'when-something-sets-it-off', ...none }, letter('all-of-it-to-them', 'All of it, to them')]),
      step('letting-go', 'Letting some of it go', 'What you are tired of carrying, and what you keep.', [{ kind: 'worksheet', id: 'what-i-still-carry', ...none }, { kind: 'prompt', id: '0-14-a', ...none }]),
    ],
  },
  {
    id: 'broke-trust', title: 'A path for someone who broke trust', about: 'Places to be for a while, in any order.', primer,
    steps: [step('facing-it', 'Facing it whole', 'What you did, all of it, in plain words.', [{ kind: 'prompt', id: '2-1-b', ...none }, { kind: 'worksheet', id: 'apology-builder', ...none }, letter('the-part-i-leave-out', 'The part I leave out')])],
  },
];

export function walking(
  state: FakeState & FakePath,
  stamp: (date: Date) => string,
  fresh: (what: string) => string,
  show: (entry: Entry) => Entry,
  rowOf: (entry: Entry) => EntryRow,
): Commands {
  const failure = (code: string) => ({ code, message: code, detail: null });
  const kept = () => [...state.entries.values()].filter((entry) => !state.trashed.has(entry.id)).sort((a, b) => b.written_at.localeCompare(a.written_at));
  const find = (id: string) => PATHS.find((path) => path.id === id);
  return {
    paths: async () => structuredClone(PATHS),
    walk: async (id) => {
      const path = find(id);
      if (!path) throw failure('no_such_entry');
      return {
        answers: structuredClone(state.primers.get(id) ?? []),
        places: [...state.places.values()].filter((place) => place.path === id && !state.trashed.has(place.id)).sort((a, b) => a.at.localeCompare(b.at)),
        gathered: path.steps.flatMap((one) => {
          const under = kept().filter((entry) => entry.steps.includes(one.id));
          const days = under.map((entry) => entry.written_at.slice(0, 10)).sort();
          return under.length > 0 ? [{ step: one.id, entries: under.length, letters: under.filter((entry) => entry.kind === 'letter').length, first: days[0] ?? '', last: days.at(-1) ?? '' }] : [];
        }),
      };
    },
    answer_primer: async (id, answer) => {
      if (!find(id)?.primer.answers[answer]) throw failure('bad_input');
      state.primers.set(id, [...(state.primers.get(id) ?? []), { day: stamp(state.now()).slice(0, 10), answer }]);
    },
    save_place: async (place) => {
      if (!find(place.path) || place.along < 0 || place.along > 1) throw failure('bad_input');
      const saved = { ...place, id: place.id || fresh('place'), at: place.at || stamp(state.now()), words: place.words.trim() };
      state.places.set(saved.id, saved);
      return saved;
    },
    set_step: async (id, name, on) => {
      const entry = state.entries.get(id);
      if (!entry || !PATHS.some((path) => path.steps.some((one) => one.id === name))) throw failure('no_such_entry');
      state.entries.set(id, { ...entry, steps: [...entry.steps.filter((other) => other !== name), ...(on ? [name] : [])] });
    },
    step_entries: async (name) => kept().filter((entry) => entry.steps.includes(name)).map((entry) => rowOf(show(entry))),
    answers_to: async (prompt) => kept().reverse().map(show).filter((entry) => entry.prompt === prompt && !entry.sealed),
    burn_letter: async (id) => {
      // What is being typed counts, also of one that was never kept.
      const letter = state.drafts.get(id) ?? state.entries.get(id);
      if (letter?.kind !== 'letter') throw failure('no_such_entry');
      state.entries.delete(id);
      state.revisions.delete(id);
      state.drafts.delete(id);
    },
  };
}
