import { expect, it } from 'vitest';
import { pointNames } from './point-names.js';

it('names reports by their settings', () => {
  expect(
    pointNames('report.html', [{ 'training.steps': 500 }, { 'training.steps': 1000, engine: 'kernel' }]),
  ).toEqual(['report.training.steps=500.html', 'report.training.steps=1000,engine=kernel.html']);
  expect(pointNames('out', [{ a: [1, 2] }])).toEqual(['out.a=[1,2]']);
  expect(pointNames('r.HTM', [{ a: null }])).toEqual(['r.a=null.HTM']);
});

it('replaces what a file name cannot have, and keeps the names apart', () => {
  const values = [
    'a/b',
    'a:b',
    'A/b',
    'a b',
    '..',
    '\0',
    'a'.repeat(300),
    `${'a'.repeat(300)}b`,
    'é'.repeat(150),
    '😀'.repeat(90),
  ];
  const points = values.map((value) => ({ 'some.path': value }));
  const names = pointNames('report.html', points);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(values.length);
  for (const name of names) {
    expect(name).toMatch(/^report\.some\.path=[^/\\:*?"<>|\p{Cc}]+\.html$/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  }
  expect(pointNames(`${'x'.repeat(240)}.html`, points).every((name) => Buffer.byteLength(name) <= 255)).toBe(
    true,
  );
});
