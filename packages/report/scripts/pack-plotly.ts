// Deflates the installed Plotly for the pages that have it inside. The build runs it, because it takes seconds.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { packedPlotly } from '../src/page/packed.js';
import { deflateWell } from './deflate/deflate-well.js';

/** Writes dist/browser/plotly.json of this package. */
export function packPlotly(): void {
  const require = createRequire(import.meta.url);
  const { version } = require('plotly.js-dist-min/package.json') as { version: string };
  const source = readFileSync(require.resolve('plotly.js-dist-min'), 'utf8');
  const plotly = packedPlotly(source, deflateWell);
  if (plotly.styles.length !== 9)
    throw new Error('this version of Plotly sets its styles in another way: see stylesOf in packed.ts');
  const folder = new URL('../dist/browser/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('plotly.json', folder), JSON.stringify({ version, ...plotly }));
}
