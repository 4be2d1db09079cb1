import { expect, it } from 'vitest';
import type { PlotPanel } from '../figure.js';
import { defaultStyle } from '../plot/default-style.js';
import { boxOf, overlap } from './boxes.js';
import { geometry } from './geometry.js';

const places = (label: string, width: number, title = '') => {
  const panel: PlotPanel = {
    kind: 'plot',
    id: 'p',
    title: '',
    summary: '',
    width: 'full',
    aspect: 1,
    traces: [
      {
        type: 'heatmap',
        z: [
          [1, -2],
          [3, 0],
        ],
        zmin: -3,
        colorscale: [
          [0, '#0000ff'],
          [1, '#ff0000'],
        ],
        zmax: 3,
        colorbar: { title: { text: label }, tickvals: [-3, 0, 3], ticktext: ['−3', '0', '+3'] },
      },
    ],
    layout: { xaxis: { title: { text: title } } },
  };
  return geometry(panel, { width, style: defaultStyle });
};

it.each([346, 940])('stands below the plot and the title of its axis, inside a drawing of %i px', (width) => {
  const { colourBar, plot, height, titles } = places(
    'mean of 5 × 5 entries',
    width,
    'a title below the cells',
  );
  expect(colourBar!.top).toBeGreaterThan(plot.bottom);
  const boxes = [...colourBar!.texts, ...titles].map(boxOf);
  for (const box of boxes) expect(box.bottom).toBeLessThanOrEqual(height);
  boxes.forEach((box, index) => {
    expect(boxes.slice(0, index).some((other) => overlap(box, other))).toBe(false);
  });
  expect(colourBar!.texts.map(({ text }) => text)).toEqual(['mean of 5 × 5 entries', '−3', '0', '+3']);
});

it('has its name beside it, or above it where there is no room', () => {
  const beside = places('cosine', 346).colourBar!;
  expect(beside.texts[0]!.x).toBeGreaterThan(beside.left + beside.width);
  const above = places('a name that is far too long to stand beside a strip of colours', 346).colourBar!;
  expect(above.texts[0]!.x).toBe(above.left);
  expect(above.texts[0]!.y).toBeLessThan(above.top);
});
