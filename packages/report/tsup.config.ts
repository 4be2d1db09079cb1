import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.js';
import { listOthersInside } from './scripts/others-inside.js';
import { packPlotly } from './scripts/pack-plotly.js';
import { packScripts } from './scripts/pack-scripts.js';

/**
 * Lets the figures do without the `Buffer` of Node, which browsers lack. The import is not in the source, because it would change the
 * code of the figures' tasks, and every cached figure would be drawn again. It stands before the first line, so lines keep their
 * numbers.
 */
const bufferForBrowsers: Plugin = {
  name: 'buffer for browsers',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]typed-array[.]ts$/ }, async ({ path }) => ({
      contents: `import { Buffer } from './buffer.js'; ${await readFile(path, 'utf8')}`,
      loader: 'ts',
    }));
  },
};

const modules = library({
  entry: ['src/**/*.ts', '!src/**/*.test.ts', '!src/browser/**'],
  // The two builds run at the same time, so this one must not delete the files of the other.
  clean: ['!browser/**', '!**/*.d.ts', '!**/*.d.ts.map'],
  // The main entry does without @superposition/pipeline, but for these pure functions, of which it gets copies.
  noExternal: [
    /^@superposition\/pipeline\/internal\/(values\/(own|canonical-json|escape-html)|graph\/select)$/,
  ],
  esbuildPlugins: [bufferForBrowsers],
  tasks: () => import('@superposition/pipeline/bundle-tasks'),
});

/** The classic scripts and style sheets for the reader's browser, which the functions of read-assets.ts read. */
const browser = defineConfig({
  entry: {
    start: 'src/browser/start.ts',
    page: 'src/browser/page.ts',
    trainer: 'src/browser/training/worker.ts',
    series: 'src/browser/series.css',
    style: 'src/browser/style.css',
    watch: 'src/browser/watch.ts',
    'watch-style': 'src/browser/watch.css',
  },
  outDir: 'dist/browser',
  format: 'iife',
  platform: 'browser',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  outExtension: () => ({ js: '.js' }),
  clean: true,
  minify: true,
  metafile: true,
  silent: true,
  noExternal: [/./],
  esbuildPlugins: [bufferForBrowsers],
  onSuccess: async () => {
    packPlotly();
    packScripts();
    listOthersInside();
  },
});

export default [modules, browser].flat();
