import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The messages that stand in the page's own HTML, for whoever looks at it without its script. */
function spoken(html: string): string {
  const messages = JSON.parse(readFileSync(here('./messages/en.json'), 'utf8')) as Record<string, string>;
  const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return html.replace(/%(reader_\w+)%/g, (_, key: string) => {
    const words = messages[key];
    if (!words) throw new Error(`messages/en.json has no ${key}`);
    return words.replace(/[&<>]/g, (sign) => escaped[sign] as string);
  });
}

/** `'sha256-…'` of what stands between two tags. */
function named(text: string): string {
  // Browsers take other line ends for newlines before they count.
  if (text.includes('\r')) throw new Error('a carriage return would change the hash');
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Puts script and style into the page and lets nothing else be: one file, which names both by their hashes. */
function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const take = (end: string) => {
        const found = Object.values(bundle).filter(({ fileName }) => fileName.endsWith(end));
        const [only] = found;
        if (!only || found.length > 1) throw new Error(`the reader page has ${found.length} files *${end}`);
        delete bundle[only.fileName];
        return only.type === 'chunk' ? only.code : String(only.source);
      };
      // In a script these would end it or begin a comment.
      const script = take('.js').trim().replace(/<(?=\/script|!--)/gi, '\\x3C');
      const style = take('.css').trim();
      if (/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/.test(script)) {
        throw new Error('the reader page may not make markup or script out of text');
      }
      if (/<\/style|url\(|@import/i.test(style)) throw new Error('the style of the reader page may not load anything');
      const policy = [
        "default-src 'none'",
        `script-src ${named(script)}`,
        `style-src ${named(style)}`,
        'img-src blob:',
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; ');
      const html = take('.html')
        .replace(/\s*<link rel="stylesheet"[^>]*>/, () => `\n    <style>${style}</style>`)
        .replace(/<script type="module"[^>]*><\/script>/, () => `<script type="module">${script}</script>`)
        .replace(/<meta charset="utf-8" ?\/?>/i, (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`);
      if (html.split('@@SEALED@@').length !== 2) throw new Error('the reader page needs exactly one place for what is sealed');
      this.emitFile({ type: 'asset', fileName: 'reader.html', source: html });
    },
  };
}

// `npm run build` makes dist/reader.html after the window's pages. Under vitest: the built page in a real browser.
export default defineConfig({
  root: here('./reader'),
  cacheDir: here('./node_modules/.vite-reader'),
  base: './',
  plugins: [{ name: 'messages', transformIndexHtml: spoken }, oneFile()],
  resolve: {
    alias: {
      $lib: here('./src/lib'),
      ...Object.fromEntries(
        ['@noble/curves/ed25519.js', '@noble/curves/nist.js', '@noble/post-quantum/hybrid.js'].map((name) => [name, here('./reader/unused.ts')]),
      ),
      // What it has for browsers asks innerHTML what `&amp;` means.
      'decode-named-character-reference': here('./node_modules/decode-named-character-reference/index.js'),
    },
  },
  build: {
    target: ['es2022', 'safari16'],
    outDir: here('./dist'),
    emptyOutDir: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: { input: here('./reader/reader.html') },
  },
  test: { environment: 'node', include: ['browser.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
