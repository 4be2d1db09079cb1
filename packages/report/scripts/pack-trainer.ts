// Deflates the script of the worker that trains in the page, because this takes longer than the rest of a run without changes.
import { readFileSync, writeFileSync } from 'node:fs';
import { packed } from '../src/page/packed.js';

/** Writes dist/browser/trainer.txt of this package. */
export function packTrainer(): void {
  const folder = new URL('../dist/browser/', import.meta.url);
  writeFileSync(new URL('trainer.txt', folder), packed(readFileSync(new URL('trainer.js', folder), 'utf8')));
}
