import { expect, it } from 'vitest';
import { panelCorners, panelWidth } from './figure-layout.js';

const half = { width: 'half' } as const;

it('lets a panel span two rows of others on a wide figure', () => {
  const panels = [{ ...half, rows: 2 } as const, half, half, { width: 'full' } as const];
  const { corners, height } = panelCorners(panels, [500, 200, 220, 100], 932);
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
  const { corners, height } = panelCorners([{ ...half, rows: 2 }, half], [300, 100], 346);
  expect(corners).toEqual([
    { left: 0, top: 0 },
    { left: 0, top: 328 },
  ]);
  expect([height, panelWidth(half, 346)]).toEqual([428, 346]);
});
