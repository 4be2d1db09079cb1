import { expect, test } from 'vitest';
import { nearest } from './nearest.js';

test.each([
  ['neurns', 'neurons'],
  ['neuronss', 'neurons'],
  ['nuerons', 'neurons'],
  ['NEURONS', 'neurons'],
  ['stepps', 'steps'],
  ['scael', 'scale'],
])('%s is nearest to %s', (name, expected) => {
  expect(nearest(name, ['scale', 'steps', 'neurons'])).toBe(expected);
});

test('a name unlike all of them has no nearest', () => {
  expect(nearest('xyzw', ['scale', 'steps'])).toBeUndefined();
  expect(nearest('anything', [])).toBeUndefined();
});

test('deletions and insertions cost one each', () => {
  // Three deletions of six letters are allowed, four of seven are not.
  expect(nearest('abcxyz', ['abc'])).toBe('abc');
  expect(nearest('abcwxyz', ['abc'])).toBeUndefined();
  expect(nearest('abc', ['abcxyz'])).toBe('abcxyz');
});
