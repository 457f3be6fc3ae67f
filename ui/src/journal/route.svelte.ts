/** The pages and their addresses. */
export const PAGES = ['today', 'journal', 'entry', 'new', 'versions', 'trash', 'tags', 'support', 'settings'] as const;
export type PageName = (typeof PAGES)[number];
/** Pages that belong to the journal, and lead back. */
export const WITHIN_JOURNAL: readonly PageName[] = ['entry', 'new', 'versions', 'trash', 'tags'];
/** Pages of one entry. */
const OF_ENTRY: readonly PageName[] = ['entry', 'versions'];

export interface Place {
  page: PageName;
  id: string;
}

/** Reads `#/entry/ID`; anything unknown is today. */
export function place(hash: string): Place {
  const [, page = '', id = ''] = /^#\/([a-z]+)(?:\/([^/]+))?$/.exec(hash) ?? [];
  const known = PAGES.find((name) => name === page) ?? 'today';
  return OF_ENTRY.includes(known) && !id ? { page: 'journal', id: '' } : { page: known, id: decodeURIComponent(id) };
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

  /** Gives the page where one is another address, without going anywhere. */
  rename(page: PageName, id: string): void {
    history.replaceState(null, '', `#/${page}/${encodeURIComponent(id)}`);
  }

  back(): void {
    if (this.steps > 0) history.back();
    else this.go('journal');
  }
}
