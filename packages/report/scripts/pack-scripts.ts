// Deflates the scripts that a page unpacks, because this takes longer than the rest of a run without changes.
import { readFileSync, writeFileSync } from 'node:fs';
import { packedScript } from '../src/page/packed.js';
import { deflateWell } from './deflate/deflate-well.js';
import { codeOf, keptText } from './kept-text.js';

const self = new URL('./pack-scripts.ts', import.meta.url);

/** Writes dist/browser/trainer.txt, page.json and watch.json of this package. */
export function packScripts(): void {
  const folder = new URL('../dist/browser/', import.meta.url);
  const code = codeOf(self);
  for (const [name, extension] of [
    ['trainer', 'txt'],
    ['page', 'json'],
    ['watch', 'json'],
  ] as const) {
    const source = readFileSync(new URL(`${name}.js`, folder), 'utf8').trimEnd();
    const text = keptText(name, [code, source], () => {
      const packed = packedScript(source, deflateWell);
      return extension === 'txt' ? packed.text : JSON.stringify(packed);
    });
    writeFileSync(new URL(`${name}.${extension}`, folder), text);
  }
}
