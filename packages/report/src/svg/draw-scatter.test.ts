import { expect, it } from 'vitest';
import { absolutePath } from '../../test/absolute-path.js';
import type { PlotPanel } from '../figure.js';
import { defaultStyle } from '../plot/default-style.js';
import { panelSvg } from './panel-svg.js';

const areas = (panel: Partial<PlotPanel>) =>
  [
    ...panelSvg(
      {
        kind: 'plot',
        id: 'p',
        title: '',
        summary: '',
        width: 'full',
        aspect: 0.5,
        traces: [],
        layout: {},
        ...panel,
      },
      { width: 300, scheme: 'light', style: defaultStyle, id: 'p', ground: '#fff' },
    ).matchAll(/class="area" d="([^"]*)"/g),
  ].map(([, d]) =>
    [...absolutePath(d!).matchAll(/-?[\d.]+,-?[\d.]+/g)].map(([point]) => point.split(',').map(Number)),
  );

it('fills the area between two lines of steps along the steps of both', () => {
  const steps = { type: 'scatter', mode: 'lines', x: [0, 1, 2], line: { shape: 'hv', width: 1 } } as const;
  const [between] = areas({
    traces: [
      { ...steps, y: [1, 2, 2] },
      { ...steps, y: [3, 5, 5], fill: 'tonexty' },
    ],
  });
  // Every edge is level or upright: five corners of each line.
  expect(between).toHaveLength(10);
  for (const [index, [x, y]] of between!.entries()) {
    const [toX, toY] = between![(index + 1) % between!.length]!;
    expect(x === toX || y === toY).toBe(true);
  }
});
