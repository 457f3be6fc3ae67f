/** The part of the fake shell that keeps check-ins: the same answers as the core's, worked out the slow way. */
import type { CheckIn } from './bindings/CheckIn';
import type { CheckInChoices } from './bindings/CheckInChoices';
import type { DayValue } from './bindings/DayValue';
import type { Factor } from './bindings/Factor';
import type { Feeling } from './bindings/Feeling';
import type { Mark } from './bindings/Mark';
import type { Named } from './bindings/Named';
import type { Tracker } from './bindings/Tracker';
import type { WordFelt } from './bindings/WordFelt';
import type { Ipc } from './ipc';
import type { FakeState } from './ipc.fake';

/** What a test may set about feelings. */
export interface FakeFeelings {
  checkIns: Map<string, CheckIn>;
  marks: Map<string, Mark>;
  ownFeelings: Feeling[];
  trackers: Tracker[];
  /** Tables that were written. */
  tables: { name: string; csv: string }[];
}

type Commands = Pick<
  Ipc,
  | 'new_check_in' | 'save_check_in' | 'check_in' | 'check_ins' | 'entry_check_ins' | 'check_in_choices' | 'save_feeling' | 'delete_feeling'
  | 'set_trackers' | 'feelings_span' | 'series' | 'felt_points' | 'words_felt' | 'goes_with' | 'marks' | 'save_mark' | 'entry_feelings' | 'save_table'
>;

const FEWEST = 10;
const DAY = 86_400_000;

/** A check-in with what a test leaves out. */
export function checkInOf(some: Partial<CheckIn> & Pick<CheckIn, 'id' | 'at'>): CheckIn {
  const pulse = { trust: null, safe: null, hope: null, closeness: null, intrusive: null };
  return { pleasant: null, energy: null, feelings: [], places: [], triggers: [], needs: [], pulse, trackers: [], note: '', entry: null, ...some };
}

const WORDS: [string, string, string, number, number, string][] = [
  ['furious', 'furious', 'Hot, loud and wide awake.', -0.9, 0.92, 'anger'],
  ['resentful', 'resentful', 'It still counts, and nobody has made it right.', -0.6, 0.25, 'anger'],
  ['panicky', 'panicky', 'Everything at once, and no way out.', -0.85, 0.85, 'fear'],
  ['on-guard', 'on guard', 'Listening for the door, the phone, the tone.', -0.45, 0.5, 'fear'],
  ['wary', 'wary', 'Careful. Not yet sure.', -0.25, 0.2, 'fear'],
  ['hurt', 'hurt', 'It went in, and it is still there.', -0.7, -0.05, 'hurt'],
  ['ashamed', 'ashamed', 'Wanting not to be seen.', -0.75, -0.3, 'shame'],
  ['guilty', 'guilty', 'Knowing what I did.', -0.6, 0.1, 'shame'],
  ['sad', 'sad', 'Slow and heavy, near to tears.', -0.6, -0.5, 'sadness'],
  ['hopeless', 'hopeless', 'As if nothing would change.', -0.9, -0.7, 'sadness'],
  ['tired', 'tired', 'Not much left.', -0.3, -0.75, 'tired'],
  ['numb', 'numb', 'Nothing much comes through.', -0.4, -0.85, 'tired'],
  ['trapped', 'trapped', 'No door that I can see.', -0.8, 0.4, 'fear'],
  ['lonely', 'lonely', 'Nobody near enough.', -0.55, -0.35, 'longing'],
  ['torn', 'torn', 'Two wishes, opposite ways.', -0.35, 0.35, 'turmoil'],
  ['calm', 'calm', 'Nothing pulls.', 0.55, -0.55, 'calm'],
  ['relieved', 'relieved', 'It let go.', 0.5, -0.15, 'calm'],
  ['lighter', 'lighter', 'A little less to carry.', 0.45, 0.1, 'calm'],
  ['glad', 'glad', 'Simply good, for now.', 0.7, 0.3, 'joy'],
  ['close', 'close', 'Near to somebody.', 0.7, -0.05, 'joy'],
  ['playful', 'playful', 'Ready to laugh.', 0.75, 0.7, 'joy'],
  ['hopeful', 'hopeful', 'It may go well.', 0.4, 0.25, 'hope'],
  ['steady', 'steady', 'On my own feet.', 0.5, -0.3, 'strength'],
  ['clear', 'clear', 'I know what is so.', 0.45, 0.35, 'strength'],
];
const named = (pairs: string): Named[] => pairs.split('; ').map((name) => ({ id: name.replaceAll(' ', '-'), name }));
const PLACES = named('head; face; eyes; jaw; throat; neck; shoulders; chest; heart; stomach; back; arms; hands; legs; feet; skin; all over; nowhere');
const TRIGGERS = named('a message; a name on a screen; coming home late; a song; a place; an argument; a talk that went well; nothing I can name');
const NEEDS = named('a walk; to be alone; to be held; to be heard; sleep; a clear answer; to cry; nothing right now');
const FAMILIES = ['anger', 'fear', 'hurt', 'shame', 'sadness', 'tired', 'longing', 'turmoil', 'calm', 'joy', 'hope', 'strength'];

