import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

const onlyIpc = {
  'no-restricted-imports': [
    'error',
    { patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/lib/ipc.ts reads the Tauri API.' }] },
  ],
};

export default ts.config(
  { ignores: ['dist', 'dist-fake', 'src/lib/paraglide', 'src/lib/bindings', 'coverage'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      ...onlyIpc,
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Text of the journal never becomes markup.' },
        { property: 'outerHTML', message: 'Text of the journal never becomes markup.' },
      ],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': 'error',
      // Links inside the window are hashes, there is no SvelteKit here.
      'svelte/no-navigation-without-resolve': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/lib/ipc.ts'], rules: { 'no-restricted-imports': 'off' } },
);
