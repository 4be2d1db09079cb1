import { describe, expect, it } from 'vitest';
import { ratioAxis } from './ratio-axis.js';

const texts = (...ratios: readonly (number | null)[]) => ratioAxis('ratio', ratios).axis['ticktext'];

describe('an axis of ratios', () => {
  it('has ticks at halves and doubles, with 1 among them', () => {
    expect(texts(0.22, 2.1)).toEqual(['1/4', '1/2', '1', '2']);
    expect(texts(0.004, 3)).toEqual(['1/256', '1/64', '1/16', '1/4', '1', '4']);
    expect(texts(1e-4, 200)).toEqual(['1/10\u202f000', '1/100', '1', '100']);
    expect(texts(1e-9, 1e12)).toEqual([
      '1\u00a0×\u00a010⁻¹⁰',
      '1\u00a0×\u00a010⁻⁵',
      '1',
      '100\u202f000',
      '1\u00a0×\u00a010¹⁰',
    ]);
  });

  it('does not spread ratios that hardly differ', () => {
    const { low, high } = ratioAxis('ratio', [0.99, 1.01]);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(2);
    expect(texts(null, 0, Number.NaN, Number.POSITIVE_INFINITY)).toEqual(['1/2', '1', '2']);
    expect(texts()).toEqual(['1/2', '1', '2']);
  });
});
