import { expect, it } from 'vitest';
import { codeFrame } from './code-frame.js';

it('shows the lines around a place, with their numbers', () => {
  const text = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n');
  expect(codeFrame(text, 10, 6)).toBe(
    [
      '   8 | line 8',
      '   9 | line 9',
      '> 10 | line 10',
      '     |      ^',
      '  11 | line 11',
      '  12 | line 12',
    ].join('\n'),
  );
});

it('shows the beginning and the end of a text', () => {
  expect(codeFrame('one\r\ntwo', 1, 1)).toBe('> 1 | one\n    | ^\n  2 | two');
  expect(codeFrame('one\ntwo', 2, 3)).toBe('  1 | one\n> 2 | two\n    |   ^');
  expect(codeFrame('one', 2, 1)).toBeUndefined();
  expect(codeFrame('', 1, 1)).toBe('> 1 |\n    | ^');
});

it('shows the part of a long line that matters, and no control character', () => {
  const frame = codeFrame(`${'x'.repeat(5_000)}HERE${'y'.repeat(5_000)}`, 1, 5_001)!;
  const [line, mark] = frame.split('\n');
  expect(line!.length).toBeLessThan(120);
  expect(line![mark!.indexOf('^')]).toBe('H');
  expect(codeFrame('\tif (\u001b[31m)', 1, 2)).toBe('> 1 |  if ( [31m)\n    |  ^');
});
