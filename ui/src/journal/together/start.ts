/** What sharing begins with. */
export interface ShareStart {
  /** Entries, in the order they are to be read. */
  entries?: string[];
  /** Only this passage (Markdown) of the one entry. */
  passage?: string;
  /** A period of one measure. */
  measure?: { measure: string; from: string; to: string };
  /** With whom, if that is clear already. */
  partner?: string;
}
