/** How a picture of the journal stands in the text: `![what it shows](picture:ID)`. */

export interface PictureAttrs {
  id: string;
  /** What it shows, in the person's words; may be empty. */
  alt: string;
}

/** The id in a picture's address; null for any other address, which is never asked for. */
export function pictureId(url: string): string | null {
  return /^picture:([\w-]+)$/.exec(url)?.[1] ?? null;
}

/** The picture as Markdown, on one line. */
export function pictureSource({ id, alt }: PictureAttrs): string {
  return `![${alt.replace(/\s+/g, ' ').replace(/[\\[\]*_`~<&!]/g, '\\$&')}](picture:${id})`;
}
