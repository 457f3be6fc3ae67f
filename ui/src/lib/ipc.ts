/** The only reader of the Tauri API: one function for each command of the shell, each sending well-formed strings. */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { About } from './bindings/About';
import type { Calm } from './bindings/Calm';
import type { CheckIn } from './bindings/CheckIn';
import type { CheckInChoices } from './bindings/CheckInChoices';
import type { CheckInFilter } from './bindings/CheckInFilter';
import type { ChosenPictures } from './bindings/ChosenPictures';
import type { Day } from './bindings/Day';
import type { Draft } from './bindings/Draft';
import type { Entry } from './bindings/Entry';
import type { EntryRow } from './bindings/EntryRow';
import type { Feeling } from './bindings/Feeling';
import type { FeelingUse } from './bindings/FeelingUse';
import type { FeelingsSpan } from './bindings/FeelingsSpan';
import type { FeltPoint } from './bindings/FeltPoint';
import type { Filter } from './bindings/Filter';
import type { FoundCard } from './bindings/FoundCard';
import type { GoesWith } from './bindings/GoesWith';
import type { Hit } from './bindings/Hit';
import type { KeptPlace } from './bindings/KeptPlace';
import type { KeptReview } from './bindings/KeptReview';
import type { Library } from './bindings/Library';
import type { LockStatus } from './bindings/LockStatus';
import type { Mark } from './bindings/Mark';
import type { Memory } from './bindings/Memory';
import type { Month } from './bindings/Month';
import type { MyCard } from './bindings/MyCard';
import type { Neighbours } from './bindings/Neighbours';
import type { Opened } from './bindings/Opened';
import type { OwnFile } from './bindings/OwnFile';
import type { Partner } from './bindings/Partner';
import type { Path } from './bindings/Path';
import type { PathPlace } from './bindings/PathPlace';
import type { Person } from './bindings/Person';
import type { Picture } from './bindings/Picture';
import type { Preferences } from './bindings/Preferences';
import type { Prompt } from './bindings/Prompt';
import type { Question } from './bindings/Question';
import type { QuestionDraft } from './bindings/QuestionDraft';
import type { Received } from './bindings/Received';
import type { ReceivedRow } from './bindings/ReceivedRow';
import type { Reflect } from './bindings/Reflect';
import type { Reply } from './bindings/Reply';
import type { Resurfacing } from './bindings/Resurfacing';
import type { Revision } from './bindings/Revision';
import type { Series } from './bindings/Series';
import type { SharedRow } from './bindings/SharedRow';
import type { SharePlan } from './bindings/SharePlan';
import type { SharePreview } from './bindings/SharePreview';
import type { SheetDraft } from './bindings/SheetDraft';
import type { Strength } from './bindings/Strength';
import type { Support } from './bindings/Support';
import type { Tag } from './bindings/Tag';
import type { Template } from './bindings/Template';
import type { TodaysPrompt } from './bindings/TodaysPrompt';
import type { Together } from './bindings/Together';
import type { Tracker } from './bindings/Tracker';
import type { Walk } from './bindings/Walk';
import type { WordFelt } from './bindings/WordFelt';

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
  /** A file that somebody shared was double-clicked, and was read: ask `together`. With what went wrong, if it did. */
  arrived: { code: string } | null;
}

/** The shell's commands. Each throws `{ code, message, detail }` (see failure.ts). */
export interface Ipc {
  preferences(): Promise<Preferences>;
  support(): Promise<Support>;
  /** What helps for a few minutes, and what to know about being read. */
  calm(): Promise<Calm>;

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
  /** Best first; the newest first when there are no words, or very many finds. */
  search(filter: Filter, offset: number, limit: number): Promise<Hit[]>;
  /** Days with entries, in order, both ends included. */
  days(from: string, to: string): Promise<Day[]>;
  /** The entries of one local day, newest first. */
  day_entries(day: string): Promise<EntryRow[]>;
  neighbours(id: string): Promise<Neighbours>;

