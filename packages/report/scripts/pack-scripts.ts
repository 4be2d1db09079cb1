// Deflates the scripts that a page unpacks, because this takes longer than the rest of a run without changes.
import { readFileSync, writeFileSync } from 'node:fs';
import { packedScript } from '../src/page/packed.js';
import { deflateWell } from './deflate/deflate-well.js';

/** Writes dist/browser/trainer.txt, page.json and watch.json of this package. */
export function packScripts(): void {
  const folder = new URL('../dist/browser/', import.meta.url);
  const source = (name: string) => readFileSync(new URL(`${name}.js`, folder), 'utf8').trimEnd();
  writeFileSync(new URL('trainer.txt', folder), packedScript(source('trainer'), deflateWell).text);
  for (const name of ['page', 'watch'])
    writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(packedScript(source(name), deflateWell)));
}
