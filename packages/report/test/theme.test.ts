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

it.each([0, 1])('texts stand out from their ground by 4.5 to 1, in scheme %i', (scheme) => {
  const exported = theme as unknown as Readonly<Record<string, string>>;
  const luminance = (colour: string) => {
    const hex = [...colour.matchAll(/#(\w{6})/g)][scheme]![1]!;
    const [red, green, blue] = [0, 2, 4].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  for (const text of ['ink', 'ink2', 'ink3', 'four', 'twoText', 'pick'] as const)
    for (const ground of ['paper', 'wash'] as const) {
      const [dark, light] = [luminance(exported[text]!), luminance(exported[ground]!)].sort((a, b) => a - b);
      expect([text, ground, (light! + 0.05) / (dark! + 0.05) >= 4.5]).toEqual([text, ground, true]);
    }
});
