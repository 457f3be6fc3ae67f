import type { Person } from '$lib/bindings/Person';
import type { PointOfView } from '$lib/bindings/PointOfView';
import { m } from '$lib/paraglide/messages';

/** What can be chosen about who writes. A radio button has no null: the empty string is what was not said. */
interface Option<T extends string> {
  value: T;
  label: string;
}
type Stage = NonNullable<Person['stage']>;

export const views = (): Option<PointOfView>[] => [
  { value: 'hurt', label: m.about_me_hurt() },
  { value: 'broke-trust', label: m.about_me_broke_trust() },
  { value: 'both', label: m.about_me_both() },
  { value: 'unsure', label: m.about_me_unsure() },
];

export const whom = (): Option<string>[] => [
  { value: 'partner', label: m.about_me_partner() },
  { value: 'friend', label: m.about_me_friend() },
  { value: 'relative', label: m.about_me_relative() },
  { value: 'other', label: m.about_me_other() },
  { value: '', label: m.about_me_not_said() },
];

export const stages = (): Option<Stage | ''>[] => [
  { value: 'early', label: m.about_me_early() },
  { value: 'middle', label: m.about_me_middle() },
  { value: 'later', label: m.about_me_later() },
  { value: '', label: m.about_me_not_said() },
];
