import { expect, it } from 'vitest';
import { fileName } from './file-name.js';
import { figureName } from './figure-name.js';

it.each([
  [['Figure 5', 'Feature geometry'], 'Figure 5, Feature geometry.svg'],
  [['Figure 2', 'Output: x/y <b>"|?*\\'], 'Figure 2, Output x y b.svg'],
  [[undefined, 'R⁺, W_in and größer'], 'R, W in and größer.svg'],
  [['../..'], 'report.svg'],
  [[undefined, 'con'], 'report con.svg'],
  [['a\u0000b\u202egvs.exe '], 'a b gvs exe.svg'],
  [[undefined, ''], 'report.svg'],
])('makes a name that every system takes of %j', (words, name) => {
  expect(fileName(words, 'svg')).toBe(name);
});

it('cuts a long name between characters', () => {
  const name = fileName(['ü'.repeat(300)], 'csv');
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(124);
  expect(name).toMatch(/^ü+\.csv$/);
});

it('names figures by their ids', () => {
  expect(['figure-5', 'figure-a', 'figure-claims', 'figure-x-y', 'page'].map(figureName)).toEqual([
    'Figure 5',
    'Figure A',
    'Claims',
    undefined,
    undefined,
  ]);
});
