/** The shell in memory: for tests and for looking at pages in a browser. Never in the production bundle. */
import type { Draft } from './bindings/Draft';
import type { Entry } from './bindings/Entry';
import type { EntryRow } from './bindings/EntryRow';
import type { LockStatus } from './bindings/LockStatus';
import type { Opened } from './bindings/Opened';
import type { Preferences } from './bindings/Preferences';
import type { Span } from './bindings/Span';
import type { Events, Ipc } from './ipc';
import { helplines } from './ipc.fake.data';

/** What a test may set before or while the page runs. */
export interface FakeState {
  exists: boolean;
  passphrase: string;
  recovery: string;
  pause: number;
  wrong: number;
  entries: Map<string, Entry>;
  drafts: Map<string, Draft>;
  trashed: Set<string>;
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

function row(entry: Entry): EntryRow {
  const { id, kind, written_at, title, tags, favourite, body } = entry;
  const excerpt = body.replace(/[*_#>`]/g, '').replace(/\s+/g, ' ').trim().slice(0, 180);
  return { id, kind, written_at, title, tags, favourite, excerpt };
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
    trashed: new Set(),
    preferences: { theme: 'system', text_size: 100, lock_after_minutes: 10, hide_from_capture: true },
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
  const check = (passphrase: string) => {
    if (passphrase === state.passphrase || passphrase.trim() === state.recovery) return;
    state.wrong += 1;
    state.pause = state.wrong > 1 ? 2 ** state.wrong : 0;
    throw { code: 'wrong_passphrase', message: 'no slot opens', detail: { pause_seconds: state.pause } };
  };

  const commands: Omit<Ipc, 'on'> = {
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
      ...state.opened,
    }),
    set_preferences: async (preferences) => {
      state.preferences = { ...preferences };
    },
    new_entry: async () => {
      ids += 1;
      return { id: `new-${ids}`, parents: [], kind: 'free', written_at: stamp(state.now()), title: '', tags: [], favourite: false, body: '' };
    },
    today: async () => kept().filter((entry) => entry.written_at.startsWith(stamp(state.now()).slice(0, 10))),
    entry: async (id) => ({ ...find(id) }),
    write_draft: async (draft) => {
      state.drafts.set(draft.id, { ...draft });
    },
    keep_draft: async (id) => {
      const draft = state.drafts.get(id);
      if (!draft) throw { code: 'no_such_entry', message: id, detail: null };
      if (!state.entries.has(id) && !draft.body.trim() && !draft.title.trim()) return null;
      state.drafts.delete(id);
      ids += 1;
      const entry = { ...draft, parents: [`rev-${ids}`] };
      state.entries.set(id, entry);
      return { ...entry };
    },
    months: async () => {
      const counts = new Map<string, number>();
      for (const entry of kept()) counts.set(entry.written_at.slice(0, 7), (counts.get(entry.written_at.slice(0, 7)) ?? 0) + 1);
      return [...counts].map(([month, entries]) => ({ month, entries }));
    },
    month_entries: async (month, offset, limit) =>
      kept().filter((entry) => entry.written_at.startsWith(month)).slice(offset, offset + limit).map(row),
    search: async (query, limit) =>
      kept()
        .filter((entry) => `${entry.title} ${entry.tags.join(' ')} ${entry.body}`.toLowerCase().includes(query.trim().toLowerCase()))
        .slice(0, limit)
        .map((entry) => ({
          row: row(entry),
          title: entry.title ? spans(entry.title, query.trim()) : [],
          tags: entry.tags.map((tag) => spans(tag, query.trim())),
          excerpt: spans(row(entry).excerpt, query.trim()),
        })),
    trash_entry: async (id) => void state.trashed.add(find(id).id),
    restore_entry: async (id) => void state.trashed.delete(id),
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
