import Check from '@lucide/svelte/icons/check';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Flag from '@lucide/svelte/icons/flag';
import Heart from '@lucide/svelte/icons/heart';
import MapPin from '@lucide/svelte/icons/map-pin';
import Mail from '@lucide/svelte/icons/mail';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Sprout from '@lucide/svelte/icons/sprout';
import type { Component } from 'svelte';
import { m } from '$lib/paraglide/messages';

/** The sign of a kind of thing in a list; a free entry has none. */
export interface Kind {
  icon: Component<{ size?: number; 'aria-hidden'?: 'true' }>;
  name: () => string;
}

const kinds: Record<string, Kind> = {
  letter: { icon: Mail, name: m.kind_letter },
  win: { icon: Check, name: m.kind_win },
  reflection: { icon: MessagesSquare, name: m.kind_reflection },
  'check-in': { icon: Heart, name: m.kind_check_in },
  worksheet: { icon: ClipboardList, name: m.kind_worksheet },
  gratitude: { icon: Sprout, name: m.kind_gratitude },
};

/** What is no entry, and lies in the trash beside them. */
const others: Record<string, Kind> = { mark: { icon: Flag, name: m.kind_mark }, place: { icon: MapPin, name: m.kind_place } };
const all = { ...kinds, ...others };

export function kind(name: string): Kind | null {
  return Object.hasOwn(all, name) ? (all[name] ?? null) : null;
}

/** Every kind of entry, in the order they are offered for choosing. */
export const KINDS = ['free', ...Object.keys(kinds)];

/** The name of a kind; one this program does not know is shown as it is stored. */
export function kindName(name: string): string {
  return name === 'free' ? m.kind_free() : (kind(name)?.name() ?? name);
}
