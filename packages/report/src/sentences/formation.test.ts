import { expect, test } from 'vitest';
import { notRepeated } from './formation.js';

test('names the seed whose training is not followed', () => {
  expect(notRepeated(7)).toMatch(/seed 7\b.*\.$/);
});
