import { expect, it } from 'vitest';
import { type Box, moved } from './boxes.js';
import { freePlace } from './free-place.js';

const page: Box = { left: 0, top: 0, right: 400, bottom: 300 };
const plot: Box = { left: 40, top: 20, right: 380, bottom: 260 };

/** Where a label of 30 × 16 pixels below a mark at (200, 100) comes to stand, with its left edge here. */
function placed(left: number, uprights: readonly number[], top = 104): Box {
  const box = { left, top, right: left + 30, bottom: top + 16 };
  const surroundings = { taken: [], page, plot, ink: { marks: [], lines: [], uprights } };
  return moved(box, ...freePlace(box, [200, 100], [false, false], surroundings)!);
}

it('puts a label beside an upright line that it lies on, where that is near', () => {
  expect(placed(185, [])).toMatchObject({ left: 185, top: 104 });
  expect(placed(180, [205])).toMatchObject({ right: 202, top: 104 });
  expect(placed(195, [200])).toMatchObject({ left: 203, top: 104 });
  // Further away, it would seem to belong to something else.
  expect(placed(185, [200])).toMatchObject({ left: 185, top: 104 });
});

it('does not mind a line that ends below the label', () => {
  expect(placed(180, [205], 2)).toMatchObject({ left: 180, top: 2 });
});
