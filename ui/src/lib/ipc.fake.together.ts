/** The part of the fake shell that knows sharing: cards are plain lines, files are kept by what a test calls them. */
import type { Arrived } from './bindings/Arrived';
import type { Entry } from './bindings/Entry';
import type { FoundCard } from './bindings/FoundCard';
import type { MyCard } from './bindings/MyCard';
import type { OwnFile } from './bindings/OwnFile';
import type { Partner } from './bindings/Partner';
import type { Question } from './bindings/Question';
import type { Received } from './bindings/Received';
import type { SharedEntry } from './bindings/SharedEntry';
import type { SharedRow } from './bindings/SharedRow';
import type { SharePlan } from './bindings/SharePlan';
import type { SharePreview } from './bindings/SharePreview';
import type { Ipc } from './ipc';
import type { FakeState } from './ipc.fake';

/** What a file holds in a test: who and how much, and what comes of keeping it. */
export interface FakeFile {
  arrived: Arrived;
  received?: Omit<Received, 'row'>;
  question?: Question;
  /** That it was made here. */
  own?: OwnFile;
}

/** What a test may set about sharing. */
export interface FakeTogether {
  card: MyCard | null;
  /** The names on cards, by their lines. */
  cards: Map<string, string>;
  partners: Map<string, Partner & { line: string }>;
  received: Map<string, Received>;
  shared: Map<string, SharedRow>;
  questions: Map<string, Question>;
  /** Files that can be opened, by the text they consist of; choosing takes the first. */
  files: Map<string, FakeFile>;
  arrived: FakeFile | null;
  /** Whether the desktop's dialog for saving is answered, or cancelled. */
  saving: boolean;
}

type Commands = Pick<
  Ipc,
  | 'together' | 'make_card' | 'save_card' | 'read_card' | 'read_card_picture' | 'choose_card' | 'add_partner' | 'replace_card' | 'safety_words'
  | 'set_compared' | 'rename_partner' | 'set_stopped' | 'preview_share' | 'make_share' | 'make_reader_page' | 'choose_share' | 'open_share'
  | 'keep_arrived' | 'decline_arrived' | 'leave_arrived' | 'own_file' | 'own_picture' | 'leave_own_file' | 'received' | 'save_reply' | 'find_received' | 'send_reply' | 'question' | 'save_question' | 'send_question'
>;

export const CARD = 'mend-card-1:';
const WORDS = ['river', 'candle', 'orbit', 'gentle', 'copper', 'window'];
/** A small square with a few dark fields. */
const QR = { qr_side: 21, qr_path: 'M0 0h7v7h-7zM14 0h7v7h-7zM0 14h7v7h-7zM9 9h3v3h-3z' };

