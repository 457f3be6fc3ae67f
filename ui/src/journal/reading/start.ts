import type { Template } from '$lib/bindings/Template';

/** What a new entry begins with. */
export interface Start {
  /** The day it is written on, at noon; without it, now. */
  day?: string;
  kind?: string;
  template?: Template;
}
