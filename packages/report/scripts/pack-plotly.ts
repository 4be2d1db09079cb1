// Deflates the installed Plotly for the pages that have it inside. The build runs it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { packedPlotly } from '../src/page/packed.js';
import { deflateWell } from './deflate/deflate-well.js';
import { codeOf, keptText } from './kept-text.js';

const self = new URL('./pack-plotly.ts', import.meta.url);

/** Writes dist/browser/plotly.json of this package. To deflate takes most of a build, and Plotly seldom changes. */
export function packPlotly(): void {
  const require = createRequire(import.meta.url);
  const { version } = require('plotly.js-dist-min/package.json') as { version: string };
  const source = readFileSync(require.resolve('plotly.js-dist-min'), 'utf8');
  const text = keptText('plotly', [codeOf(self), version, source], () => packedText(version, source));
  const folder = new URL('../dist/browser/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('plotly.json', folder), text);
}

function packedText(version: string, source: string): string {
  const plotly = packedPlotly(source, deflateWell);
  if (plotly.styles.length !== 9)
    throw new Error('this version of Plotly sets its styles in another way: see stylesOf in packed.ts');
  return JSON.stringify({ version, ...plotly });
}
