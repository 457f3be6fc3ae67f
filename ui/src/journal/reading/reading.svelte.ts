import type { Filter } from '$lib/bindings/Filter';
import { today } from './calendar';
import { EVERYTHING } from './filter';
import { Selection } from './selection.svelte';

export const VIEWS = ['timeline', 'calendar', 'before'] as const;
export type View = (typeof VIEWS)[number];

/** Where one is in the Journal page. Kept while the window lives, never written down. */
export class Reading {
  view = $state<View>('timeline');
  filter = $state.raw<Filter>(EVERYTHING);
  /** How far the timeline was scrolled. */
  top = 0;
  /** The calendar's day, and whether one looks at its month or its year. */
  day = $state(today());
  scale = $state<'month' | 'year'>('month');
  /** Whether the search field was asked for. */
  searching = $state(false);
  /** Counts up when entries were changed from elsewhere on the page. */
  changes = $state(0);
  readonly selection = new Selection();

  /** Shows only the entries with a tag. */
  only(tag: string): void {
    this.view = 'timeline';
    this.filter = { ...EVERYTHING, tags: [tag] };
    this.top = 0;
  }
}
