import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, type Saving } from './autosave.svelte';

/** A shelf that takes some time, can fail, and remembers what it was given. */
function shelf(took = 20) {
  let text = '';
  const written: { text: string; at: number }[] = [];
  const log: string[] = [];
  const state = { failing: false, busy: 0, overlap: false };
  const during = async (what: string, work: () => void) => {
    state.busy += 1;
    if (state.busy > 1) state.overlap = true;
    await new Promise((done) => setTimeout(done, took));
    state.busy -= 1;
    if (state.failing) throw { code: 'disk_full' };
    log.push(what);
    work();
  };
  const saving: Saving = {
    write: () => {
      const now = text;
      return during(`write ${now}`, () => written.push({ text: now, at: Date.now() }));
    },
    keep: async () => {
      await during('keep', () => {});
      return true;
    },
  };
  const autosave = new Autosave(saving, 'blank');
  const type = (more: string) => {
    text += more;
    autosave.changed();
  };
  return { autosave, type, written, log, state, text: () => text };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('saving while one writes', () => {
  it('saves within a second of the last key', async () => {
    const { autosave, type, written } = shelf();
    type('a');
    expect(autosave.state).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(1000);
    expect(written.map((one) => one.text)).toEqual(['a']);
    expect(autosave.state).toBe('saved');
    expect(autosave.savedAt).not.toBeNull();
  });

  it.each([0, 20, 300, 700, 950])('never leaves a key unsaved for two seconds, without a pause (a save takes %i ms)', async (took) => {
    const { type, written, text } = shelf(took);
    const typed = new Map<number, number>();
    for (let key = 1; key <= 200; key += 1) {
      type('x');
      typed.set(text().length, Date.now());
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(2000);
    for (const [length, at] of typed) {
      const saved = written.find((one) => one.text.length >= length);
      expect((saved?.at ?? Infinity) - at).toBeLessThanOrEqual(2000);
    }
  });

  it('counts what putting the text together takes as part of a save', async () => {
    const at: number[] = [];
    // A text so long that the page stands still while it is put together.
    const write = async () => {
      vi.setSystemTime(Date.now() + 900);
      at.push(Date.now());
    };
    const autosave = new Autosave({ write, keep: async () => true }, 'blank');
    let first = 0;
    let worst = 0;
    for (let key = 0; key < 100; key += 1) {
      first ||= Date.now();
      autosave.changed();
      const saves = at.length;
      await vi.advanceTimersByTimeAsync(100);
      if (at.length > saves) {
        worst = Math.max(worst, (at.at(-1) ?? 0) - first);
        first = 0;
      }
    }
    expect(at.length).toBeGreaterThan(3);
    expect(worst).toBeLessThanOrEqual(2000);
  });

  it('has one save in flight, and the next takes the newest text', async () => {
    const { autosave, type, written, state } = shelf(5000);
    type('a');
    await vi.advanceTimersByTimeAsync(1000);
    type('b');
    type('c');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(written.map((one) => one.text)).toEqual(['a', 'abc']);
    expect(state.overlap).toBe(false);
    expect(autosave.state).toBe('saved');
  });

  it('keeps a revision after half a minute of rest, once', async () => {
    const { type, log } = shelf();
    type('a');
    await vi.advanceTimersByTimeAsync(29_000);
    expect(log).toEqual(['write a']);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(log).toEqual(['write a', 'keep']);
  });

  it('writes and keeps at once when asked to, and not what is kept already', async () => {
    const { autosave, type, log } = shelf();
    type('a');
    const flushed = autosave.flush();
    await vi.advanceTimersByTimeAsync(100);
    expect(await flushed).toBe(true);
    expect(autosave.settled).toBe(true);
    const again = autosave.flush();
    await vi.advanceTimersByTimeAsync(100);
    expect(await again).toBe(true);
    expect(log).toEqual(['write a', 'keep']);
  });

  it('takes what was typed while a flush was under way', async () => {
    const { autosave, type, written } = shelf(200);
    type('a');
    const flushed = autosave.flush();
    await vi.advanceTimersByTimeAsync(100);
    type('b');
    await vi.advanceTimersByTimeAsync(2000);
    expect(await flushed).toBe(true);
    expect(written.at(-1)?.text).toBe('ab');
  });
});

describe('when saving fails', () => {
  it('says so, keeps the text, and tries again with growing pauses until it works', async () => {
    const { autosave, type, written, state } = shelf(0);
    state.failing = true;
    type('a');
    await vi.advanceTimersByTimeAsync(800);
    expect(autosave.state).toBe('failed');
    expect(autosave.error).toEqual({ code: 'disk_full' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(autosave.state).toBe('failed');
    state.failing = false;
    await vi.advanceTimersByTimeAsync(11_000);
    expect(written.at(-1)?.text).toBe('a');
    expect(autosave.state).toBe('saved');
    expect(autosave.error).toBeNull();
  });

  it('tries again at the next key', async () => {
    const { autosave, type, written, state } = shelf(0);
    state.failing = true;
    type('a');
    await vi.advanceTimersByTimeAsync(20_000);
    state.failing = false;
    type('b');
    await vi.advanceTimersByTimeAsync(10);
    expect(written.at(-1)?.text).toBe('ab');
    expect(autosave.state).toBe('saved');
  });

  it('keeps nobody waiting who typed on for long meanwhile', async () => {
    const { autosave, type, state } = shelf(0);
    state.failing = true;
    for (const key of 'a disk that is full takes nothing, however long one types') {
      type(key);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(autosave.state).toBe('failed');
    state.failing = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect(autosave.state).toBe('saved');
  });

  it('answers a flush honestly', async () => {
    const { autosave, type, state } = shelf(0);
    state.failing = true;
    type('a');
    const first = autosave.flush();
    await vi.advanceTimersByTimeAsync(10);
    expect(await first).toBe(false);
    state.failing = false;
    const second = autosave.flush();
    await vi.advanceTimersByTimeAsync(10);
    expect(await second).toBe(true);
  });

  it('does not call a text kept whose revision failed', async () => {
    const { autosave, type, state, log } = shelf(0);
    type('a');
    await vi.advanceTimersByTimeAsync(800);
    state.failing = true;
    const flushed = autosave.flush();
    await vi.advanceTimersByTimeAsync(10);
    expect(await flushed).toBe(false);
    expect(autosave.settled).toBe(false);
    state.failing = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(log).toEqual(['write a', 'keep']);
    expect(autosave.settled).toBe(true);
  });
});
