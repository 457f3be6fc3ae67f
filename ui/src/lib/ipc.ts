/** The only reader of the Tauri API: one function for each command of the shell, each sending well-formed strings. */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { About } from './bindings/About';
import type { Draft } from './bindings/Draft';
import type { Entry } from './bindings/Entry';
import type { EntryRow } from './bindings/EntryRow';
import type { Hit } from './bindings/Hit';
import type { LockStatus } from './bindings/LockStatus';
import type { Month } from './bindings/Month';
import type { Opened } from './bindings/Opened';
import type { Preferences } from './bindings/Preferences';
import type { Strength } from './bindings/Strength';
import type { Support } from './bindings/Support';

/** How far a long piece of work is. */
export interface Progress {
  done: number;
  total: number;
}

/** What the shell tells the page without being asked. */
export interface Events {
  /** The search index is being rebuilt. */
  progress: Progress;
  /** The window's close button was pressed: keep the text, then quit. */
  closing: null;
  /** The shell is about to lock: keep the text, then lock. */
  flush: null;
}

/** The shell's commands. Each throws `{ code, message, detail }` (see failure.ts). */
export interface Ipc {
  preferences(): Promise<Preferences>;
  support(): Promise<Support>;

  lock_status(): Promise<LockStatus>;
  choose_journal(create: boolean): Promise<LockStatus>;
  use_default_journal(): Promise<LockStatus>;
  passphrase_strength(passphrase: string): Promise<Strength>;
  offer_passphrase(): Promise<string>;
  /** On success the window is gone before this resolves. */
  create_journal(passphrase: string): Promise<void>;
  /** The same. Also takes the line of the recovery sheet. */
  unlock_journal(passphrase: string): Promise<void>;
  quit(): Promise<void>;

  /** Resolves when the journal is open. */
  opened(): Promise<Opened>;
  set_preferences(preferences: Preferences): Promise<void>;
  /** A fresh id; nothing is stored. */
  new_entry(): Promise<Entry>;
  /** Newest first. */
  today(): Promise<Entry[]>;
  entry(id: string): Promise<Entry>;
  /** Durable when it resolves. */
  write_draft(draft: Draft): Promise<void>;
  /** Makes the stored draft a revision; null when the entry was new and blank. */
  keep_draft(id: string): Promise<Entry | null>;
  /** Newest first. */
  months(): Promise<Month[]>;
  month_entries(month: string, offset: number, limit: number): Promise<EntryRow[]>;
  search(query: string, limit: number): Promise<Hit[]>;
  trash_entry(id: string): Promise<void>;
  restore_entry(id: string): Promise<void>;
  change_passphrase(old: string, fresh: string): Promise<void>;
  /** The new sheet's secret line; the old sheet stops working. */
  make_recovery_sheet(passphrase: string): Promise<string>;
  /** False when the person cancelled. */
  save_recovery_sheet(sheet: string): Promise<boolean>;
  about(): Promise<About>;
  activity(): Promise<void>;
  hide_now(): Promise<void>;
  lock(): Promise<void>;

  /** Calls back for every event until the returned function is called. */
  on<Name extends keyof Events>(name: Name, callback: (payload: Events[Name]) => void): () => void;
}

/** Every string inside, with lone surrogates replaced: the other side refuses text that is not Unicode. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wellFormed(inner)]));
  }
  return value;
}

function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  return invoke<T>(command, wellFormed(args) as Record<string, unknown>);
}

/** The real thing. */
export const ipc: Ipc = {
  preferences: () => call('preferences'),
  support: () => call('support'),

  lock_status: () => call('lock_status'),
  choose_journal: (create) => call('choose_journal', { create }),
  use_default_journal: () => call('use_default_journal'),
  passphrase_strength: (passphrase) => call('passphrase_strength', { passphrase }),
  offer_passphrase: () => call('offer_passphrase'),
  create_journal: (passphrase) => call('create_journal', { passphrase }),
  unlock_journal: (passphrase) => call('unlock_journal', { passphrase }),
  quit: () => call('quit'),

  opened: () => call('opened'),
  set_preferences: (preferences) => call('set_preferences', { preferences }),
  new_entry: () => call('new_entry'),
  today: () => call('today'),
  entry: (id) => call('entry', { id }),
  write_draft: (draft) => call('write_draft', { draft }),
  keep_draft: (id) => call('keep_draft', { id }),
  months: () => call('months'),
  month_entries: (month, offset, limit) => call('month_entries', { month, offset, limit }),
  search: (query, limit) => call('search', { query, limit }),
  trash_entry: (id) => call('trash_entry', { id }),
  restore_entry: (id) => call('restore_entry', { id }),
  change_passphrase: (old, fresh) => call('change_passphrase', { old, new: fresh }),
  make_recovery_sheet: (passphrase) => call('make_recovery_sheet', { passphrase }),
  save_recovery_sheet: (sheet) => call('save_recovery_sheet', { sheet }),
  about: () => call('about'),
  activity: () => call('activity'),
  hide_now: () => call('hide_now'),
  lock: () => call('lock'),

  on: (name, callback) => {
    const stop = listen(name, (event) => callback(event.payload as never));
    return () => void stop.then((unlisten) => unlisten());
  },
};
