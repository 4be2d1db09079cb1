import { expect, it } from 'vitest';
import { refuseImpure } from './refuse-impure.js';

const judge = (whole: string, imports: readonly string[] = []) =>
  refuseImpure(
    { address: '@temporary/room/gain#gain' },
    { whole: { code: whole, map: noMap }, imports, packageRoot: '/' },
    'node20',
  );
const noMap = '{ "version": 3, "sources": [], "names": [], "mappings": "" }';

it.each([
  '(() => {}).constructor === Function',
  'Date != value',
  'Math === value || value !== globalThis',
  "typeof process == 'object' || value instanceof Date",
])('a task may compare a global with a value: %s', async (expression) => {
  await judge(`export const gain = (value) => ${expression};`);
});

it.each([
  ['Date', '(Date === value ? Date : value).now()'],
  ['Function', '(value || Function)("return 1")'],
])('a comparison excuses no other use of %s: %s', async (name, expression) => {
  await expect(judge(`export const gain = (value) => ${expression};`)).rejects.toThrow(` uses ${name}:`);
});

it.each(['node:stream/web', 'stream/web', 'node:fs/promises'])('a task may not import %s', async (name) => {
  const refusal = judge('export const gain = 1;', [name]);
  await expect(refusal).rejects.toThrow(` uses node:${name.replace('node:', '')}:`);
});

it.each(['assert/strict', 'node:stream/consumers', 'stream/promises', 'node:util/types'])(
  'a task may import %s',
  async (name) => {
    await judge('export const gain = 1;', [name]);
  },
);
