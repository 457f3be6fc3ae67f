import Activity from '@lucide/svelte/icons/activity';
import ArrowRight from '@lucide/svelte/icons/arrow-right';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import EyeOff from '@lucide/svelte/icons/eye-off';
import FileText from '@lucide/svelte/icons/file-text';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Lock from '@lucide/svelte/icons/lock';
import Mail from '@lucide/svelte/icons/mail';
import Moon from '@lucide/svelte/icons/moon';
import Plus from '@lucide/svelte/icons/plus';
import Search from '@lucide/svelte/icons/search';
import Share from '@lucide/svelte/icons/share';
import Sun from '@lucide/svelte/icons/sun';
import type { Preferences } from '$lib/bindings/Preferences';
import type { Template } from '$lib/bindings/Template';
import { m } from '$lib/paraglide/messages';
import type { PageName } from '../route.svelte';
import type { Option } from './option';
import type { View } from './reading.svelte';
import type { Start } from './start';

/** What the palette may ask of the window. */
export interface Doing {
  go: (page: PageName) => void;
  view: (view: View) => void;
  begin: () => void;
  checkIn: () => void;
  /** Something is to be shared. */
  share: () => void;
  start: (start: Start) => void;
  search: () => void;
  keys: () => void;
  theme: (theme: Preferences['theme']) => void;
  lock: () => void;
  hide: () => void;
}

/** A page to go to or a thing to do, by name. */
export interface Command extends Option {
  group: 'pages' | 'actions' | 'templates';
  run: () => void;
}

/** Everything the palette offers besides entries. */
export function commands(doing: Doing, templates: Template[]): Command[] {
  const page = (id: PageName, label: string): Command => ({ id, label, group: 'pages', icon: ArrowRight, run: () => doing.go(id) });
  const action = (id: string, label: string, icon: Option['icon'], run: () => void): Command => ({ id, label, group: 'actions', icon, run });
  return [
    page('today', m.today()),
    page('journal', m.journal()),
    { ...page('journal', m.view_calendar()), id: 'calendar', icon: CalendarDays, run: () => doing.view('calendar') },
    { ...page('journal', m.view_before()), id: 'before', icon: CalendarDays, run: () => doing.view('before') },
    page('reflect', m.reflect()),
    page('feelings', m.feelings()),
    page('path', m.path()),
    page('years', m.years()),
    page('together', m.together()),
    page('card', m.tog_card()),
    page('addpartner', m.tog_add()),
    page('ask', m.tog_ask()),
    page('checkins', m.check_ins()),
    page('reviews', m.reviews()),
    page('watched', m.watched()),
    page('tags', m.tags()),
    page('trash', m.trash()),
    page('support', m.support()),
    page('settings', m.settings()),
    action('new', m.new_entry(), Plus, doing.begin),
    action('checkin', m.check_in(), Activity, doing.checkIn),
    action('letter', m.palette_new_letter(), Mail, () => doing.start({ kind: 'letter' })),
    action('share', m.share_heading(), Share, doing.share),
    action('search', m.search_words(), Search, doing.search),
    action('keys', m.keys_heading(), Keyboard, doing.keys),
    action('light', m.palette_light(), Sun, () => doing.theme('light')),
    action('dark', m.palette_dark(), Moon, () => doing.theme('dark')),
    action('lock', m.lock(), Lock, doing.lock),
    action('hide', m.palette_hide(), EyeOff, doing.hide),
    ...templates.map((template): Command => ({
      id: `template/${template.id}`, label: template.name, group: 'templates', icon: FileText, run: () => doing.start({ template }),
    })),
  ];
}
