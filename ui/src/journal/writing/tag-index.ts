/** The tags in use, ready to be offered at every key. */

/** More than this nobody reads. */
const MOST = 40;

const fold = (text: string) => text.trim().replace(/\s+/g, ' ').normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

export class TagIndex {
  #tags: { tag: string; folded: string }[];

  /** In the order they are to be offered. */
  constructor(tags: string[]) {
    this.#tags = tags.map((tag) => ({ tag, folded: fold(tag) }));
  }

  /** Those that begin with what was typed, then those with a word that does, then those that have it anywhere; none that is there already. */
  find(typed: string, taken: string[]): string[] {
    const wish = fold(typed);
    const has = new Set(taken);
    const ranks: string[][] = [[], [], []];
    for (const { tag, folded } of this.#tags) {
      const at = folded.indexOf(wish);
      if (at < 0 || has.has(tag)) continue;
      const rank = at === 0 ? 0 : /[\s/]/.test(folded[at - 1] ?? '') ? 1 : 2;
      ranks[rank]?.push(tag);
      if (ranks[0]?.length === MOST) break;
    }
    return ranks.flat().slice(0, MOST);
  }

  /** A tag as it is spelt already, whatever its capitals. */
  spelling(typed: string): string | undefined {
    const wish = typed.trim().replace(/\s+/g, ' ').toLocaleLowerCase();
    return wish ? this.#tags.find(({ tag }) => tag.toLocaleLowerCase() === wish)?.tag : undefined;
  }
}
