/** The keys of writing, for the editor's toolbar and for the keyboard map. */
import { m } from '$lib/paraglide/messages';

export type FormatName =
  | 'bold' | 'italic' | 'strike' | 'heading1' | 'heading2' | 'heading3' | 'quote' | 'bullets' | 'numbers' | 'checks' | 'code' | 'link' | 'rule' | 'picture';

export interface Shortcut {
  /** Pressed together; `Mod` is Ctrl, or ⌘ on a Mac. */
  keys: readonly string[];
  message: () => string;
  /** The button of the toolbar that does the same. */
  format?: FormatName;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['Mod', 'B'], message: m.write_bold, format: 'bold' },
  { keys: ['Mod', 'I'], message: m.write_italic, format: 'italic' },
  { keys: ['Mod', 'Shift', 'S'], message: m.write_strike, format: 'strike' },
  { keys: ['Mod', 'Alt', '1'], message: m.write_heading_1, format: 'heading1' },
  { keys: ['Mod', 'Alt', '2'], message: m.write_heading_2, format: 'heading2' },
  { keys: ['Mod', 'Alt', '3'], message: m.write_heading_3, format: 'heading3' },
  { keys: ['Mod', 'Shift', 'B'], message: m.write_quote, format: 'quote' },
  { keys: ['Mod', 'Shift', '8'], message: m.write_bullets, format: 'bullets' },
  { keys: ['Mod', 'Shift', '7'], message: m.write_numbers, format: 'numbers' },
  { keys: ['Mod', 'Shift', '9'], message: m.write_checks, format: 'checks' },
  { keys: ['Mod', 'Enter'], message: m.write_check_turn },
  { keys: ['Mod', 'E'], message: m.write_code, format: 'code' },
  { keys: ['Mod', 'Alt', 'C'], message: m.write_code_block },
  { keys: ['Mod', 'Shift', 'K'], message: m.write_link, format: 'link' },
  { keys: ['Mod', 'Shift', 'H'], message: m.write_rule, format: 'rule' },
  { keys: ['Mod', 'Shift', 'P'], message: m.write_picture, format: 'picture' },
  { keys: ['Alt', 'F10'], message: m.write_to_toolbar },
  { keys: ['Mod', 'Shift', 'F'], message: m.write_focus },
  { keys: ['Mod', 'Z'], message: m.write_undo },
  { keys: ['Mod', 'Shift', 'Z'], message: m.write_redo },
  { keys: ['Shift', 'Enter'], message: m.write_break },
];
