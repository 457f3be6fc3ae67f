import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import messages from '../messages/en.json';
import { failure, sentence, SENTENCES } from '$lib/failure';
import { BOWL, INSIDE, SEAM, SEAM_INSIDE } from '$lib/look/mark';

const here = (path: string) => resolve(import.meta.dirname, path);
const read = (path: string) => readFileSync(here(path), 'utf8');
const shell = here('../../src-tauri/build.rs');
const icon = here('../../icons/mark.svg');

describe('the commands', () => {
  const called = [...read('../src/lib/ipc.ts').matchAll(/call\('([a-z_]+)'/g)].map((found) => found[1] ?? '').sort();

  it.skipIf(!existsSync(shell))('are those of the shell', () => {
    const list = /const COMMANDS[^=]*=\s*&\[([^\]]*)\]/.exec(readFileSync(shell, 'utf8'))?.[1] ?? '';
    expect(called).toEqual([...list.matchAll(/"([a-z_]+)"/g)].map((found) => found[1]).sort());
  });

  it('are named like their functions', () => {
    const pairs = [...read('../src/lib/ipc.ts').matchAll(/^ {2}([a-z_]+): \([^)]*\) => call\('([a-z_]+)'/gm)];
    expect(pairs).toHaveLength(called.length);
    for (const [, name, command] of pairs) expect(name).toBe(command);
  });
});

describe('the words', () => {
  const all = Object.entries(messages).filter(([key]) => key !== '$schema').map(([key, value]) => [key, JSON.stringify(value)] as const);

  it('never raise their voice', () => {
    expect(all.filter(([, text]) => text.includes('!'))).toEqual([]);
  });

  it('have one sentence for every error, and one for errors nobody knows', () => {
    const spoken = Object.keys(SENTENCES).map((code) => sentence({ code }));
    expect(new Set(spoken).size).toBe(spoken.length);
    expect(spoken.every((text) => text.length > 10)).toBe(true);
    expect(sentence({ code: 'toString' })).toBe(sentence(undefined));
    expect(failure({ code: 'wait', detail: { pause_seconds: 2.4 } })).toEqual({ code: 'wait', pauseSeconds: 3 });
  });
});

describe('the look', () => {
  const tokens = read('../src/lib/look/tokens.css');

  it('is as dark by the system as by choice', () => {
    const [chosen, system] = ["[data-theme='dark'] {", ":not([data-theme='light']) {"].map((start) =>
      tokens.slice(tokens.indexOf(start) + start.length).split('}')[0]?.replace(/\s+/g, ' ').trim());
    expect(chosen).toBeTruthy();
    expect(system).toBe(chosen);
  });

  it.skipIf(!existsSync(icon))('has the mark of the icons', () => {
    const paths = [...readFileSync(icon, 'utf8').matchAll(/ d="([^"]+)"/g)].map((found) => found[1]);
    expect([BOWL, INSIDE, SEAM_INSIDE, SEAM]).toEqual(paths);
  });

  it('is free of what the window forbids', () => {
    for (const page of ['../lock.html', '../journal.html']) expect(read(page)).not.toMatch(/style=|<style|<script(?![^>]*src=)/);
  });
});
