import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.js';

/** What runs in the reader's browser: one classic script and one style sheet, read by `readAssets`. */
const browser = defineConfig({
  entry: { page: 'src/browser/page.ts', style: 'src/browser/style.css' },
  outDir: 'dist/browser',
  format: 'iife',
  platform: 'browser',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  outExtension: () => ({ js: '.js' }),
  minify: true,
  clean: false,
  silent: true,
});

const modules = library({
  entry: ['src/**/*.ts', '!src/**/*.test.ts', '!src/browser/**'],
  // The two builds run side by side: neither may clean away what the other wrote.
  clean: false,
});

export default [modules, browser].flat();