  /** Takes in a picture's bytes: re-encoded without anything but the picture, sealed. At most 20 MB. */
  add_picture(bytes: Uint8Array): Promise<Picture>;
  /** Asks for picture files with the desktop's own dialog. */
  choose_pictures(): Promise<ChosenPictures>;
  /** A picture's bytes (JPEG or PNG), whole or at most 480 pixels wide. */
  picture(id: string, small: boolean): Promise<ArrayBuffer>;

  /** Most used first. */
  tags(): Promise<Tag[]>;
  /** Renames a tag in every entry, or takes it away; renaming to one that exists merges the two. Gives how many entries changed. */
  change_tag(tag: string, to: string | null): Promise<number>;
  tag_entries(ids: string[], add: string[], remove: string[]): Promise<void>;

  /** These three take entries, check-ins and marks. */
  trash_entries(ids: string[]): Promise<void>;
  restore_entries(ids: string[]): Promise<void>;
  /** What is in the trash, last thrown away first. Removed for good 30 days later. A check-in comes as a row of kind `check-in`
   * whose title is its words, a mark as one of kind `mark`. */
  trash(): Promise<EntryRow[]>;
  /** Removes them for good, every version and picture of them. Only from the trash. */
  purge_entries(ids: string[]): Promise<void>;

  /** Newest first. */
  revisions(id: string): Promise<Revision[]>;
  /** The entry as it was. */
  revision(id: string, revision: string): Promise<Entry>;
  /** Makes an older state the entry's newest, and gives it. What it was before stays among the revisions. */
  restore_revision(id: string, revision: string): Promise<Entry>;
  /** Opens a sealed letter before its day. */
  unseal(id: string): Promise<Entry>;

  /** Entries from before that belong to this day, without those that may not come back. */
  on_this_day(day: string): Promise<Memory[]>;
  resurfacing(): Promise<Resurfacing>;
  set_resurfacing(resurfacing: Resurfacing): Promise<void>;

  /** A fresh id and this moment; nothing is stored. */
  new_check_in(): Promise<CheckIn>;
  /** Durable when it resolves; gives it as it was kept, own words with their ids. Saving the same again changes nothing. */
  save_check_in(check_in: CheckIn): Promise<CheckIn>;
  check_in(id: string): Promise<CheckIn>;
  /** Newest first. */
  check_ins(filter: CheckInFilter, offset: number, limit: number): Promise<CheckIn[]>;
  /** The check-ins that belong to an entry, oldest first. */
  entry_check_ins(id: string): Promise<CheckIn[]>;
  check_in_choices(): Promise<CheckInChoices>;
  /** Keeps an own word. One that is there already, also the guide's, is given back as it is. */
  save_feeling(feeling: Feeling): Promise<Feeling>;
  /** Takes an own word out of the choices; check-ins keep it. */
  delete_feeling(id: string): Promise<void>;
  /** Keeps all own trackers; gives them with their ids. */
  set_trackers(trackers: Tracker[]): Promise<Tracker[]>;

  /** What there is to look at. */
  feelings_span(): Promise<FeelingsSpan>;
  /** One measure (see `FeelingsSpan.measures`) over these local days, both included, as in all that follow. */
  series(measure: string, from: string, to: string): Promise<Series>;
  felt_points(from: string, to: string): Promise<FeltPoint[]>;
  /** Most used first. */
  words_felt(from: string, to: string): Promise<WordFelt[]>;
  goes_with(measure: string, from: string, to: string): Promise<GoesWith>;
  /** Days that stand out, in order. */
  marks(from: string, to: string): Promise<Mark[]>;
  save_mark(mark: Mark): Promise<Mark>;
  /** Feelings that entries have, most used first. */
  entry_feelings(): Promise<FeelingUse[]>;
  /** Pages that were kept about a week, month, quarter or year, newest first. */
  reviews(): Promise<KeptReview[]>;
  /** Writes a table (CSV) where the person says with the desktop's own dialog. It is not encrypted. False when they cancelled. */
  save_table(name: string, csv: string): Promise<boolean>;

