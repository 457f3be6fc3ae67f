import type { Ipc } from '$lib/ipc';
import type { Desk } from '../writing/desk.svelte';
import type { Sheet } from '../writing/sheet.svelte';
import { holds, nameOf, type Period } from './periods';

/** The page about a period: the one that was kept, or a blank one that becomes an entry with its first word. */
export async function layPage(ipc: Ipc, desk: Desk, period: Period, kept: string | null): Promise<Sheet> {
  if (kept) return desk.open(kept);
  // One that could not be stored yet is nowhere but here.
  const unstored = desk.failing.find(({ review }) => review === period.text);
  if (unstored) return unstored;
  const entry = await ipc.new_entry();
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(entry.written_at)?.[0] ?? 'Z';
  const now = holds(period, entry.written_at.slice(0, 10));
  const page = desk.take({ ...entry, kind: 'reflection', review: period.text, written_at: now ? entry.written_at : `${period.to}T12:00:00${offset}` });
  // Not by retitle: a name alone is nothing that was written.
  page.title = nameOf(period);
  return page;
}
