import { expect, it } from 'vitest';
import { panelCorners, panelWidth } from './figure-layout.js';

const half = { width: 'half' } as const;
const withTitle = (height: number) => ({ head: 20, body: height - 20 });

it('lets a panel span two rows of others on a wide figure', () => {
  const panels = [{ ...half, rows: 2 } as const, half, half, { width: 'full' } as const];
  const { corners, height } = panelCorners(panels, [500, 200, 220, 100].map(withTitle), 932);
  expect(panelWidth(half, 932)).toBe(450);
  // The two rows are 26 px each too low for the high panel.
  expect(corners).toEqual([
    { left: 0, top: 0 },
    { left: 482, top: 0 },
    { left: 482, top: 254 },
    { left: 0, top: 528 },
  ]);
  expect(height).toBe(628);
});

it('puts all panels below each other on a narrow figure', () => {
  const { corners, height } = panelCorners([{ ...half, rows: 2 }, half], [300, 100].map(withTitle), 346);
  expect(corners).toEqual([
    { left: 0, top: 0 },
    { left: 0, top: 328 },
  ]);
  expect([height, panelWidth(half, 346)]).toEqual([428, 346]);
});

it('lets the drawings of a row begin on one line', () => {
  const panels = [half, half, half, half];
  const heights = [
    { head: 40, body: 200 },
    { head: 20, body: 210 },
    { head: 20, body: 100 },
    { head: 20, body: 100 },
  ];
  const { corners, height } = panelCorners(panels, heights, 932);
  expect(corners.map(({ top }) => top)).toEqual([0, 20, 278, 278]);
  expect(height).toBe(398);
});