  /** Everything the guide has to write about: large, and the same while the window lives but for own prompts. */
  library(): Promise<Library>;
  /** Who writes, and what became of the library. */
  reflect(): Promise<Reflect>;
  set_person(person: Person): Promise<void>;
  /** The same for the whole day. Null when nothing fits that is not hidden. */
  todays_prompt(): Promise<TodaysPrompt | null>;
  another_prompt(): Promise<TodaysPrompt | null>;
  /** A hidden one of today gives way to another. */
  set_prompt_hidden(id: string, hidden: boolean): Promise<void>;
  /** Of a prompt or a sheet. */
  set_favourite(id: string, favourite: boolean): Promise<void>;
  /** An own prompt; an empty id makes a new one. */
  save_prompt(id: string, text: string): Promise<Prompt>;
  delete_prompt(id: string): Promise<void>;
  /** An empty worksheet or guided reflection under a fresh entry's id; nothing is stored. */
  new_sheet(sheet: string): Promise<SheetDraft>;
  /** One as it was left; fails for an entry whose `sheet` is not `open`. */
  sheet_draft(id: string): Promise<SheetDraft>;
  /** Durable when it resolves; `keep_draft` makes it the entry, with the answers as Markdown. */
  write_sheet(draft: SheetDraft): Promise<void>;

  paths(): Promise<Path[]>;
  walk(path: string): Promise<Walk>;
  /** `answer` is its place among the primer's answers; what was answered before stays. */
  answer_primer(path: string, answer: number): Promise<void>;
  save_place(place: PathPlace): Promise<PathPlace>;
  /** Gathers an entry under a step, or takes it from there. */
  set_step(id: string, step: string, on: boolean): Promise<void>;
  /** Newest first. */
  step_entries(step: string): Promise<EntryRow[]>;
  /** What was written to a prompt, oldest first, whole; without sealed letters. */
  answers_to(prompt: string): Promise<Entry[]>;
  /** Removes a letter for good at once. Copies of the journal's file made before may still have it. */
  burn_letter(id: string): Promise<void>;

  /** Everything about sharing. */
  together(): Promise<Together>;
  /** Makes my card, or puts another name on it; the keys stay the same. */
  make_card(name: string): Promise<MyCard>;
  /** Writes my card where the person says, as text or as a picture of its QR code. False when they cancelled. */
  save_card(as_picture: boolean): Promise<boolean>;
  /** Reads a card from whatever text it stands in. Keeps nothing. */
  read_card(text: string): Promise<FoundCard>;
  /** The same from the bytes of a picture with its QR code. */
  read_card_picture(bytes: Uint8Array): Promise<FoundCard>;
  /** Asks for a card's file, text or picture. Null when they cancelled. */
  choose_card(): Promise<FoundCard | null>;
  add_partner(line: string, called: string): Promise<Partner>;
  /** Another card in the place of a partner's: not compared from then on. */
  replace_card(partner: string, line: string): Promise<Partner>;
  /** Six words, the same on both sides. */
  safety_words(partner: string): Promise<string[]>;
  set_compared(partner: string, compared: boolean): Promise<Partner>;
  rename_partner(partner: string, called: string): Promise<Partner>;
  /** Not to share more with them, or to share again. What they have they keep. */
  set_stopped(partner: string, stopped: boolean): Promise<Partner>;

  /** Exactly what would go. Nothing is written. */
  preview_share(plan: SharePlan): Promise<SharePreview>;
  /** Seals and writes it where the person says. Null when they cancelled; fails with `share_stale` if it is no longer what was seen. */
  make_share(plan: SharePlan, digest: string): Promise<SharedRow | null>;
  /** The same as a page that any browser opens with the passphrase. `called` is for whom it is, for my own list. */
  make_reader_page(plan: SharePlan, digest: string, called: string, passphrase: string): Promise<SharedRow | null>;

