import { expect, it } from 'vitest';
import { help } from './help.js';

it.each([60, 80, 140])('breaks its lines between words on a terminal of %i columns', (width) => {
  const text = help(undefined, width);
  const words = (of: string) => of.split(/\s+/).filter((word) => word !== '');
  expect(words(text)).toEqual(words(help()));
  const long = text.split('\n').filter((line) => line.length > width);
  // Nothing breaks the name of a command, nor a line that is one word.
  expect(long.filter((line) => line.trim().includes(' ') && !line.startsWith('  superposition '))).toEqual(
    [],
  );
});
