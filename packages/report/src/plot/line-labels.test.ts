import { expect, it } from 'vitest';
import { four } from '../theme.js';
import { lineLabels } from './line-labels.js';

const line = (text: string, ...ys: readonly number[]) => ({
  text,
  colour: four,
  points: ys.map((y, x) => [x, y] as const),
});
const places = (...lines: readonly ReturnType<typeof line>[]) =>
  lineLabels(lines, [0], [-1, 1]).map(({ x, y, yanchor }) => ({ x, y, yanchor }));

it('puts each label beside its own line, on the side with more room', () => {
  const [upper, lower] = places(line('upper', 0.2, 0.3, 0.4), line('lower', 0.1, 0, -0.6));
  expect(upper!.yanchor).toBe('bottom');
  expect(lower!.yanchor).toBe('top');
});

it('keeps a label off the slope of its own line', () => {
  const [label] = places(line('a long label', 0.9, 0.9, 0.9, 0.9, -0.9));
  expect(label).toMatchObject({ y: 0.9, yanchor: 'top' });
  expect(label!.x).toBeLessThan(3);
});

it('labels a line of one point, and none without points', () => {
  expect(places(line('one', 0.5))).toHaveLength(1);
  expect(places(line('none'))).toEqual([]);
});