  /**
   * Asks for a file that somebody shared and reads it. Nothing is kept; it stays `together().arrived` until one of the next three, or
   * `together().own` if it was made here. False when they cancelled.
   */
  choose_share(): Promise<boolean>;
  open_share(bytes: Uint8Array): Promise<void>;
  /** Keeps what arrived. `number` is that of the file that was looked at; another one that came meanwhile is `nothing_arrived`. */
  keep_arrived(number: number): Promise<KeptPlace>;
  /** Declines it unread: it stays on the list as declined, without anything it says. */
  decline_arrived(number: number): Promise<void>;
  /** Lets go of it as if it had never been opened. Another one that came meanwhile stays. */
  leave_arrived(number: number): Promise<void>;
  /** What went in the file that is open, if it was made here. */
  own_file(): Promise<OwnFile>;
  /** A picture of it, by its number: JPEG or PNG. */
  own_picture(number: number): Promise<ArrayBuffer>;
  /** Lets go of it. What arrived meanwhile stays. */
  leave_own_file(): Promise<void>;
  /** What came, whole; it counts as read from then on. */
  received(id: string): Promise<Received>;
  /** Keeps an answer while it is being written; an empty one is none. Durable when it resolves. Making the file takes it away. */
  save_reply(received: string, reply: Reply): Promise<void>;
  /** Those of what came and was read that have these words. */
  find_received(words: string): Promise<ReceivedRow[]>;
  /** Seals an answer to what came and writes it where the person says. False when they cancelled. */
  send_reply(received: string, reply: Reply): Promise<boolean>;

  question(id: string): Promise<Question>;
  /** Durable when it resolves. Only before my answer is sent. */
  save_question(draft: QuestionDraft): Promise<Question>;
  /** Writes the file that is due (`draft`, `asked`, `reveal`), or the last one again, where the person says. Null when they cancelled. */
  send_question(id: string): Promise<Question | null>;

