import { expect, it } from 'vitest';
import { brief } from './brief.js';

const digest = '7f100ebadaa5b105cdacec2f64d767646d90f539abdf89f038bb2c6bfa9d1e00';

it.each<[unknown, string]>([
  [undefined, '(absent)'],
  [null, 'none'],
  [0.02, '0.02'],
  ['a', '"a"'],
  [[1, { b: 2 }], '[1,{"b":2}]'],
  [digest, '"7f100ebadaa5b105cdacec2f64d767646d90f539abdf89f038bb2c6..."'],
  [`${'a'.repeat(54)}"${'b'.repeat(20)}`, `"${'a'.repeat(54)}\\"..."`],
  ['😀'.repeat(60), `"${'😀'.repeat(30)}..."`],
  [
    Array.from({ length: 100 }, (_, index) => index),
    '[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,...]',
  ],
  [[digest, digest], '["7f100ebadaa5b105cdacec2f6...",...]'],
  [{ file: digest, more: 1 }, '{"file":"7f100ebadaa5b105cdacec2f6...","more":1}'],
  [{ list: [[0.1234567890123456, digest]] }, '{"list":[[...]]}'],
])('tells %j in one short text, with all quotes and brackets closed', (value, told) => {
  expect(brief(value)).toBe(told);
  expect(told.length).toBeLessThanOrEqual(66);
});
