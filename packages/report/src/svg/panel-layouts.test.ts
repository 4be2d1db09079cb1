import { expect, it } from 'vitest';
import type { PlotPanel } from '../figure.js';
import { shareBars } from '../plot/share-bars.js';
import { allLayouts, panelLayouts } from './panel-layouts.js';

it('leaves room for the drawing where a title of an axis takes more lines', () => {
  const row = ['|error|²', 'active entries'] as const;
  const panel: PlotPanel = {
    kind: 'plot',
    id: 'shares',
    title: 'Shares',
    summary: '',
    width: 'full',
    aspect: 0.2,
    ...shareBars([{ row, share: 0.5, isBlurred: false }]),
  };
  const heights = (drawn: typeof allLayouts) =>
    [...panelLayouts(panel, { id: 'p', drawn }).matchAll(/<svg class="[^"]+"[^>]* height="([\d.]+)"/g)].map(
      ([, height]) => Number(height),
    );
  const all = heights(allLayouts);
  expect(all).toHaveLength(3);
  expect(all.at(-1)).toBeGreaterThan(all[0]!);
  expect(heights(['wide'])).toEqual(all);
});
