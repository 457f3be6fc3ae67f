import { m } from '$lib/paraglide/messages';
import type { Chosen } from './chosen.svelte';

const list = new Intl.ListFormat(undefined, { type: 'unit' });

/** What of an entry goes, in a few words: “title, day, text, 2 pictures”. */
export function inWords(one: Chosen): string {
  const { entry, passing, planned } = one;
  if (!entry) return '';
  const all = one.pictures.length;
  const count = planned.pictures.length;
  return list.format([
    ...(planned.title && entry.title ? [m.share_word_title()] : []),
    ...(planned.day ? [m.share_word_day()] : []),
    ...(planned.tags && entry.tags.length > 0 ? [m.share_word_tags()] : []),
    ...(planned.feelings && one.felt.length > 0 ? [m.share_word_feelings()] : []),
    passing === null ? m.share_word_text() : m.share_word_passage(),
    ...(all === 0 ? [] : [count < all ? m.share_word_pictures_of({ count, all }) : m.share_word_pictures({ count })]),
  ]);
}
