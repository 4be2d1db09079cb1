import { expect, test } from 'vitest';
import { isRounded, liesWithin } from './comparison.js';

const exactly = (value: number) => ({
  quantity: 'gain.positive' as const,
  mean: value,
  expected: [value, value] as const,
  standardError: null,
  basis: 'exact' as const,
});

test('a number in the middle between two printed ones rounds to both, whatever float64 makes of it', () => {
  for (let hundredths = 1; hundredths < 200; hundredths++) {
    const printed = { value: hundredths / 100, lastDigit: 0.01 };
    for (const middle of [(2 * hundredths - 1) / 200, (2 * hundredths + 1) / 200]) {
      expect(isRounded(printed, middle), `${middle}`).toBe(true);
      expect(liesWithin(printed, exactly(middle)), `${middle}`).toBe(true);
    }
    for (const beyond of [(2 * hundredths - 1) / 200 - 1e-6, (2 * hundredths + 1) / 200 + 1e-6]) {
      expect(isRounded(printed, beyond), `${beyond}`).toBe(false);
      expect(liesWithin(printed, exactly(beyond)), `${beyond}`).toBe(false);
    }
  }
});
