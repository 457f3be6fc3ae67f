import type { Prompt } from '$lib/bindings/Prompt';
import type { Template } from '$lib/bindings/Template';

/** What a new entry begins with. */
export interface Start {
  /** The day it is written on, at noon; without it, now. */
  day?: string;
  kind?: string;
  template?: Template;
  /** A question to answer: it becomes the first heading. */
  prompt?: Pick<Prompt, 'id' | 'text'>;
  /** How a letter begins. */
  letter?: { title: string; opening: string };
  /** The step of a path that it is gathered under. */
  step?: string;
}