const day = (at: string) => at.slice(0, 10);
const within = (at: string, from: string, to: string) => day(at) >= from && day(at) <= to;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const fold = (text: string) => text.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const bare = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** Every measure of a check-in. */
function measures(one: CheckIn): [string, number][] {
  const pulse = Object.entries(one.pulse).filter((entry): entry is [string, number] => entry[1] !== null);
  const point: [string, number][] = one.pleasant === null || one.energy === null ? [] : [['pleasant', one.pleasant], ['energy', one.energy]];
  return [...point, ...pulse, ...one.trackers.map((tracked): [string, number] => [`tracker:${tracked.id}`, tracked.value])];
}

/** A bell curve over days, as wide as the core's. */
function smooth(days: DayValue[], from: string, to: string): { day: string; value: number }[][] {
  const span = (bare(to) - bare(from)) / DAY;
  const width = span <= 31 ? 2 : span <= 100 ? 4 : span <= 400 ? 12 : 35;
  const pieces: { day: string; value: number }[][] = [];
  let piece: { day: string; value: number }[] = [];
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return [];
  for (let at = bare(first.day); at <= bare(last.day); at += DAY) {
    const around = days.map((one) => ({ away: Math.abs(bare(one.day) - at) / DAY, value: one.value })).filter(({ away }) => away <= 3 * width);
    if (around.some(({ away }) => away <= 2 * width)) {
      const weights = around.map(({ away }) => Math.exp(-0.5 * (away / width) ** 2));
      const sum = around.reduce((total, { value }, index) => total + value * (weights[index] ?? 0), 0);
      piece.push({ day: new Date(at).toISOString().slice(0, 10), value: sum / weights.reduce((total, weight) => total + weight, 0) });
    } else if (piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
  }
  return [...pieces, piece];
}

export function feelings(state: FakeState & FakeFeelings, stamp: (date: Date) => string, fresh: (what: string) => string): Commands {
  const failure = (code: string) => ({ code, message: code, detail: null });
  const kept = () =>
    [...state.checkIns.values()].filter((one) => !state.trashed.has(one.id)).sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
  const choices = (): CheckInChoices => {
    const feelings: Feeling[] = [
      ...WORDS.map(([id, name, meaning, pleasant, energy, family]) => ({ id, name, meaning, pleasant, energy, family, own: false })),
      ...state.ownFeelings,
    ];
    const counts = new Map<string, number>();
    for (const felt of kept().flatMap((one) => one.feelings)) counts.set(felt.id, (counts.get(felt.id) ?? 0) + 1);
    const usual = [...counts].sort((a, b) => b[1] - a[1]).map(([id]) => id).filter((id) => feelings.some((feeling) => feeling.id === id)).slice(0, 12);
    const own = (list: Named[][]) => [...new Map(list.flat().filter((one) => one.id.startsWith('own:')).map((one) => [one.id, one])).values()];
    return {
      families: FAMILIES.map((id) => ({ id, name: id.charAt(0).toUpperCase() + id.slice(1) })),
      feelings,
      usual,
      places: PLACES,
      triggers: [...TRIGGERS, ...own(kept().map((one) => one.triggers))],
      needs: [...NEEDS, ...own(kept().map((one) => one.needs))],
      trackers: [...state.trackers].sort((a, b) => Number(a.archived) - Number(b.archived)),
    };
  };
  const identify = (list: Named[], known: Named[]) =>
    list.map((one) => (one.id ? one : (known.find((other) => fold(other.name) === fold(one.name)) ?? { id: `own:${fold(one.name)}`, name: one.name.trim() })));
  const sums = (measure: string) => state.trackers.some((tracker) => tracker.kind === 'count' && `tracker:${tracker.id}` === measure);
  const daily = (measure: string, from: string, to: string, sum = sums(measure)): DayValue[] => {
    const days = new Map<string, number[]>();
    for (const one of kept().filter((other) => within(other.at, from, to))) {
      for (const [name, value] of measures(one)) if (name === measure) days.set(day(one.at), [...(days.get(day(one.at)) ?? []), value]);
    }
    return [...days].sort((a, b) => a[0].localeCompare(b[0])).map(([date, values]) => ({
      day: date,
      value: sum ? values.reduce((total, value) => total + value, 0) : mean(values),
      lowest: Math.min(...values),
      highest: Math.max(...values),
      marks: values.length,
    }));
  };

  return {
    new_check_in: async () => checkInOf({ id: fresh('check-in'), at: stamp(state.now()) }),
    save_check_in: async (given) => {
      const point = [given.pleasant, given.energy].filter((value) => value !== null);
      if (point.length === 1 || point.some((value) => Math.abs(value) > 1)) throw failure('bad_input');
      const { feelings, triggers, needs } = choices();
      const words = given.feelings.map((felt) => {
        if (felt.id) return felt;
        const there = feelings.find((feeling) => fold(feeling.name) === fold(felt.name));
        return { ...felt, id: there?.id ?? `own:${fold(felt.name)}`, name: there?.name ?? felt.name.trim() };
      });
      const saved = { ...structuredClone(given), feelings: words, triggers: identify(given.triggers, triggers), needs: identify(given.needs, needs) };
      state.checkIns.set(saved.id, saved);
      state.trashed.delete(saved.id);
      return structuredClone(saved);
    },
    check_in: async (id) => {
      const one = state.checkIns.get(id);
      if (!one) throw failure('no_such_entry');
      return structuredClone(one);
    },
    check_ins: async (filter, offset, limit) => {
      const words = fold(filter.words).split(' ').filter(Boolean);
      return kept()
        .reverse()
        .filter((one) => within(one.at, filter.from ?? '0000', filter.to ?? '9999'))
        .filter((one) => !filter.feeling || one.feelings.some((felt) => felt.id === filter.feeling))
        .filter((one) => {
          const text = ` ${fold([...one.feelings, ...one.places, ...one.triggers, ...one.needs].map((part) => part.name).join(' '))} ${fold(one.note)}`;
          return words.every((word) => text.includes(` ${word}`));
        })
        .slice(offset, offset + limit)
        .map((one) => structuredClone(one));
    },
    entry_check_ins: async (id) => kept().filter((one) => one.entry === id).map((one) => structuredClone(one)),
    check_in_choices: async () => choices(),
    save_feeling: async (feeling) => {
      const there = choices().feelings.find((other) => fold(other.name) === fold(feeling.name));
      if (there && (!there.own || !feeling.id)) return there;
      const saved = { ...feeling, id: feeling.id || `own:${fold(feeling.name)}`, family: '', own: true };
      state.ownFeelings = [...state.ownFeelings.filter((other) => other.id !== saved.id), saved];
      return saved;
    },
    delete_feeling: async (id) => void (state.ownFeelings = state.ownFeelings.filter((feeling) => feeling.id !== id)),
    set_trackers: async (trackers) => {
      state.trackers = trackers.filter((tracker) => tracker.name.trim()).map((tracker) => ({ ...tracker, id: tracker.id || fresh('tracker') }));
      return structuredClone(state.trackers);
    },
    feelings_span: async () => {
      const all = kept();
      const first = all[0];
      const last = all.at(-1);
      const known = [...new Set(all.flatMap(measures).map(([measure]) => measure))].sort();
      return { check_ins: all.length, first: first ? day(first.at) : null, last: last ? day(last.at) : null, measures: known };
    },
    series: async (measure, from, to) => {
      const days = daily(measure, from, to);
      return {
        days,
        line: days.length > 0 ? smooth(days, from, to) : [],
        marks: days.reduce((sum, one) => sum + one.marks, 0),
        mean: days.length > 0 ? mean(days.map((one) => one.value)) : null,
      };
    },
    felt_points: async (from, to) =>
      kept().flatMap((one) => (within(one.at, from, to) && one.pleasant !== null && one.energy !== null ? [{ day: day(one.at), pleasant: one.pleasant, energy: one.energy }] : [])),
    words_felt: async (from, to) => {
      const words = new Map<string, WordFelt & { on: Set<string>; strengths: number[] }>();
      for (const one of kept().filter((other) => within(other.at, from, to))) {
        for (const felt of one.feelings) {
          const none = (length: number) => Array.from({ length }, () => 0);
          const word = words.get(felt.id) ?? { id: felt.id, name: felt.name, count: 0, days: 0, strength: null, hours: none(24), weekdays: none(7), months: none(12), on: new Set(), strengths: [] };
          const bump = (list: number[], place: number) => (list[place] = (list[place] ?? 0) + 1);
          word.count += 1;
          word.on.add(day(one.at));
          if (felt.strength !== null) word.strengths.push(felt.strength);
          bump(word.hours, Number(one.at.slice(11, 13)));
          bump(word.weekdays, (new Date(bare(day(one.at))).getUTCDay() + 6) % 7);
          bump(word.months, Number(one.at.slice(5, 7)) - 1);
          words.set(felt.id, word);
        }
      }
      return [...words.values()]
        .map(({ on, strengths, ...word }) => ({ ...word, days: on.size, strength: strengths.length > 0 ? mean(strengths) : null }))
        .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
    },
    goes_with: async (measure, from, to) => {
      const days = new Map(daily(measure, from, to).map((one) => [one.day, one.value]));
      const having = new Map<string, { kind: string; id: string; name: string; on: Set<string>; of: Set<string> }>();
      const every = new Set(days.keys());
      const put = (kind: string, id: string, name: string, on: string, of = every) => {
        if (!days.has(on)) return;
        const one = having.get(`${kind} ${id}`) ?? { kind, id, name, on: new Set(), of };
        one.on.add(on);
        having.set(`${kind} ${id}`, one);
      };
      for (const entry of state.entries.values()) if (!state.trashed.has(entry.id)) for (const tag of entry.tags) put('tag', tag, tag, day(entry.written_at));
      for (const one of kept()) {
        for (const [kind, list] of [['trigger', one.triggers], ['need', one.needs], ['place', one.places]] as const) {
          for (const said of list) put(kind, said.id, said.name, day(one.at));
        }
      }
      for (const tracker of state.trackers) {
        const noted = daily(`tracker:${tracker.id}`, from, to, false);
        const middle = mean(noted.map((one) => one.value));
        const of = new Set(noted.map((one) => one.day));
        for (const one of noted) if (one.value > middle) put('tracker', tracker.id, tracker.name, one.day, of);
      }
      const error = (values: number[]) => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1) / values.length;
      const factors: Factor[] = [];
      for (const { kind, id, name, on, of } of having.values()) {
        const values = (want: boolean) => [...of].filter((date) => days.has(date) && on.has(date) === want).map((date) => days.get(date) ?? 0);
        const [there, not] = [values(true), values(false)];
        if (there.length < FEWEST || not.length < FEWEST) continue;
        const apart = mean(there) - mean(not);
        if (Math.abs(apart) < 2 * Math.sqrt(error(there) + error(not))) continue;
        factors.push({ kind, id, name, with: there.length, without: not.length, mean_with: mean(there), mean_without: mean(not) });
      }
      const apart = (factor: Factor) => factor.mean_with - factor.mean_without;
      factors.sort((a, b) => Math.abs(apart(b)) - Math.abs(apart(a)));
      const values = [...days.values()];
      return {
        days: days.size,
        mean: values.length > 0 ? mean(values) : null,
        higher: factors.filter((factor) => apart(factor) > 0).slice(0, 8),
        lower: factors.filter((factor) => apart(factor) < 0).slice(0, 8),
        fewest: FEWEST,
      };
    },
    marks: async (from, to) =>
      [...state.marks.values()].filter((mark) => !state.trashed.has(mark.id) && mark.day >= from && mark.day <= to).sort((a, b) => a.day.localeCompare(b.day)),
    save_mark: async (mark) => {
      const saved = { ...mark, id: mark.id || fresh('mark'), text: mark.text.trim() };
      state.marks.set(saved.id, saved);
      return saved;
    },
    entry_feelings: async () => {
      const found = new Map<string, { id: string; name: string; of: Set<string> }>();
      for (const one of kept()) {
        if (one.entry === null || !state.entries.has(one.entry) || state.trashed.has(one.entry)) continue;
        for (const felt of one.feelings) {
          const use = found.get(felt.id) ?? { id: felt.id, name: felt.name, of: new Set() };
          use.of.add(one.entry);
          found.set(felt.id, use);
        }
      }
      return [...found.values()].map(({ id, name, of }) => ({ id, name, entries: of.size })).sort((a, b) => b.entries - a.entries || a.name.localeCompare(b.name));
    },
    save_table: async (name, csv) => {
      state.tables.push({ name, csv });
      return true;
    },
  };
}

