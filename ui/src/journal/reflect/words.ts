import type { Answered } from '$lib/bindings/Answered';
import { m } from '$lib/paraglide/messages';
import { plainDay } from '../reading/calendar';
import type { Choice, Piece, View } from './choosing';

const THEMES: Record<string, () => string> = {
  amends: m.reflect_theme_amends, anger: m.reflect_theme_anger, body: m.reflect_theme_body, boundaries: m.reflect_theme_boundaries,
  everyday: m.reflect_theme_everyday, feelings: m.reflect_theme_feelings, forgiveness: m.reflect_theme_forgiveness, grief: m.reflect_theme_grief,
  help: m.reflect_theme_help, hope: m.reflect_theme_hope, own: m.reflect_theme_own, promises: m.reflect_theme_promises, remorse: m.reflect_theme_remorse,
  safety: m.reflect_theme_safety, self: m.reflect_theme_self, talking: m.reflect_theme_talking, together: m.reflect_theme_together,
  trust: m.reflect_theme_trust, truth: m.reflect_theme_truth,
};
/** One that this version has no word for is called as it is. */
export const themeName = (theme: string) => THEMES[theme]?.() ?? theme;

const DEPTHS = { light: m.reflect_depth_light, middle: m.reflect_depth_middle, deep: m.reflect_depth_deep } satisfies Record<Piece['depth'], () => string>;
export const depthName = (depth: Piece['depth']) => DEPTHS[depth]();

const STAGES = { early: m.reflect_stage_early, middle: m.reflect_stage_middle, later: m.reflect_stage_later, any: m.reflect_stage_any } satisfies Record<Piece['stage'], () => string>;
export const stageName = (stage: Piece['stage']) => STAGES[stage]();

const WHOM = { me: m.reflect_whom_me, both: m.reflect_whom_both, all: m.reflect_whom_all } satisfies Record<Choice['whom'], () => string>;
export const whomName = (whom: Choice['whom']) => WHOM[whom]();

const VIEWS = { questions: m.reflect_questions, reflections: m.reflect_reflections, worksheets: m.reflect_worksheets } satisfies Record<View, () => string>;
export const viewName = (view: View) => VIEWS[view]();

const BEYOND: Record<string, () => string> = {
  activities: m.reflect_beyond_activities, agreements: m.reflect_beyond_agreements, amends: m.reflect_beyond_amends, helpers: m.reflect_beyond_helpers,
  path: m.reflect_beyond_path, promises: m.reflect_beyond_promises, sharing: m.reflect_beyond_sharing, talks: m.reflect_beyond_talks, timer: m.reflect_beyond_timer,
};
/** That a practice gets a page of its own later. */
export const beyondName = (beyond: string) => BEYOND[beyond]?.() ?? m.reflect_beyond_other();

/** When something was written about. */
export function written({ entries, last }: Answered): string {
  const day = plainDay(last);
  if (entries === 1) return m.reflect_written_once({ day });
  return entries === 2 ? m.reflect_written_twice({ day }) : m.reflect_written_often({ count: entries, day });
}

/** A part of an article as one would call it: its numbers help nobody who does not have it open. */
export function partName(section: string): string {
  return /^FAQ\d*$/.test(section) ? m.reflect_part_questions() : section.replace(/^\d+ /, '');
}
