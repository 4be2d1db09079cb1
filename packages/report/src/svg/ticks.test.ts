import { describe, expect, it } from 'vitest';
import { AttributeReader } from './attribute-reader.js';
import { readAxis } from './read-axis.js';
import { ticksOf } from './ticks.js';

const texts = (xaxis: object, range: readonly [number, number], length = 400) => {
  const axis = readAxis(new AttributeReader({ ...xaxis }, ''), 'x', [], []);
  const room = { length, size: 11, direction: 'across' as const, widest: 100 };
  return ticksOf(axis, range, room).map(({ text }) => text);
};

describe('ticks', () => {
  it('are at round values, with a real minus sign and the decimals that they need', () => {
    expect(texts({}, [-1, 1])).toEqual(['−1', '−0.5', '0', '0.5', '1']);
    expect(texts({}, [0, 25_000])).toEqual([
      '0',
      '5000',
      '10\u202f000',
      '15\u202f000',
      '20\u202f000',
      '25\u202f000',
    ]);
    expect(texts({ dtick: 0.25 }, [0, 1])).toEqual(['0', '0.25', '0.5', '0.75', '1']);
  });

  it('have one power of ten where numbers are very small or very large', () => {
    expect(texts({}, [0, 4e-7], 180)).toEqual(['0', '2\u00a0×\u00a010⁻⁷', '4\u00a0×\u00a010⁻⁷']);
    expect(texts({}, [1e9, 2e9], 200)).toEqual([
      '1\u00a0×\u00a010⁹',
      '1.5\u00a0×\u00a010⁹',
      '2\u00a0×\u00a010⁹',
    ]);
  });

  it('are decades on a long logarithmic axis, and digits on a short one', () => {
    expect(texts({ type: 'log' }, [-3, 0])).toEqual(['0.001', '0.01', '0.1', '1']);
    expect(texts({ type: 'log' }, [-9, 0])).toContain('10⁻⁹');
    expect(texts({ type: 'log' }, [0, 1])).toEqual(['1', '2', '5', '10']);
    expect(texts({ type: 'log', dtick: 1 }, [0, 2])).toEqual(['1', '10', '100']);
    expect(texts({ type: 'log' }, [Math.log10(2), Math.log10(3)]).length).toBeGreaterThan(2);
  });

  it('are fewer where labels would touch, and only whole numbers where the axis says so', () => {
    expect(texts({ tickvals: [1, 1.1, 3], ticktext: ['one', 'more', 'three'] }, [0, 4], 200)).toEqual([
      'one',
      'three',
    ]);
    expect(texts({ tickformat: 'd' }, [0, 3], 900)).toEqual(['0', '1', '2', '3']);
    expect(texts({}, [0, 1], 12)).toHaveLength(1);
  });

  it('keep what is bold, powers of ten and whole numbers where others have to go', () => {
    const listed = (length: number, bold?: number) => {
      const values = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2];
      const ticktext = values.map((value) => (value === bold ? `<b>${value}</b>` : String(value)));
      const ends = [Math.log10(0.002), Math.log10(0.2)] as const;
      return texts({ type: 'log', tickvals: values, ticktext }, ends, length);
    };
    expect(listed(225)).toHaveLength(7);
    expect(listed(150)).toEqual(['0.002', '0.01', '0.1', '0.2']);
    expect(listed(150, 0.02)).toEqual(['0.002', '<b>0.02</b>', '0.1', '0.2']);
    const tickvals = [1.5, 2, 2.5, 3, 4, 5, 6, 8];
    expect(texts({ tickvals }, [1.5, 8], 210)).toEqual(['2', '3', '4', '5', '6', '8']);
    expect(texts({ tickvals: [-10, -1, 0, 1, 10] }, [-10, 10], 100)).toContain('0');
  });

  it('keep names of two lines apart, one above the other', () => {
    const named = { tickvals: [0, 1, 2], ticktext: ['a<br>b', 'c<br>d', 'e<br>f'] };
    const axis = readAxis(new AttributeReader(named, ''), 'y', [], []);
    const count = (length: number) =>
      ticksOf(axis, [0, 2], { length, size: 10, direction: 'up', widest: 100 }).length;
    expect([count(60), count(50)]).toEqual([3, 2]);
  });

  it('leave out names of categories evenly', () => {
    const categoryarray = Array.from({ length: 100 }, (_, index) => String(index));
    const names = texts({ type: 'category', categoryarray }, [-0.5, 99.5], 300);
    expect(names).toEqual(['0', '10', '20', '30', '40', '50', '60', '70', '80', '90']);
  });
});
