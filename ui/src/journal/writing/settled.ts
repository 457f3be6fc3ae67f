import type { Ipc } from '$lib/ipc';
import type { Desk } from './desk.svelte';

/** What lists entries, or changes several: it must not miss what was typed on the page before. */
const ASKED = [
  'months', 'month_entries', 'search', 'days', 'day_entries', 'neighbours', 'tags', 'change_tag', 'tag_entries', 'trash_entries', 'trash',
  'revisions', 'on_this_day', 'check_in', 'check_ins', 'entry_check_ins', 'feelings_span', 'series', 'felt_points', 'words_felt', 'goes_with', 'entry_feelings', 'reviews', 'reflect', 'walk', 'step_entries', 'set_step', 'answers_to', 'preview_share', 'make_share', 'make_reader_page',
  'together', 'received', 'send_reply', 'question', 'send_question',
] as const satisfies (keyof Ipc)[];

/** The shell, asked about entries only when everything on the desk is stored, or cannot be. */
export function settled(ipc: Ipc, desk: Desk): Ipc {
  const after = (name: (typeof ASKED)[number]) => async (...args: unknown[]) => {
    await desk.flush();
    return (ipc[name] as (...args: unknown[]) => Promise<unknown>)(...args);
  };
  return { ...ipc, ...Object.fromEntries(ASKED.map((name) => [name, after(name)])) };
}
