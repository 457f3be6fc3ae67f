import { m } from '$lib/paraglide/messages';
import { SHORTCUTS } from '../writing/shortcuts';

/** Keys pressed together or one after the other ("Mod" is Ctrl, or ⌘ on a Mac), and what they do. */
export interface Key {
  keys: readonly string[];
  message: () => string;
}

export const MAC = /Mac/.test(navigator.platform);

/** Every combination, as the groups of the map. */
export const KEYS: { name: () => string; keys: readonly Key[] }[] = [
  {
    name: m.keys_anywhere,
    keys: [
      { keys: ['Mod', 'N'], message: m.key_new },
      { keys: ['Mod', 'J'], message: m.key_check_in },
      { keys: ['Mod', 'K'], message: m.key_palette },
      { keys: ['Mod', 'F'], message: m.key_search },
      { keys: ['/'], message: m.key_search },
      { keys: ['Mod', 'L'], message: m.key_lock },
      { keys: ['Shift', 'Shift', 'Shift'], message: m.key_panic },
      { keys: ['?'], message: m.keys_heading },
    ],
  },
  {
    name: m.keys_reading,
    keys: [
      { keys: MAC ? ['Mod', 'Alt', '↑'] : ['Alt', '↑'], message: m.key_newer },
      { keys: MAC ? ['Mod', 'Alt', '↓'] : ['Alt', '↓'], message: m.key_older },
      { keys: MAC ? ['Mod', '['] : ['Alt', '←'], message: m.key_back_page },
      { keys: ['Esc'], message: m.key_back },
      { keys: ['↓'], message: m.key_finds },
      { keys: ['Mod', 'A'], message: m.key_select_all },
      { keys: ['Shift', 'Click'], message: m.key_select_range },
    ],
  },
  {
    name: m.keys_feelings,
    keys: [
      { keys: ['←', '→', '↑', '↓'], message: m.key_point },
      { keys: ['Enter'], message: m.key_words },
      { keys: ['Mod', 'Enter'], message: m.key_done },
      ...(MAC ? [] : [{ keys: ['Alt', '←'], message: m.key_question_before }, { keys: ['Alt', '→'], message: m.key_question_after }]),
    ],
  },
  {
    name: m.keys_calendar,
    keys: [
      { keys: ['←', '→'], message: m.key_days },
      { keys: ['↑', '↓'], message: m.key_weeks },
      { keys: ['PageUp', 'PageDown'], message: m.key_months },
      { keys: ['Shift', 'PageUp'], message: m.key_years },
      { keys: ['Enter'], message: m.key_day },
    ],
  },
  {
    name: m.keys_writing,
    keys: [
      ...SHORTCUTS,
      { keys: ['#', 'Space'], message: m.key_heading },
      { keys: ['-', 'Space'], message: m.key_list },
      { keys: ['>', 'Space'], message: m.key_quote },
    ],
  },
];

const NAMES: Record<string, () => string> = {
  Mod: () => (MAC ? '⌘' : 'Ctrl'),
  Alt: () => (MAC ? '⌥' : 'Alt'),
  Shift: () => (MAC ? '⇧' : 'Shift'),
  PageUp: m.key_page_up,
  PageDown: m.key_page_down,
  Space: m.key_space,
  Click: m.key_click,
};

/** A key as it is printed on this keyboard. */
export function printed(key: string): string {
  return Object.hasOwn(NAMES, key) ? (NAMES[key]?.() ?? key) : key;
}
