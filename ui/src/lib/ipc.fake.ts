/** The shell in memory: for tests and for looking at pages in a browser. Never in the production bundle. */
import type { Draft } from './bindings/Draft';
import type { Entry } from './bindings/Entry';
import type { EntryRow } from './bindings/EntryRow';
import type { LockStatus } from './bindings/LockStatus';
import type { Opened } from './bindings/Opened';
import type { Filter } from './bindings/Filter';
import type { Preferences } from './bindings/Preferences';
import type { Resurfacing } from './bindings/Resurfacing';
import type { Span } from './bindings/Span';
import type { Template } from './bindings/Template';
import type { Events, Ipc } from './ipc';
import { helplines } from './ipc.fake.data';
import { feelings, type FakeFeelings } from './ipc.fake.feelings';
import { walking, type FakePath } from './ipc.fake.path';
import { reflecting, type FakeReflect } from './ipc.fake.reflect';
import { sharing, type FakeTogether } from './ipc.fake.together';

/** What a test may set before or while the page runs. */
export interface FakeState extends FakeFeelings, FakePath, FakeReflect, FakeTogether {
  exists: boolean;
  passphrase: string;
  recovery: string;
  pause: number;
  wrong: number;
  entries: Map<string, Entry>;
  drafts: Map<string, Draft>;
  /** When each was thrown away. */
  trashed: Map<string, string>;
  /** Older states of entries, oldest first. */
  revisions: Map<string, { id: string; at: string; entry: Entry }[]>;
  /** The bytes of pictures, by id. */
  pictures: Map<string, Uint8Array>;
  /** What choosing files gives. */
  chosen: { name: string; bytes?: Uint8Array; code?: string }[];
  resurfacing: Resurfacing;
  templates: Template[];
  preferences: Preferences;
  opened: Partial<Opened>;
  now: () => Date;
  /** Error codes that a command throws until it is deleted here. */
  failing: Map<string, { code: string; detail?: unknown }>;
  /** Commands that never come back until resolved. */
  hanging: Map<string, Promise<void>>;
  /** Every call, in order. */
  calls: { command: string; args: unknown[] }[];
}

export interface Fake extends Ipc {
  state: FakeState;
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void;
}

/** A date as the core writes it: local time with its offset. */
export function stamp(date: Date): string {
  const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  const offset = -date.getTimezoneOffset();
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day}T${time}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}

/** The ids of the pictures in a text. */
const shown = (body: string) => [...body.matchAll(/\(picture:([^)\s]+)\)/g)].map((found) => found[1] ?? '');

