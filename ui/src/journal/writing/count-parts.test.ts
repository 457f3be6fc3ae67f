import { screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entryOf } from '$lib/ipc.fake';
import { box, show } from '../../../test/writing';
import { PartCounter } from './count-parts';
import { parts } from './lines';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets a second pass, and whatever it brings. */
const second = () => vi.advanceTimersByTimeAsync(1000);

describe('the words of a long text', () => {
  it('are all counted, in whatever parts it lies, none twice', async () => {
    const told = vi.fn();
    const texts = parts(`${'a long line of nine words, and no end '.repeat(200)}\n${'short lines\n'.repeat(5000)}`, 10_000);
    expect(texts.length).toBeGreaterThan(5);
    new PartCounter(texts, told);
    await second();
    expect(told.mock.calls).toEqual([[200 * 9 + 5000 * 2]]);
  });

  it('are counted again once one has stopped typing, and not at a key', async () => {
    const told = vi.fn();
    const texts = ['one two\n', 'three'];
    const counter = new PartCounter(texts, told);
    await second();
    for (const more of [' four', ' five', ' six']) {
      texts[1] += more;
      counter.changed(1);
      await vi.advanceTimersByTimeAsync(900);
    }
    expect(told.mock.calls).toEqual([[3]]);
    await second();
    expect(told.mock.calls).toEqual([[3], [6]]);
  });

  it('are not counted any more when it is put away', async () => {
    const told = vi.fn();
    new PartCounter(['one'], told).stop();
    await second();
    expect(told).not.toHaveBeenCalled();
  });

  it('stand where those of a short one stand', async () => {
    vi.useRealTimers();
    const entries = new Map([['big', entryOf({ id: 'big', parents: ['r'], written_at: '2026-11-20T08:40:12+01:00', body: 'line one\r\n'.repeat(40_000) })]]);
    show({ entries }, '#/entry/big');
    const area = (await box()) as HTMLTextAreaElement;
    await screen.findByText(/80,?000 words/, {}, { timeout: 5000 });
    area.value = `Two more ${area.value}`;
    area.dispatchEvent(new Event('input', { bubbles: true }));
    await screen.findByText(/80,?002 words/, {}, { timeout: 5000 });
  });
});
