import { expect, it } from 'vitest';
import { designsElsewhere } from './loss-ladder.js';

it('says what designed words lose with more neurons, only beyond three standard errors', () => {
  const at = (neurons: number, value: number | null, standardError = 0.002) => ({
    [`lines.neurons=${neurons}.designed.ratio`]: { value, standardError },
  });
  const text = designsElsewhere({ ...at(20, 1.08), ...at(50, 1.16) }).replaceAll('\u00a0', ' ');
  expect(text).toMatch(
    /such a network, with words of the lengths that were tried here, loses 8\.0 % more at m = 20 and 16 % more at m = 50\.$/,
  );
  expect(designsElsewhere({ ...at(20, 1.005), ...at(50, null) })).toBe('');
  expect(designsElsewhere(at(20, 0.99))).toMatch(/1\.0\s% less at m = 20/);
});
