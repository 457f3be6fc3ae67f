/** What somebody else wrote: it may have been made to look like something it is not, or to keep whoever opens it waiting. */

/** A text without the signs that turn the order of its letters round. */
export const plainly = (text: string) => text.replace(/[\u202d\u202e]/g, '');

/** What a text may have before reading it as Markdown could take seconds: lines, signs that open and close something, those of one block. */
const LINES = 5000;
const SIGNS = 4000;
const BLOCK = 400;
/** The same of quotes and lists inside each other: the depth of each line, cubed as its cost is. */
const DEPTHS = 10_000;

/** How far in a line begins: the quotes and lists that it opens or goes on with. */
function depth(line: string): number {
  const begun = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))+/.exec(line)?.[0] ?? '';
  return Math.max(begun.match(/[^ \t\d]/g)?.length ?? 0, begun.replaceAll('\t', '    ').length / 2);
}

/** Whether reading it as Markdown could take long: then it is shown as it was typed. */
export function isCostly(markdown: string): boolean {
  const lines = markdown.split(/\r\n?|\n/);
  if (lines.length > LINES) return true;
  let [all, block, depths] = [0, 0, 0];
  for (const line of lines) {
    const signs = line.match(/[*_~`[\]<]/g)?.length ?? 0;
    all += signs;
    block = line.trim() ? block + signs : 0;
    depths += depth(line) ** 3;
    if (all > SIGNS || block > BLOCK || depths > DEPTHS) return true;
  }
  return false;
}

/** Levels for headings that stand under one of `level`: as they are inside each other, and none left out on the way down. */
export function outline(headings: readonly number[], level: number): number[] {
  const above: number[] = [];
  return headings.map((heading) => {
    while ((above.at(-1) ?? 0) >= heading) above.pop();
    above.push(heading);
    return Math.min(6, level + above.length);
  });
}
