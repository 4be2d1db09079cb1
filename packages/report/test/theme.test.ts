import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as theme from '../src/theme.js';

it('the style sheet has the colours of the figures, by their names', () => {
  const sheet = readFileSync(new URL('../src/browser/style/scheme.css', import.meta.url), 'utf8');
  const [screen] = sheet.split('@media');
  const declared = [...screen!.matchAll(/--([\w-]+): (light-dark\(.+\));/g)].map(
    ([, name, colour]) =>
      [name!.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), colour] as const,
  );
  expect(declared.length).toBeGreaterThan(15);
  const exported: Readonly<Record<string, unknown>> = theme;
  expect(Object.fromEntries(declared)).toEqual(
    Object.fromEntries(declared.map(([name]) => [name, exported[name]])),
  );
  for (const name of [
    'paper',
    'ink',
    'ink2',
    'ink3',
    'rule',
    'faint',
    'wash',
    'four',
    'two',
    'pick',
    'hatch',
  ])
    expect(Object.fromEntries(declared)).toHaveProperty(name);
});
