import axe from 'axe-core';
import { expect } from 'vitest';

/** No violations that can be seen without layout; contrast is checked in the real window. */
export async function expectAccessible(): Promise<void> {
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset.theme = theme;
    document.documentElement.lang = 'en';
    document.title = 'Mend';
    const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  }
}
