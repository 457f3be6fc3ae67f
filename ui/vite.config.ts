import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// `--mode fake` builds the same two pages over the in-memory fake, for looking at them in an ordinary browser.
export default defineConfig(({ mode }) => ({
  plugins: [
    // Under vitest the messages are compiled before (npm test): the plugin keeps the process from ending.
    ...(mode === 'test'
      ? [svelteTesting()]
      : [
          paraglideVitePlugin({
            project: './project.inlang',
            outdir: './src/lib/paraglide',
            strategy: ['globalVariable', 'baseLocale'],
          }),
        ]),
    svelte(),
  ],
  resolve: {
    alias: {
      $lib: here('./src/lib'),
      $ipc: here(mode === 'fake' ? './src/lib/ipc.fake.entry.ts' : './src/lib/ipc.ts'),
    },
  },
  // The window loads pages from its own protocol; nothing may become an inline script or a data: font there.
  base: './',
  build: {
    target: ['es2022', 'safari16'],
    outDir: mode === 'fake' ? 'dist-fake' : 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: { lock: here('./lock.html'), journal: here('./journal.html') } },
  },
  server: { host: '127.0.0.1', port: 1420, strictPort: true },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: ['./test/setup.ts'],
    restoreMocks: true,
    // The property tests take seconds, more on a busy machine.
    testTimeout: 60_000,
  },
}));
