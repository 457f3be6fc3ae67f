import type { Person } from '$lib/bindings/Person';
import type { PrimerAnswer } from '$lib/bindings/PrimerAnswer';
import type { Ipc } from '$lib/ipc';

/** The paths that are for a person, by their ids. */
export function pathsFor({ point_of_view }: Person): string[] {
  if (point_of_view === 'both') return ['hurt', 'broke-trust'];
  return [point_of_view === 'broke-trust' ? 'broke-trust' : 'hurt'];
}

/** The places of a primer's answers: yes and not sure lead in, not now and no are kept as they are. */
export const LEADS_IN: readonly number[] = [0, 3];

/** Whether a path is entered: what was answered last counts. */
export function entered(answers: PrimerAnswer[]): boolean {
  return LEADS_IN.includes(answers.at(-1)?.answer ?? -1);
}

/** Which path one looks at, where there are two. */
export class Which {
  path = $state('');
}

const all = new WeakMap<Ipc, Which>();

/** Kept while the window lives, as its shell does; never written down. */
export function which(ipc: Ipc): Which {
  const kept = all.get(ipc) ?? new Which();
  all.set(ipc, kept);
  return kept;
}
