// Deflates the scripts that a page unpacks, because this takes longer than the rest of a run without changes.
import { readFileSync, writeFileSync } from 'node:fs';
import { packed, packedScript } from '../src/page/packed.js';

/** Writes dist/browser/trainer.txt, page.json and watch.json of this package. */
export function packScripts(): void {
  const folder = new URL('../dist/browser/', import.meta.url);
  const source = (name: string) => readFileSync(new URL(`${name}.js`, folder), 'utf8').trimEnd();
  writeFileSync(new URL('trainer.txt', folder), packed(source('trainer')));
  for (const name of ['page', 'watch'])
    writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(packedScript(source(name))));
}