/** Somebody known, somebody not compared, one whose card was replaced, one who gets nothing more; things in every state. */
export function sampleTogether(entries: Map<string, Entry>, arrived = false): Pick<FakeState, 'card' | 'cards' | 'partners' | 'received' | 'shared' | 'questions' | 'files' | 'arrived'> {
  const partner = (id: string, called: string, some: Partial<Partner> = {}) =>
    ({ id, called, name: called, added: '2026-03-01T18:00:00+01:00', compared: null, changed: null, stopped: null, line: `${CARD}${id}.`, ...some });
  const partners = [
    partner('sam', 'Sam', { compared: '2026-03-03T19:20:00+01:00' }),
    partner('ines', 'Ines'),
    partner('ruth', 'Ruth', { name: 'Ruth A.', changed: '2026-11-12T08:00:00+01:00' }),
    partner('tom', 'Tom', { compared: '2026-05-06T10:00:00+02:00', stopped: '2026-10-30T22:10:00+01:00' }),
  ];
  const from = (id: string, called: string, compared: string | null = null) => ({ partner: id, called, compared });
  const sam = from('sam', 'Sam', '2026-03-03T19:20:00+01:00');
  const came = (id: string, kept: string, some: Partial<Received['row']> = {}, content: Partial<Omit<Received, 'row'>> = {}): Received => ({
    row: { id, from: sam, at: kept, kept, kind: 'share', excerpt: '', entries: 0, pictures: 0, measures: 0, unread: false, declined: false, answered: null, about: null, ...some },
    note: '', entries: [], measures: [], reply: null, draft: null, ...content,
  });
  const text = { title: 'What I could not say on Sunday', day: '2026-11-15', tags: ['home'], feelings: ['tired', 'hopeful'], pictures: [] };
  const body = 'I was not angry with you. I was **afraid** of the evening, and I had no word for it.\n\n- the drive home\n- the quiet after\n\n> You asked twice.\n\nThank you for asking.';
  const excerpt = 'I was not angry with you. I was afraid of the evening, and I had no word for it.';
  const received = [
    came('came-1', '2026-11-20T20:15:00+01:00', { unread: true, entries: 2, pictures: 1 }, { note: 'For when you have a quiet hour.', entries: [{ ...text, body }, { ...text, title: '', day: null, tags: [], feelings: [], body: 'A second one.' }] }),
    came('came-2', '2026-11-16T08:30:00+01:00', { excerpt, entries: 1, measures: 1, answered: '2026-11-17T19:00:00+01:00' }, {
      note: 'You may keep this.', entries: [{ ...text, body }],
      measures: [{ measure: 'trust', name: '', from: '2026-11-09', to: '2026-11-15', days: [4, 4, 5, 3, 5, 6, 6].map((value, index) => ({ day: `2026-11-${String(9 + index).padStart(2, '0')}`, value })) }],
    }),
    came('came-3', '2026-11-10T21:00:00+01:00', { kind: 'reply', excerpt: 'That the waiting was the hard part.', about: 'went-2' }, { reply: { heard: 'That the waiting was the hard part.', ask: 'What would have helped you?', thanks: 'For writing it down.' }, draft: { heard: '', ask: '', thanks: 'For asking and not guessing.' } }),
    came('came-4', '2026-11-02T12:00:00+01:00', { from: from('ines', 'Ines'), entries: 1, declined: true }),
  ];
  const [first, second] = [...entries.values()];
  const made = (entry: Entry | undefined) => (entry ? [{ id: entry.id, title: entry.title, day: entry.written_at.slice(0, 10) }] : []);
  const went = (id: string, at: string, some: Partial<SharedRow>): SharedRow => ({ id, partner: 'sam', called: 'Sam', at, kind: 'share', note: '', entries: [], gone: 0, measure: null, about: null, ...some });
  const shared = [
    went('went-1', '2026-11-18T19:40:00+01:00', { entries: [...made(first), ...made(second)], gone: 1, note: 'Only if you want to read it.' }),
    went('went-2', '2026-11-09T17:05:00+01:00', { measure: 'trust', gone: 0, entries: made(second) }),
    went('went-3', '2026-11-05T09:00:00+01:00', { partner: null, called: 'Dr. Brandt', kind: 'page', entries: made(first) }),
    went('went-4', '2026-10-20T09:00:00+02:00', { partner: null, called: 'Alex', gone: 2 }),
    went('went-5', '2026-11-17T19:00:00+01:00', { kind: 'reply', about: 'came-2' }),
  ];
  const ask = (id: string, state: Question['state'], words: string, some: Partial<Question> = {}): Question =>
    ({ id, with: sam, mine: ['draft', 'sent', 'reveal'].includes(state), text: words, my_answer: '', their_answer: null, state, at: '2026-11-19T10:00:00+01:00', begun: '2026-11-01T10:00:00+01:00', ...some });
  const mine = 'When you told me before I had to ask.';
  const questions = [
    ask('ask-draft', 'draft', 'What do you miss that nobody sees?'),
    ask('ask-sent', 'sent', 'When did you last feel at ease with me?', { my_answer: mine }),
    ask('ask-reveal', 'reveal', 'What would you like to be asked?', { my_answer: mine }),
    ask('ask-asked', 'asked', 'What was a good moment this week?'),
    ask('ask-answered', 'answered', 'What do you need before the visit?', { my_answer: mine }),
    ask('ask-open', 'open', 'What helped this week?', { mine: true, my_answer: mine, their_answer: 'The walk. And that you said you were tired.' }),
  ];
  const all = <T extends { id: string }>(list: T[]) => new Map(list.map((one) => [one.id, one]));
  const file: FakeFile = {
    arrived: { number: 1, from: sam, at: '2026-11-21T18:00:00+01:00', kind: 'share', entries: 1, pictures: 0, measures: 0 },
    received: { note: 'From yesterday.', entries: [{ ...text, body }], measures: [], reply: null, draft: null },
  };
  return {
    card: { ...QR, name: 'R.', line: `${CARD}${'mine'.repeat(40)}.` },
    cards: new Map([[`${CARD}new-sam.`, 'Sam'], [`${CARD}kim.`, 'Kim']]),
    partners: all(partners),
    received: new Map(received.map((one) => [one.row.id, one])),
    shared: all(shared),
    questions: all(questions),
    files: new Map([['file', file]]),
    arrived: arrived ? file : null,
  };
}

