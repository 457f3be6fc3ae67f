/** The moment of an entry (RFC 3339), taken apart for native fields and put together again. */

export interface Parts {
  /** `2026-11-22`. */
  date: string;
  /** `08:40`. */
  time: string;
  /** `+01:00`. */
  offset: string;
}

export function partsOf(written_at: string): Parts {
  const [, date = '', time = '', offset = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[^Z+-]*(Z|[+-]\d\d:\d\d)?$/.exec(written_at) ?? [];
  return { date, time, offset: offset === 'Z' || !offset ? '+00:00' : offset };
}

/** The moment with other parts; null when there is no such day or time. Seconds stay where the minute does. */
export function moment(before: string, { date, time, offset }: Parts): string | null {
  const day = new Date(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || date < '0001-01-01' || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return null;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const old = partsOf(before);
  const seconds = old.time === time ? before.slice(17, 19) : '00';
  return `${date}T${time}:${seconds}${offset}`;
}

/** Every offset that is or was in use somewhere, west to east. */
export const OFFSETS = [
  '-12:00', '-11:00', '-10:00', '-09:30', '-09:00', '-08:00', '-07:00', '-06:00', '-05:00', '-04:00', '-03:30', '-03:00', '-02:00', '-01:00', '+00:00',
  '+01:00', '+02:00', '+03:00', '+03:30', '+04:00', '+04:30', '+05:00', '+05:30', '+05:45', '+06:00', '+06:30', '+07:00', '+08:00', '+08:45', '+09:00',
  '+09:30', '+10:00', '+10:30', '+11:00', '+12:00', '+12:45', '+13:00', '+14:00',
];