function row(entry: Entry, trashed: string | null = null): EntryRow {
  const { id, kind, written_at, title, tags, favourite, concealed, sealed_until, sealed } = entry;
  const body = sealed ? '' : entry.body;
  const excerpt = body.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/[*_#>`]/g, '').replace(/\s+/g, ' ').trim().slice(0, 180);
  const pictures = shown(body);
  return {
    id, kind, written_at, title, tags, favourite, concealed, sealed_until, sealed, trashed, excerpt,
    pictures: pictures.length,
    picture: pictures[0] ?? null,
    feelings: [],
  };
}

/** An entry with what a test leaves out. */
export function entryOf(some: Partial<Entry> & Pick<Entry, 'id' | 'written_at'>): Entry {
  const usual = { parents: [], kind: 'free', title: '', tags: [], favourite: false, concealed: false, sealed_until: null, sealed: false, review: null, steps: [], prompt: null, sheet: null, pictures: [], trashed: null, body: '' };
  return { ...usual, ...some };
}

/** Whether everything that is asked for holds. */
function fits(entry: Entry, filter: Filter): boolean {
  const day = entry.written_at.slice(0, 10);
  const words = filter.words.trim().toLowerCase();
  return (
    (!words || (!entry.sealed && `${entry.title} ${entry.tags.join(' ')} ${entry.body}`.toLowerCase().includes(words))) &&
    (filter.kinds.length === 0 || filter.kinds.includes(entry.kind)) &&
    filter.tags.every((tag) => entry.tags.includes(tag)) &&
    (!filter.favourite || entry.favourite) &&
    (!filter.pictures || shown(entry.body).length > 0) &&
    (!filter.from || day >= filter.from) &&
    (!filter.to || day <= filter.to)
  );
}

function spans(text: string, query: string): Span[] {
  const out: Span[] = [];
  let rest = text;
  for (;;) {
    const at = rest.toLowerCase().indexOf(query.toLowerCase());
    if (at < 0) break;
    if (at > 0) out.push({ text: rest.slice(0, at), hit: false });
    out.push({ text: rest.slice(at, at + query.length), hit: true });
    rest = rest.slice(at + query.length);
  }
  return rest ? [...out, { text: rest, hit: false }] : out;
}

export function fakeIpc(set: Partial<FakeState> = {}): Fake {
  const state: FakeState = {
    exists: true,
    passphrase: 'correct horse battery',
    recovery: 'AGE-SECRET-KEY-1FAKE',
    pause: 0,
    wrong: 0,
    entries: new Map(),
    drafts: new Map(),
    trashed: new Map(),
    revisions: new Map(),
    pictures: new Map(),
    chosen: [],
    resurfacing: { on: false, skip_tags: [], skip_days: [], skip_entries: [] },
    checkIns: new Map(),
    person: { point_of_view: 'unsure', about: null, word: '', stage: null, welcomed: true, asked: false },
    primers: new Map(),
    places: new Map(),
    card: null,
    cards: new Map(),
    partners: new Map(),
    received: new Map(),
    shared: new Map(),
    questions: new Map(),
    files: new Map(),
    arrived: null,
    saving: true,
    hidden: [],
    favourites: [],
    ownPrompts: [],
    shown: [],
    hard: false,
    sheets: new Map(),
    marks: new Map(),
    ownFeelings: [],
    trackers: [],
    tables: [],
    templates: [
      { id: 'evening', name: 'Evening', about: 'At the end of a day.', kind: 'free', title: '', tags: [], body: '## What happened\n\n## How I feel about it\n', own: false },
    ],
    preferences: { theme: 'system', text_size: 100, lock_after_minutes: 10, hide_from_capture: true, spell_check: false, support_country: null },
    opened: {},
    now: () => new Date(),
    failing: new Map(),
    hanging: new Map(),
    calls: [],
    ...set,
  };
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let ids = 0;

  const status = (): LockStatus => ({
    journal: { path: '/home/you/.local/share/mend/journal.mend', name: 'journal.mend', exists: state.exists, is_default: true },
    pause_seconds: state.pause,
    version: '0.1.0',
  });
  const kept = () =>
    [...state.entries.values()]
      .filter((entry) => !state.trashed.has(entry.id))
      .sort((a, b) => b.written_at.localeCompare(a.written_at));
  const find = (id: string): Entry => {
    const entry = state.entries.get(id);
    if (!entry) throw { code: 'no_such_entry', message: id, detail: null };
    return entry;
  };
  const isSealed = (until: string | null) => until !== null && until > stamp(state.now()).slice(0, 10);
  /** As the shell shows it: a sealed letter without its text. */
  const shownEntry = (entry: Entry): Entry => {
    const sealed = isSealed(entry.sealed_until);
    const trashed = state.trashed.get(entry.id) ?? null;
    const pictures = sealed ? [] : shown(entry.body).map((id) => ({ id, width: 800, height: 600 }));
    return { ...entry, sealed, trashed, pictures, body: sealed ? '' : entry.body };
  };
  const keep = (entry: Entry): Entry => {
    const before = state.entries.get(entry.id);
    ids += 1;
    const kept = { ...entry, parents: [`rev-${ids}`], sealed: false };
    const older = state.revisions.get(entry.id) ?? (before ? [{ id: before.parents[0] ?? 'rev-0', at: before.written_at, entry: before }] : []);
    state.revisions.set(entry.id, [...older, { id: `rev-${ids}`, at: stamp(state.now()), entry: kept }]);
    state.entries.set(entry.id, kept);
    return kept;
  };
  const picture = (bytes: Uint8Array) => {
    ids += 1;
    state.pictures.set(`picture-${ids}`, bytes);
    return { id: `picture-${ids}`, width: 800, height: 600 };
  };
  const check = (passphrase: string) => {
    if (passphrase === state.passphrase || passphrase.trim() === state.recovery) return;
    state.wrong += 1;
    state.pause = state.wrong > 1 ? 2 ** state.wrong : 0;
    throw { code: 'wrong_passphrase', message: 'no slot opens', detail: { pause_seconds: state.pause } };
  };

  const fresh = (what: string) => {
    ids += 1;
    return `${what}-${ids}`;
  };
  /** The words of the check-ins that belong to an entry. */
  const felt = (id: string) =>
    [...new Set([...state.checkIns.values()].filter((one) => one.entry === id && !state.trashed.has(one.id)).flatMap((one) => one.feelings.map((word) => word.name)))];
  const has = (id: string, feeling: string) =>
    [...state.checkIns.values()].some((one) => one.entry === id && !state.trashed.has(one.id) && one.feelings.some((word) => word.id === feeling));
  const rowOf = (entry: Entry, trashed: string | null = null): EntryRow => ({ ...row(entry, trashed), feelings: felt(entry.id) });
  /** A check-in or a mark in the trash. */
  const thrown = (id: string, at: string): EntryRow[] => {
    const checkIn = state.checkIns.get(id);
    const mark = state.marks.get(id);
    const some = { tags: [], favourite: false, concealed: false, sealed_until: null, sealed: false, pictures: 0, picture: null, feelings: [], trashed: at };
    if (checkIn) return [{ id, kind: 'check-in', written_at: checkIn.at, title: checkIn.feelings.map((word) => word.name).join(', '), excerpt: checkIn.note, ...some }];
    const place = state.places.get(id);
    const partner = state.partners.get(id);
    if (partner) return [{ id, kind: 'partner', written_at: partner.added, title: partner.called, excerpt: '', ...some }];
    const came = state.received.get(id);
    if (came) return [{ id, kind: 'received', written_at: came.row.at, title: came.row.from.called, excerpt: '', ...some }];
    const went = state.shared.get(id);
    if (went) return [{ id, kind: 'shared', written_at: went.at, title: went.called, excerpt: '', ...some }];
    const question = state.questions.get(id);
    if (question) return [{ id, kind: 'question', written_at: question.begun, title: question.text, excerpt: '', ...some }];
    if (place) return [{ id, kind: 'place', written_at: place.at, title: place.words, excerpt: '', ...some }];
    return mark ? [{ id, kind: 'mark', written_at: `${mark.day}T00:00:00Z`, title: mark.text, excerpt: '', ...some }] : [];
  };

  /** Sheets that were changed as texts. */
  const texts = new Set<string>();

  const commands: Omit<Ipc, 'on'> = {
    ...feelings(state, stamp, fresh),
    ...walking(state, stamp, fresh, (entry) => shownEntry(entry), (entry) => rowOf(entry)),
    ...sharing(state, stamp, fresh, (entry) => shownEntry(entry), felt),
    ...reflecting(state, stamp, fresh, (entry) => rowOf(shownEntry(entry))),
    preferences: async () => ({ ...state.preferences }),
    support: async () => helplines(),
    lock_status: async () => status(),
    choose_journal: async (create) => {
      state.exists = !create;
      return status();
    },
    use_default_journal: async () => status(),
    passphrase_strength: async (passphrase) => {
      const bits = Math.min(110, passphrase.length * 4);
      return { level: Math.min(4, Math.floor(bits / 20)), bits };
    },
    offer_passphrase: async () => ['harbour violet ladder quiet north', 'meadow copper window slow thirteen'][ids++ % 2] ?? '',
    create_journal: async (passphrase) => {
      state.passphrase = passphrase;
      state.exists = true;
    },
    unlock_journal: async (passphrase) => check(passphrase),
    quit: async () => {},
    opened: async () => ({
      created: false,
      by_recovery: false,
      entries: kept().length,
      recovered: [],
      damaged: 0,
      older_copy: false,
      last_opened: null,
      failed_attempts: 0,
      arrived: state.arrived !== null,
      arrived_wrong: null,
      ...state.opened,
    }),
    set_preferences: async (preferences) => {
      state.preferences = { ...preferences };
    },
    new_entry: async () => {
      ids += 1;
      return entryOf({ id: `new-${ids}`, written_at: stamp(state.now()) });
    },
    today: async () => kept().filter((entry) => entry.written_at.startsWith(stamp(state.now()).slice(0, 10))).map(shownEntry),
    entry: async (id) => shownEntry(find(id)),
    write_draft: async (draft) => {
      if (state.sheets.has(draft.id) && (state.drafts.get(draft.id) ?? state.entries.get(draft.id))?.body !== draft.body) texts.add(draft.id);
      state.drafts.set(draft.id, { ...draft });
    },
    keep_draft: async (id) => {
      const draft = state.drafts.get(id);
      if (!draft) throw { code: 'no_such_entry', message: id, detail: null };
      if (!state.entries.has(id) && !draft.body.trim() && !draft.title.trim()) return null;
      state.drafts.delete(id);
      const sheet = state.sheets.get(id);
      const filled = sheet ? { id: sheet.sheet, done: sheet.done, open: !texts.has(id) } : null;
      return shownEntry(keep({ ...entryOf(draft), ...draft, sheet: filled }));
    },
    months: async () => {
      const counts = new Map<string, number>();
      for (const entry of kept()) counts.set(entry.written_at.slice(0, 7), (counts.get(entry.written_at.slice(0, 7)) ?? 0) + 1);
      return [...counts].map(([month, entries]) => ({ month, entries }));
    },
    month_entries: async (month, offset, limit) =>
      kept().filter((entry) => entry.written_at.startsWith(month)).slice(offset, offset + limit).map((entry) => rowOf(shownEntry(entry))),
    search: async (filter, offset, limit) => {
      const words = filter.words.trim();
      const marked = (text: string) => (words ? spans(text, words) : text ? [{ text, hit: false }] : []);
      return kept()
        .map(shownEntry)
        .filter((entry) => fits(entry, filter) && (!filter.feeling || has(entry.id, filter.feeling)))
        .slice(offset, offset + limit)
        .map((entry) => ({ row: rowOf(entry), title: marked(entry.title), tags: entry.tags.map(marked), excerpt: marked(row(entry).excerpt) }));
    },
    days: async (from, to) => {
      const found = new Map<string, { day: string; entries: number; kinds: string[]; favourite: boolean }>();
      for (const entry of kept().reverse()) {
        const day = entry.written_at.slice(0, 10);
        if (day < from || day > to) continue;
        const one = found.get(day) ?? { day, entries: 0, kinds: [], favourite: false };
        const kinds = one.kinds.includes(entry.kind) ? one.kinds : [...one.kinds, entry.kind];
        found.set(day, { day, entries: one.entries + 1, kinds, favourite: one.favourite || entry.favourite });
      }
      return [...found.values()];
    },
    day_entries: async (day) => kept().filter((entry) => entry.written_at.startsWith(day)).map((entry) => rowOf(shownEntry(entry))),
    neighbours: async (id) => {
      const all = kept();
      const at = all.findIndex((entry) => entry.id === id);
      return { newer: all[at - 1]?.id ?? null, older: at < 0 ? null : (all[at + 1]?.id ?? null) };
    },
    add_picture: async (bytes) => {
      if (bytes.length > 20_000_000) throw { code: 'picture_too_large', message: '', detail: null };
      return picture(bytes);
    },
    choose_pictures: async () => ({
      added: state.chosen.flatMap(({ bytes }) => (bytes ? [picture(bytes)] : [])),
      refused: state.chosen.flatMap(({ name, code }) => (code ? [{ name, code }] : [])),
    }),
    picture: async (id) => {
      const bytes = state.pictures.get(id);
      if (!bytes) throw { code: 'no_such_picture', message: id, detail: null };
      return bytes.slice().buffer;
    },
    tags: async () => {
      const counts = new Map<string, number>();
      for (const tag of kept().flatMap((entry) => entry.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      return [...counts].map(([tag, entries]) => ({ tag, entries })).sort((a, b) => b.entries - a.entries || a.tag.localeCompare(b.tag));
    },
    change_tag: async (tag, to) => {
      const all = [...state.entries.values()].filter((entry) => entry.tags.includes(tag));
      for (const entry of all) keep({ ...entry, tags: [...new Set(entry.tags.flatMap((one) => (one !== tag ? [one] : to === null ? [] : [to])))] });
      return all.length;
    },
    tag_entries: async (chosen, add, remove) => {
      for (const id of chosen) {
        const entry = find(id);
        keep({ ...entry, tags: [...new Set([...entry.tags.filter((tag) => !remove.includes(tag)), ...add])] });
      }
    },
    trash_entries: async (chosen) =>
      chosen.forEach((id) => {
        const others = [state.checkIns, state.marks, state.places, state.partners, state.received, state.shared, state.questions];
        if (!others.some((all) => all.has(id))) find(id);
        state.trashed.set(id, stamp(state.now()));
      }),
    restore_entries: async (chosen) => chosen.forEach((id) => state.trashed.delete(id)),
    trash: async () =>
      [...state.trashed].reverse().flatMap(([id, at]) => {
        const entry = state.entries.get(id);
        return entry ? [row(shownEntry(entry), at)] : thrown(id, at);
      }),
    purge_entries: async (chosen) =>
      chosen.forEach((id) => {
        if (!state.trashed.delete(id)) throw { code: 'no_such_entry', message: id, detail: null };
        state.entries.delete(id);
        state.checkIns.delete(id);
        state.marks.delete(id);
        state.places.delete(id);
        state.revisions.delete(id);
      }),
    revisions: async (id) => {
      const now = find(id);
      const all = state.revisions.get(id) ?? [{ id: now.parents[0] ?? 'rev-0', at: now.written_at, entry: now }];
      return all
        .map((one) => ({ id: one.id, at: one.at, words: one.entry.body.split(/\s+/).filter(Boolean).length, current: one.id === now.parents[0] }))
        .reverse();
    },
    revision: async (id, revision) => {
      const one = state.revisions.get(id)?.find((other) => other.id === revision)?.entry ?? find(id);
      return shownEntry(one);
    },
    restore_revision: async (id, revision) => {
      const one = state.revisions.get(id)?.find((other) => other.id === revision)?.entry ?? find(id);
      return shownEntry(keep(one));
    },
    unseal: async (id) => shownEntry(keep({ ...find(id), sealed_until: null })),
    on_this_day: async (day) => {
      const { skip_tags, skip_days, skip_entries } = state.resurfacing;
      const months = (then: string) => (Number(day.slice(0, 4)) - Number(then.slice(0, 4))) * 12 + Number(day.slice(5, 7)) - Number(then.slice(5, 7));
      return kept()
        .map(shownEntry)
        .filter((entry) => {
          const then = entry.written_at.slice(0, 10);
          const apart = months(then);
          return (
            then.slice(8) === day.slice(8) && apart > 0 && ([1, 3, 6].includes(apart) || apart % 12 === 0) && !entry.concealed && !entry.sealed &&
            !entry.tags.some((tag) => skip_tags.includes(tag)) && !skip_entries.includes(entry.id) && !skip_days.some(({ from, to }) => then >= from && then <= to)
          );
        })
        .map((entry) => ({ months: months(entry.written_at), row: rowOf(entry) }));
    },
    reviews: async () => kept().flatMap((entry) => (entry.review ? [{ period: entry.review, id: entry.id }] : [])),
    resurfacing: async () => structuredClone(state.resurfacing),
    set_resurfacing: async (resurfacing) => void (state.resurfacing = structuredClone(resurfacing)),
    templates: async () => structuredClone(state.templates),
    save_template: async (template) => {
      ids += 1;
      const saved = { ...template, id: template.id || `template-${ids}`, own: true };
      state.templates = [saved, ...state.templates.filter((other) => other.id !== saved.id)];
      return saved;
    },
    delete_template: async (id) => void (state.templates = state.templates.filter((other) => other.id !== id || !other.own)),
    change_passphrase: async (old, fresh) => {
      check(old);
      state.passphrase = fresh;
    },
    make_recovery_sheet: async (passphrase) => {
      check(passphrase);
      return 'AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33';
    },
    save_recovery_sheet: async () => true,
    about: async () => ({
      may_set_passphrase: false,
      version: '0.1.0',
      format: 1,
      sqlite: '3.50.4',
      path: '/home/you/.local/share/mend/journal.mend',
      bytes: 1_482_752,
      entries: kept().length,
      has_recovery: false,
    }),
    activity: async () => {},
    hide_now: async () => {},
    lock: async () => {},
  };

  const recorded = Object.fromEntries(
    Object.entries(commands).map(([command, run]) => [
      command,
      async (...args: unknown[]) => {
        state.calls.push({ command, args });
        await state.hanging.get(command);
        const failing = state.failing.get(command);
        if (failing) throw { message: failing.code, detail: null, ...failing };
        return (run as (...args: unknown[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Omit<Ipc, 'on'>;

  const fake: Fake = {
    ...recorded,
    state,
    on: (name, callback) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(callback));
      return () => void set.delete(callback);
    },
    emit: (name, payload) => listeners.get(name)?.forEach((callback) => callback(payload as never)),
  };
  // A misspelt command must not pass as undefined.
  return new Proxy(fake, {
    get: (target, name) => {
      if (typeof name === 'string' && !(name in target) && name !== 'then') throw new Error(`unknown command ${name}`);
      return Reflect.get(target, name) as unknown;
    },
  });
}
