/** The built page in a real Chromium, from a file: address, as it comes out of a mail. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page as Tab } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { base64, entry, page, plain, png, sealed } from '../test/reader';
import type { Page } from './page';

const PASSPHRASE = 'velvet orbit maple canyon quiet';
const TEXT = 'It rained, and I walked all the way home.';

let folder: string;
let template: string;
let browser: Browser;
let tabs: { tab: Tab; problems: string[] }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mend-reader-'));
  await build({ configFile: fileURLToPath(new URL('../vite.reader.config.ts', import.meta.url)), logLevel: 'silent', build: { outDir: folder } });
  template = readFileSync(join(folder, 'reader.html'), 'utf8');
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromiumSandbox: false });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  const open = tabs;
  tabs = [];
  await Promise.all(open.map(({ tab }) => tab.context().close()));
  // Whatever a test is about: nothing was asked for, nothing was refused, nothing broke.
  expect(open.flatMap(({ problems }) => problems)).toEqual([]);
});

const pageWith = (fill: string) => template.replace('@@SEALED@@', () => fill);

async function show(html: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const path = join(folder, `${tabs.length}.html`);
  const address = pathToFileURL(path).href;
  writeFileSync(path, html);
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const problems: string[] = [];
  context.on('request', (request) => {
    // A picture of the page's own is not asked for anywhere.
    if (request.url() !== address && !request.url().startsWith('blob:null/')) problems.push(`request: ${request.url()}`);
  });
  // Chromium tells here, too, what the policy refused.
  tab.on('console', (message) => problems.push(`console: ${message.text()}`));
  tab.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  tab.on('dialog', (dialog) => problems.push(`dialog: ${dialog.message()}`));
  tabs.push({ tab, problems });
  await tab.goto(address);
  return tab;
}

const filled = async (content: Page, pictures: Uint8Array[] = []) => pageWith(base64(await sealed(plain(content, pictures), PASSPHRASE)));

async function open(tab: Tab, passphrase = PASSPHRASE): Promise<void> {
  await tab.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await tab.getByRole('button', { name: 'Open' }).click();
}

async function opened(tab: Tab): Promise<void> {
  await open(tab);
  await tab.getByRole('button', { name: 'Close' }).waitFor();
}

/** By Debian's `age` where there is one: a program that knows nothing of ours. It reads a passphrase only from a terminal. */
function sealedByAge(content: Uint8Array): Uint8Array {
  const [from, to] = [join(folder, 'plain'), join(folder, 'plain.age')];
  writeFileSync(from, content);
  const ran = spawnSync('script', ['-qec', `age --passphrase --output ${to} ${from}`, '/dev/null'], { input: `${PASSPHRASE}\n${PASSPHRASE}\n`, encoding: 'utf8', timeout: 60_000 });
  if (ran.status !== 0) throw new Error(`age did not seal it: ${ran.stdout}${ran.stderr}`);
  return readFileSync(to);
}

const haveAge = spawnSync('age', ['--version']).status === 0 && spawnSync('script', ['--version']).status === 0;

const full = (): Page =>
  page({
    note: 'I would like you to know this.',
    entries: [
      entry({ title: 'The way home', day: '2026-11-20', tags: ['autumn'], feelings: ['calm', 'sad'], body: `${TEXT}\n\n![The wet street](picture:0)`, pictures: [{ media: 'image/png', width: 120, height: 80, length: 0 }] }),
      entry({ body: '# Later\n\n- one\n- [x] two\n\n> **Three**' }),
    ],
    measures: [{ measure: 'trust', name: '', from: '2026-11-01', to: '2026-11-22', days: [{ day: '2026-11-02', value: 3.25 }] }],
  });

async function fullPage(): Promise<string> {
  const picture = png(120, 80, [85, 117, 95]);
  const content = full();
  for (const one of content.entries[0]?.pictures ?? []) one.length = picture.length;
  return filled(content, [picture]);
}