export function sharing(
  state: FakeState & FakeTogether,
  stamp: (date: Date) => string,
  fresh: (what: string) => string,
  show: (entry: Entry) => Entry,
  felt: (id: string) => string[],
): Commands {
  const failure = (code: string) => ({ code, message: code, detail: null });
  const now = () => stamp(state.now());
  const here = <T extends { id: string }>(all: Map<string, T>) => [...all.values()].filter((one) => !state.trashed.has(one.id));
  const partner = (id: string) => {
    const found = state.partners.get(id);
    if (!found || state.trashed.has(id)) throw failure('no_partner');
    return found;
  };
  const bare = ({ line: _, ...rest }: Partner & { line: string }): Partner => rest;
  const change = (id: string, some: Partial<Partner & { line: string }>): Partner => {
    const changed = { ...partner(id), ...some };
    state.partners.set(id, changed);
    return bare(changed);
  };
  const found = (text: string): FoundCard => {
    const line = new RegExp(`${CARD}[\\w-]+\\.`).exec(text)?.[0];
    if (!line) throw failure('card_not');
    const name = state.cards.get(line) ?? line.slice(CARD.length, -1);
    const known = here(state.partners).find((one) => one.line === line)?.id ?? null;
    const same_name = here(state.partners).filter((one) => one.name === name && one.line !== line).map((one) => one.id);
    return { line, name, own: line === state.card?.line, known, same_name };
  };
  const preview = (plan: SharePlan): SharePreview => {
    if (plan.partner && partner(plan.partner).stopped) throw failure('stopped');
    const entries: SharedEntry[] = plan.entries.map((planned) => {
      const stored = state.entries.get(planned.id);
      if (!stored) throw failure('no_such_entry');
      const entry = show(stored);
      if (entry.sealed) throw failure('sealed');
      const body = (planned.passage ?? entry.body).replace(/!\[[^\]]*\]\(picture:([^)\s]+)\)/g, (whole, id: string) => (planned.pictures.includes(id) ? whole : ''));
      return {
        title: planned.title ? entry.title : '',
        day: planned.day ? entry.written_at.slice(0, 10) : null,
        tags: planned.tags ? entry.tags : [],
        feelings: planned.feelings ? felt(entry.id) : [],
        body,
        pictures: entry.pictures.filter((picture) => planned.pictures.includes(picture.id)),
      };
    });
    const measures = plan.measure
      ? [{ measure: plan.measure.measure.startsWith('tracker:') ? 'own' : plan.measure.measure, name: '', from: plan.measure.from, to: plan.measure.to, days: [{ day: plan.measure.from, value: 4 }, { day: plan.measure.to, value: 6 }] }]
      : [];
    const note = plan.note.trim();
    if (!note && measures.length === 0 && entries.every((entry) => !entry.title && !entry.body.trim())) throw failure('share_empty');
    const content = { note, entries, measures };
    return { ...content, bytes: JSON.stringify(content).length, digest: JSON.stringify(content) };
  };
  const went = (plan: SharePlan, kind: SharedRow['kind'], called: string): SharedRow => {
    const entries = plan.entries.map(({ id }) => ({ id, title: state.entries.get(id)?.title ?? '', day: state.entries.get(id)?.written_at.slice(0, 10) ?? '' }));
    const row: SharedRow = { id: fresh('shared'), partner: plan.partner, called, at: now(), kind, note: plan.note.trim(), entries, gone: 0, measure: plan.measure?.measure ?? null, about: null };
    state.shared.set(row.id, row);
    return row;
  };
  const take = (file: FakeFile | undefined): void => {
    if (!file) throw failure('share_not');
    state.arrived = file;
  };
  const landed = (number: number): FakeFile => {
    if (!state.arrived || state.arrived.own || state.arrived.arrived.number !== number) throw failure('nothing_arrived');
    const file = state.arrived;
    state.arrived = null;
    return file;
  };
  const receive = (file: FakeFile, declined: boolean): Received => {
    const { from, at, kind, entries, pictures, measures } = file.arrived;
    const row = { id: fresh('received'), from, at, kept: now(), kind: kind === 'reply' ? kind : 'share', excerpt: '', entries, pictures, measures, unread: !declined, declined, answered: null, about: null } as const;
    const content = declined || !file.received ? { note: '', entries: [], measures: [], reply: null, draft: null } : file.received;
    const kept = { ...content, row };
    state.received.set(row.id, kept);
    return kept;
  };
  const came = (id: string): Received => {
    const one = state.received.get(id);
    if (!one || state.trashed.has(id)) throw failure('no_such_entry');
    return one;
  };
  const asked = (id: string): Question => {
    const one = state.questions.get(id);
    if (!one || state.trashed.has(id)) throw failure('no_such_entry');
    return one;
  };
  const words = (one: Received) => [one.note, ...one.entries.flatMap((entry) => [entry.title, entry.body]), ...Object.values(one.reply ?? {})].join(' ');

  return {
    together: async () => ({
      card: state.card,
      partners: here(state.partners).map(bare).sort((a, b) => a.called.localeCompare(b.called)),
      received: [...state.received.values()].map((one) => one.row).filter((one) => !state.trashed.has(one.id)).sort((a, b) => b.kept.localeCompare(a.kept)),
      shared: here(state.shared).sort((a, b) => b.at.localeCompare(a.at)),
      questions: here(state.questions).sort((a, b) => b.at.localeCompare(a.at)),
      arrived: state.arrived?.own ? null : (state.arrived?.arrived ?? null),
      own: state.arrived?.own !== undefined,
    }),
    make_card: async (name) => {
      if (!name.trim()) throw failure('card_name');
      state.card = { ...QR, name: name.trim(), line: state.card?.line ?? `${CARD}${fresh('mine')}.` };
      return state.card;
    },
    save_card: async () => state.saving,
    read_card: async (text) => found(text),
    read_card_picture: async (bytes) => found(new TextDecoder().decode(bytes)),
    choose_card: async () => {
      const line = [...state.cards.keys()][0];
      return line && state.saving ? found(line) : null;
    },
    add_partner: async (line, called) => {
      const card = found(line);
      if (card.own) throw failure('card_own');
      if (card.known) return bare(partner(card.known));
      const added = { id: fresh('partner'), called: called.trim() || card.name, name: card.name, added: now(), compared: null, changed: null, stopped: null, line };
      state.partners.set(added.id, added);
      return bare(added);
    },
    replace_card: async (id, line) => {
      const card = found(line);
      if (card.own) throw failure('card_own');
      return change(id, { line, name: card.name, compared: null, changed: now() });
    },
    safety_words: async (id) => {
      partner(id);
      if (!state.card) throw failure('no_card');
      return WORDS;
    },
    set_compared: async (id, compared) => change(id, compared ? { compared: now(), changed: null } : { compared: null }),
    rename_partner: async (id, called) => change(id, { called: called.trim() || partner(id).name }),
    set_stopped: async (id, stopped) => change(id, { stopped: stopped ? now() : null }),

    preview_share: async (plan) => preview(plan),
    make_share: async (plan, digest) => {
      if (preview(plan).digest !== digest) throw failure('share_stale');
      if (!state.card) throw failure('no_card');
      return state.saving && plan.partner ? went(plan, 'share', partner(plan.partner).called) : null;
    },
    make_reader_page: async (plan, digest, called, passphrase) => {
      if (preview(plan).digest !== digest) throw failure('share_stale');
      if (passphrase.length < 8) throw failure('bad_input');
      return state.saving ? went(plan, 'page', called) : null;
    },

    choose_share: async () => {
      if (!state.saving || state.files.size === 0) return false;
      take([...state.files.values()][0]);
      return true;
    },
    open_share: async (bytes) => take(state.files.get(new TextDecoder().decode(bytes))),
    keep_arrived: async (number) => {
      const file = landed(number);
      if (!file.question) return { page: 'received', id: receive(file, false).row.id };
      state.questions.set(file.question.id, file.question);
      return { page: 'question', id: file.question.id };
    },
    decline_arrived: async (number) => void receive(landed(number), true),
    leave_arrived: async (number) => void (!state.arrived?.own && state.arrived?.arrived.number === number && (state.arrived = null)),
    own_file: async () => {
      if (!state.arrived?.own) throw failure('nothing_arrived');
      return state.arrived.own;
    },
    leave_own_file: async () => void (state.arrived?.own && (state.arrived = null)),
    own_picture: async () => {
      if (!state.arrived?.own) throw failure('nothing_arrived');
      return new Uint8Array([0x89]).buffer;
    },
    received: async (id) => {
      const one = came(id);
      const read = { ...one, row: { ...one.row, unread: false, excerpt: one.row.declined ? '' : words(one).trim().slice(0, 180) } };
      state.received.set(id, read);
      return read;
    },
    save_reply: async (id, reply) => {
      const empty = !Object.values(reply).some((text) => text);
      state.received.set(id, { ...came(id), draft: empty ? null : { ...reply } });
    },
    find_received: async (typed) =>
      [...state.received.values()].filter((one) => !one.row.unread && !state.trashed.has(one.row.id) && words(one).toLowerCase().includes(typed.trim().toLowerCase())).map((one) => one.row),
    send_reply: async (id, reply) => {
      const one = came(id);
      if (!Object.values(reply).some((text) => text.trim())) throw failure('share_empty');
      if (!one.row.from.partner) throw failure('no_partner');
      if (!state.saving) return false;
      state.received.set(id, { ...one, draft: null, row: { ...one.row, answered: now() } });
      state.shared.set(fresh('shared'), { id: `shared-${state.shared.size + 900}`, partner: one.row.from.partner, called: one.row.from.called, at: now(), kind: 'reply', note: '', entries: [], gone: 0, measure: null, about: id });
      return true;
    },

    question: async (id) => asked(id),
    save_question: async ({ id, partner: other, text, my_answer }) => {
      if (id) {
        const before = asked(id);
        if (before.state !== 'draft' && before.state !== 'asked') throw failure('share_no_question');
        const to = before.state === 'draft' ? partner(other) : null;
        const saved = { ...before, with: to ? { partner: to.id, called: to.called, compared: to.compared } : before.with, text: before.mine ? text : before.text, my_answer, at: now() };
        state.questions.set(id, saved);
        return saved;
      }
      const { called, compared } = partner(other);
      const begun: Question = { id: fresh('question'), with: { partner: other, called, compared }, mine: true, text, my_answer, their_answer: null, state: 'draft', at: now(), begun: now() };
      state.questions.set(begun.id, begun);
      return begun;
    },
    send_question: async (id) => {
      const one = asked(id);
      if (!one.text.trim() || !one.my_answer.trim()) throw failure('share_empty');
      if (!state.saving) return null;
      const next = { draft: 'sent', asked: 'answered', reveal: 'open' } as const;
      const sent = { ...one, at: now(), state: one.state in next ? next[one.state as keyof typeof next] : one.state };
      state.questions.set(id, sent);
      return sent;
    },
  };
}