  /** Own ones first. */
  templates(): Promise<Template[]>;
  /** Gives it as it was saved, with an id. */
  save_template(template: Template): Promise<Template>;
  delete_template(id: string): Promise<void>;

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

/** Bytes go as they are. */
function call<T>(command: string, args: Record<string, unknown> | Uint8Array = {}): Promise<T> {
  if (args instanceof Uint8Array) return invoke<T>(command, args);
  return invoke<T>(command, wellFormed(args) as Record<string, unknown>);
}

/** The real thing. */
export const ipc: Ipc = {
  preferences: () => call('preferences'),
  support: () => call('support'),
  calm: () => call('calm'),

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
  search: (filter, offset, limit) => call('search', { filter, offset, limit }),
  days: (from, to) => call('days', { from, to }),
  day_entries: (day) => call('day_entries', { day }),
  neighbours: (id) => call('neighbours', { id }),
  add_picture: (bytes) => call('add_picture', bytes),
  choose_pictures: () => call('choose_pictures'),
  picture: (id, small) => call('picture', { id, small }),
  tags: () => call('tags'),
  change_tag: (tag, to) => call('change_tag', { tag, to }),
  tag_entries: (ids, add, remove) => call('tag_entries', { ids, add, remove }),
  trash_entries: (ids) => call('trash_entries', { ids }),
  restore_entries: (ids) => call('restore_entries', { ids }),
  trash: () => call('trash'),
  purge_entries: (ids) => call('purge_entries', { ids }),
  revisions: (id) => call('revisions', { id }),
  revision: (id, revision) => call('revision', { id, revision }),
  restore_revision: (id, revision) => call('restore_revision', { id, revision }),
  unseal: (id) => call('unseal', { id }),
  on_this_day: (day) => call('on_this_day', { day }),
  resurfacing: () => call('resurfacing'),
  set_resurfacing: (resurfacing) => call('set_resurfacing', { resurfacing }),
  new_check_in: () => call('new_check_in'),
  save_check_in: (check_in) => call('save_check_in', { check_in }),
  check_in: (id) => call('check_in', { id }),
  check_ins: (filter, offset, limit) => call('check_ins', { filter, offset, limit }),
  entry_check_ins: (id) => call('entry_check_ins', { id }),
  check_in_choices: () => call('check_in_choices'),
  save_feeling: (feeling) => call('save_feeling', { feeling }),
  delete_feeling: (id) => call('delete_feeling', { id }),
  set_trackers: (trackers) => call('set_trackers', { trackers }),
  feelings_span: () => call('feelings_span'),
  series: (measure, from, to) => call('series', { measure, from, to }),
  felt_points: (from, to) => call('felt_points', { from, to }),
  words_felt: (from, to) => call('words_felt', { from, to }),
  goes_with: (measure, from, to) => call('goes_with', { measure, from, to }),
  marks: (from, to) => call('marks', { from, to }),
  save_mark: (mark) => call('save_mark', { mark }),
  entry_feelings: () => call('entry_feelings'),
  reviews: () => call('reviews'),
  save_table: (name, csv) => call('save_table', { name, csv }),
  library: () => call('library'),
  reflect: () => call('reflect'),
  set_person: (person) => call('set_person', { person }),
  todays_prompt: () => call('todays_prompt'),
  another_prompt: () => call('another_prompt'),
  set_prompt_hidden: (id, hidden) => call('set_prompt_hidden', { id, hidden }),
  set_favourite: (id, favourite) => call('set_favourite', { id, favourite }),
  save_prompt: (id, text) => call('save_prompt', { id, text }),
  delete_prompt: (id) => call('delete_prompt', { id }),
  new_sheet: (sheet) => call('new_sheet', { sheet }),
  sheet_draft: (id) => call('sheet_draft', { id }),
  write_sheet: (draft) => call('write_sheet', { draft }),
  paths: () => call('paths'),
  walk: (path) => call('walk', { path }),
  answer_primer: (path, answer) => call('answer_primer', { path, answer }),
  save_place: (place) => call('save_place', { place }),
  set_step: (id, step, on) => call('set_step', { id, step, on }),
  step_entries: (step) => call('step_entries', { step }),
  answers_to: (prompt) => call('answers_to', { prompt }),
  burn_letter: (id) => call('burn_letter', { id }),
  together: () => call('together'),
  make_card: (name) => call('make_card', { name }),
  save_card: (as_picture) => call('save_card', { as_picture }),
  read_card: (text) => call('read_card', { text }),
  read_card_picture: (bytes) => call('read_card_picture', bytes),
  choose_card: () => call('choose_card'),
  add_partner: (line, called) => call('add_partner', { line, called }),
  replace_card: (partner, line) => call('replace_card', { partner, line }),
  safety_words: (partner) => call('safety_words', { partner }),
  set_compared: (partner, compared) => call('set_compared', { partner, compared }),
  rename_partner: (partner, called) => call('rename_partner', { partner, called }),
  set_stopped: (partner, stopped) => call('set_stopped', { partner, stopped }),
  preview_share: (plan) => call('preview_share', { plan }),
  make_share: (plan, digest) => call('make_share', { plan, digest }),
  make_reader_page: (plan, digest, called, passphrase) => call('make_reader_page', { plan, digest, called, passphrase }),
  choose_share: () => call('choose_share'),
  open_share: (bytes) => call('open_share', bytes),
  keep_arrived: (number) => call('keep_arrived', { number }),
  decline_arrived: (number) => call('decline_arrived', { number }),
  leave_arrived: (number) => call('leave_arrived', { number }),
  own_file: () => call('own_file'),
  own_picture: (number) => call('own_picture', { number }),
  leave_own_file: () => call('leave_own_file'),
  received: (id) => call('received', { id }),
  save_reply: (received, reply) => call('save_reply', { received, reply }),
  find_received: (words) => call('find_received', { words }),
  send_reply: (received, reply) => call('send_reply', { received, reply }),
  question: (id) => call('question', { id }),
  save_question: (draft) => call('save_question', { draft }),
  send_question: (id) => call('send_question', { id }),
  templates: () => call('templates'),
  save_template: (template) => call('save_template', { template }),
  delete_template: (id) => call('delete_template', { id }),
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