test('the page is one small file without a name or a word of what is inside', () => {
  expect(statSync(join(folder, 'reader.html')).size).toBeLessThan(300_000);
  expect(template.split('@@SEALED@@')).toHaveLength(2);
  expect(template).not.toMatch(/<script[^>]+src|<link|unsafe-/);
});

test.runIf(haveAge)('a file sealed by age opens after a wrong try, and the page stays awake meanwhile', async () => {
  const picture = png(120, 80, [85, 117, 95]);
  const content = full();
  for (const one of content.entries[0]?.pictures ?? []) one.length = picture.length;
  const tab = await show(pageWith(base64(sealedByAge(plain(content, [picture])))));
  expect(await tab.title()).toBe('Mend');
  expect(await tab.locator('body').innerText()).not.toContain('Ada');

  // What a person sees, frame by frame: a page that is held up draws none.
  await tab.evaluate(() => {
    const seen: [words: string, part: number][] = [];
    const look = () => {
      const form = document.querySelector('form[aria-busy=true]');
      if (form) seen.push([(form as HTMLElement).innerText, form.querySelector('progress')?.value ?? 0]);
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { seen });
  });
  const seen = () => tab.evaluate(() => (window as unknown as { seen: [string, number][] }).seen.splice(0));
  await open(tab, 'velvet orbit maple canyon loud');
  await tab.getByText('This passphrase does not open it.').waitFor();
  const frames = await seen();
  expect(frames[0]?.[0]).toContain('Opening. This takes a few seconds.');
  expect(new Set(frames.map(([, part]) => part)).size).toBeGreaterThan(2);
  expect(await tab.evaluate(() => document.activeElement?.id)).toBe('passphrase');

  await opened(tab);
  await tab.getByRole('heading', { name: 'From Ada', level: 1 }).waitFor();
  await tab.getByText(TEXT).waitFor();
  await tab.getByRole('heading', { name: 'The way home', level: 2 }).waitFor();
  await tab.getByRole('row', { name: /3\.3/ }).waitFor();
  const image = tab.getByRole('img', { name: 'The wet street' });
  await expect.poll(() => image.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBe(120);
});

test('closing leaves nothing of it, and it can be opened again', async () => {
  const tab = await show(await fullPage());
  await opened(tab);
  await tab.getByRole('button', { name: 'Close' }).click();
  await tab.getByText('Closed.').waitFor();
  expect(await tab.content()).not.toContain(TEXT);
  expect(await tab.getByLabel('Passphrase', { exact: true }).inputValue()).toBe('');
  await opened(tab);
  await tab.getByText(TEXT).waitFor();
});

test('what somebody hostile wrote does nothing', async () => {
  const bodies = [
    '<script>window.ran = true</script><img src=x onerror="window.ran = true"><svg onload="window.ran = true">',
    '<iframe src="https://example.org/frame"></iframe>',
    '[a bank](javascript:window.ran=true) and [another](https://example.org/link) and <https://example.org/auto>',
    '![far](https://example.org/picture.png) ![file](file:///etc/hostname) ![data](data:image/svg+xml,<svg/onload=alert(1)>) ![none](picture:7)',
    '\u202Edesrever\u202C and \u2066\u2066\u2066open',
    `${'>'.repeat(3000)} deep`,
    `${'*a '.repeat(3000)}`,
    `${'- '.repeat(400)}x`,
    '</script></div><h1>not a heading of the page</h1>',
  ];
  const content = page({ from: '<b>\u202EAda</b>', note: '<img src=https://example.org/note>', entries: bodies.map((body) => entry({ title: '<i>title</i>', tags: ['<u>'], feelings: ['\u202E'], body })) });
  const tab = await show(await filled(content));
  await opened(tab);
  expect(await tab.evaluate(() => 'ran' in window)).toBe(false);
  expect(await tab.locator('a, iframe, img, b, i, u, h1:not(:first-child), main svg').count()).toBe(0);
  expect(await tab.evaluate(() => document.querySelectorAll('script').length)).toBe(2);
  await tab.getByText('a bank (javascript:window.ran=true)').waitFor();
  await tab.getByText('<iframe src="https://example.org/frame"></iframe>').waitFor();
  expect(await tab.getByText('deep').count()).toBe(1);
});

test('a megabyte of text is shown', async () => {
  const tab = await show(await filled(page({ entries: [entry({ body: 'A quiet walk in the *rain*.\n\n'.repeat(36_000) })] })));
  await opened(tab);
  expect((await tab.locator('article').innerText()).length).toBeGreaterThan(1_000_000);
});

test('what is damaged is told: at once if it can be seen, else after the passphrase', async () => {
  for (const fill of ['@@SEALED@@', '', 'not base64!', base64(Buffer.from('something else'))]) {
    const tab = await show(pageWith(fill));
    await tab.getByText('This file is damaged or not whole').waitFor();
    expect(await tab.getByRole('button').count()).toBe(0);
  }
  const whole = await sealed(plain(page({ entries: [entry({ body: TEXT })] })), PASSPHRASE);
  const flipped = Uint8Array.from(whole);
  flipped[flipped.length - 20] = (flipped.at(-20) ?? 0) ^ 1;
  for (const file of [flipped, whole.slice(0, -1), await sealed(plain('{"from": '), PASSPHRASE)]) {
    const tab = await show(pageWith(base64(file)));
    await open(tab);
    await tab.getByText('This file is damaged or not whole').waitFor();
    expect(await tab.content()).not.toContain(TEXT);
  }
});

test('a page whose end was lost says so', async () => {
  const whole = await fullPage();
  const tab = await show(whole.slice(0, whole.indexOf('</script>\n  </body>') - 40));
  await open(tab);
  await tab.getByText('This file is damaged or not whole').waitFor();
});

test('a viewer without scripts says where to open it', async () => {
  // With its scripts switched off by the driver, Chromium still leaves these words out. A parsed document has none to run.
  const tab = await show('<!doctype html>');
  const words = await tab.evaluate((html) => new DOMParser().parseFromString(html, 'text/html').body.textContent, template);
  expect(words).toContain('Open this file in a browser');
  expect(words).not.toContain('%');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`everybody can use it: ${colorScheme}`, async () => {
    const tab = await show(await fullPage(), { colorScheme });
    const check = async () => {
      await tab.evaluate(axe.source);
      const { violations } = await tab.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    };
    await check();
    await open(tab, 'another');
    await tab.getByText('This passphrase does not open it.').waitFor();
    await check();
    await opened(tab);
    await check();
    expect(await tab.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await tab.getByRole('button', { name: 'Close' }).click();
    await tab.getByText('Closed.').waitFor();
    await check();
  });
}

test('a narrow screen never scrolls sideways', async () => {
  const wide = page({ from: 'A'.repeat(120), note: 'n'.repeat(400), entries: [entry({ title: 't'.repeat(200), tags: ['g'.repeat(200)], body: `${'w'.repeat(500)}\n\n\`${'c'.repeat(500)}\`\n\n[x](https://example.org/${'p'.repeat(500)})\n\n| ${'h'.repeat(300)} |\n|-|` })], measures: full().measures });
  const tab = await show(await filled(wide), { viewport: { width: 360, height: 640 } });
  const overflow = () => tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow()).toBe(0);
  await opened(tab);
  expect(await overflow()).toBe(0);
});

test('on paper there is nothing to press', async () => {
  const tab = await show(await fullPage(), { colorScheme: 'dark' });
  await opened(tab);
  await tab.emulateMedia({ media: 'print' });
  expect(await tab.getByRole('button').count()).toBe(0);
  await tab.getByText(TEXT).waitFor();
  expect(await tab.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
});

test('the guards of these tests notice what they are there for', async () => {
  const tab = await show(await fullPage());
  await tab.evaluate(() => {
    document.body.append(Object.assign(new Image(), { src: 'https://example.org/seen.png' }));
    void fetch('https://example.org/').catch(() => {});
  });
  const problems = tabs.at(-1)?.problems ?? [];
  await expect.poll(() => problems.filter((one) => one.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(2);
  problems.length = 0;
});
