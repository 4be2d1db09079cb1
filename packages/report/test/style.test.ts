import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the style sheet takes every part once', () => {
  const folder = new URL('../src/browser/', import.meta.url);
  const sheet = readFileSync(new URL('style.css', folder), 'utf8');
  const taken = [...sheet.matchAll(/^@import "\.\/style\/(.+)";$/gm)].map(([, name]) => name!);
  expect(taken.sort()).toEqual(readdirSync(new URL('style/', folder)).sort());
});