/** Half a year of check-ins that ends at `until`: hard weeks first, a setback, slowly more good ones; some days without. */
export function sampleCheckIns(count = 180, until = new Date()): Map<string, CheckIn> {
  const all = new Map<string, CheckIn>();
  let seed = 7;
  const chance = () => ((seed = (seed * 16_807) % 2_147_483_647) - 1) / 2_147_483_646;
  const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  for (let back = count; back >= 0; back -= 1) {
    if (chance() < 0.18) continue;
    const so = 1 - back / Math.max(count, 1);
    const setback = Math.abs(so - 0.45) < 0.05 ? 0.6 : 0;
    for (let time = 0; time < (chance() < 0.3 ? 2 : 1); time += 1) {
      const pleasant = clamp(so * 0.9 - 0.55 - setback + (chance() - 0.5) * 0.9, -1, 1);
      const energy = clamp((chance() - 0.5) * 1.6, -1, 1);
      const near = [...WORDS].sort((a, b) => Math.hypot(a[3] - pleasant, a[4] - energy) - Math.hypot(b[3] - pleasant, b[4] - energy));
      const words = near.slice(0, 1 + Math.floor(chance() * 3)).map(([id, name]) => ({ id, name, strength: 1 + Math.floor(chance() * 5) }));
      const slider = (base: number) => Math.round(clamp(base + so * 4 - setback * 4 + (chance() - 0.5) * 3, 0, 10));
      const date = new Date(until.getTime() - back * DAY);
      date.setHours(time === 0 ? 8 + Math.floor(chance() * 3) : 20 + Math.floor(chance() * 3), Math.floor(chance() * 60), 0);
      const two = (value: number) => String(value).padStart(2, '0');
      const at = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:00+00:00`;
      const id = `check-in-${back}-${time}`;
      const pick = (list: Named[], odds: number) => (chance() < odds ? [list[Math.floor(chance() * list.length)] ?? { id: 'x', name: 'x' }] : []);
      const pulse = { trust: slider(2), safe: slider(3), hope: slider(3), closeness: slider(2), intrusive: Math.round(clamp(8 - so * 4 + setback * 3 + (chance() - 0.5) * 3, 0, 10)) };
      const triggers = pleasant < -0.3 ? [TRIGGERS[2] ?? { id: 'x', name: 'x' }].filter(() => chance() < 0.6) : pick(TRIGGERS, 0.4);
      all.set(id, checkInOf({
        id, at, pleasant, energy, feelings: words, pulse, triggers, places: pick(PLACES, 0.5), needs: pick(NEEDS, 0.5),
        trackers: [{ id: 'sleep', name: 'Hours of sleep', value: Math.round(clamp(5 + pleasant * 2 + chance() * 2, 0, 10)) }],
        note: chance() < 0.25 ? 'He rang before he left. I noticed that I waited less.' : '',
      }));
    }
  }
  return all;
}
