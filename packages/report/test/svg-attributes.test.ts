import { expect, it } from 'vitest';
import { undrawn } from '../src/svg/read-panel.js';
import { figuresOfFixture } from './fixture-figures.js';

it('draws all that the figures give to Plotly', () => {
  const panels = figuresOfFixture().flatMap(({ id, panels }) =>
    panels.flatMap((panel) =>
      panel.kind === 'plot' ? [[`${id} ${panel.id}`, undrawn(panel)] as const] : [],
    ),
  );
  expect(panels.length).toBeGreaterThan(20);
  expect(panels.filter(([, unknown]) => unknown.length > 0)).toEqual([]);
});
