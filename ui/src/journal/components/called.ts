import type { EntryRow } from '$lib/bindings/EntryRow';
import { m } from '$lib/paraglide/messages';

/** What an entry is called in a line; of a concealed one nothing is told. */
export function called({ concealed, title, excerpt }: Pick<EntryRow, 'concealed' | 'title' | 'excerpt'>): string {
  return concealed ? m.write_concealed_row() : title || excerpt.slice(0, 80) || m.untitled();
}
