/** The pages and their addresses. */
export const PAGES = [
  'today', 'journal', 'entry', 'new', 'versions', 'trash', 'tags',
  'feelings', 'checkin', 'checkins', 'watched', 'reviews', 'review',
  'reflect', 'begin', 'sheet', 'welcome',
  'path', 'primer', 'step', 'seam', 'years',
  'together', 'card', 'addpartner', 'partner', 'share', 'arrived', 'received', 'ask', 'question',
  'support', 'settings',
] as const;
export type PageName = (typeof PAGES)[number];
/** Pages that belong to the journal, and lead back. */
export const WITHIN_JOURNAL: readonly PageName[] = ['entry', 'new', 'versions', 'trash', 'tags'];
/** Pages that belong to the feelings, and lead back. */
export const WITHIN_FEELINGS: readonly PageName[] = ['checkin', 'checkins', 'watched', 'reviews', 'review'];
/** Pages that belong to reflecting, and lead back. */
export const WITHIN_REFLECT: readonly PageName[] = ['begin', 'sheet'];
/** Pages that belong to the path, and lead back. */
export const WITHIN_PATH: readonly PageName[] = ['primer', 'step', 'seam', 'years'];
/** Pages that belong to what two share, and lead back. */
export const WITHIN_TOGETHER: readonly PageName[] = ['card', 'addpartner', 'partner', 'share', 'arrived', 'received', 'ask', 'question'];
/** Pages that show one thing, and where one is without it. */
const OF_ONE: Partial<Record<PageName, PageName>> = { entry: 'journal', versions: 'journal', review: 'reviews', begin: 'reflect', sheet: 'reflect', primer: 'path', step: 'path', seam: 'path', partner: 'together', received: 'together', question: 'together' };

export interface Place {
  page: PageName;
  id: string;
}

/** Reads `#/entry/ID`; anything unknown is today. */
export function place(hash: string): Place {
  const [, page = '', id = ''] = /^#\/([a-z]+)(?:\/([^/]+))?$/.exec(hash) ?? [];
  const known = PAGES.find((name) => name === page) ?? 'today';
  const without = OF_ONE[known];
  return without && !id ? { page: without, id: '' } : { page: known, id: decodeURIComponent(id) };
}

/** The page of the rail that a page belongs to. */
export function home(page: PageName): PageName {
  if (WITHIN_JOURNAL.includes(page)) return 'journal';
  if (WITHIN_FEELINGS.includes(page)) return 'feelings';
  if (WITHIN_PATH.includes(page)) return 'path';
  if (WITHIN_TOGETHER.includes(page)) return 'together';
  return WITHIN_REFLECT.includes(page) ? 'reflect' : page;
}

/** Where the person is. */
export class Route {
  at = $state<Place>({ page: 'today', id: '' });
  /** How often the page changed here; with none before, there is nowhere to go back to. */
  steps = $state(0);

  /** Follows the address until the returned function is called. */
  follow(): () => void {
    const read = () => {
      this.at = place(location.hash);
      this.steps += 1;
    };
    this.at = place(location.hash);
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }

  go(page: PageName, id = ''): void {
    location.hash = id ? `#/${page}/${encodeURIComponent(id)}` : `#/${page}`;
  }

  /** Goes to a page in the place of this one, which is done with: Back does not lead to it. */
  replace(page: PageName, id = ''): void {
    this.rename(page, id);
    this.at = { page, id };
  }

  /** Gives the page where one is another address, without going anywhere. */
  rename(page: PageName, id: string): void {
    history.replaceState(null, '', id ? `#/${page}/${encodeURIComponent(id)}` : `#/${page}`);
  }

  back(): void {
    if (this.steps > 0) history.back();
    else this.go(home(this.at.page));
  }
}
