// Deflates the installed Plotly for the pages that have it inside. The build runs it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { packedPlotly } from '../src/page/packed.js';
import { deflateWell } from './deflate/deflate-well.js';

const self = new URL('./pack-plotly.ts', import.meta.url);
/** A text by what it was made from, because to make it takes most of a build, and Plotly seldom changes. */
const kept = new URL('../../../node_modules/.cache/packed-plotly.json', import.meta.url);

/** Writes dist/browser/plotly.json of this package. */
export function packPlotly(): void {
  const require = createRequire(import.meta.url);
  const { version } = require('plotly.js-dist-min/package.json') as { version: string };
  const source = readFileSync(require.resolve('plotly.js-dist-min'), 'utf8');
  const madeFrom = digestOf(version, source, ownCode());
  let text = readKept(madeFrom);
  if (text === undefined) {
    text = packedText(version, source);
    put(kept, JSON.stringify({ madeFrom, digest: digestOf(text), text }));
  }
  put(new URL('../dist/browser/plotly.json', import.meta.url), text);
}

function packedText(version: string, source: string): string {
  const plotly = packedPlotly(source, deflateWell);
  if (plotly.styles.length !== 9)
    throw new Error('this version of Plotly sets its styles in another way: see stylesOf in packed.ts');
  return JSON.stringify({ version, ...plotly });
}

/** The code that makes the text, with the packages that it uses. */
function ownCode(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(self)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['esbuild'],
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

function readKept(madeFrom: string): string | undefined {
  try {
    const read = JSON.parse(readFileSync(kept, 'utf8')) as Record<'madeFrom' | 'digest' | 'text', string>;
    return read.madeFrom === madeFrom && read.digest === digestOf(read.text) ? read.text : undefined;
  } catch {
    // There is none yet, or it is no JSON.
    return undefined;
  }
}

/** Writes a file in one step: builds of several checkouts may share the folder. */
function put(file: URL, text: string): void {
  mkdirSync(new URL('.', file), { recursive: true });
  const draft = new URL(`${file.href}.${process.pid}`);
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function digestOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} ${text}`);
  return hash.digest('hex');
}
