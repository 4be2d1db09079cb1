import { expect, it } from 'vitest';
import type { PlotPanel, Trace } from '../figure.js';
import { defaultStyle } from '../plot/default-style.js';
import { panelSvg } from './panel-svg.js';

const area = (fillpattern: Trace[string]): Trace => ({
  type: 'scatter',
  mode: 'none',
  x: [0, 1, 1, 0],
  y: [0, 0, 1, 1],
  fill: 'toself',
  fillcolor: '#111111',
  fillpattern,
});
const drawn = (traces: readonly Trace[], scheme: 'light' | 'both' = 'light') => {
  const panel: PlotPanel = {
    kind: 'plot',
    id: 'p',
    title: '',
    summary: '',
    width: 'full',
    aspect: 0.5,
    traces,
    layout: {},
  };
  return panelSvg(panel, { width: 300, scheme, style: defaultStyle, id: 'p', ground: '#ffffff' });
};
const fills = (svg: string) =>
  [...svg.matchAll(/class="area" d="[^"]*" fill="([^"]*)"/g)].map(([, fill]) => fill);
const pattern = (svg: string, id: string) => new RegExp(`<pattern id="${id}".*?</pattern>`).exec(svg)?.[0];

it('fills each hatched area with a tile of its own', () => {
  const svg = drawn([
    area({ shape: '/', size: 5, solidity: 0.2, fgcolor: '#aa0000', bgcolor: '#bb0000' }),
    area({ shape: '-', size: 4, solidity: 0.5, fgcolor: '#cc0000' }),
  ]);
  expect(fills(svg)).toEqual(['url(#p-hatch-0)', 'url(#p-hatch-1)']);
  expect(pattern(svg, 'p-hatch-0')).toMatch(
    /width="5" .*rotate\(45\).*fill="#bb0000".*stroke="#aa0000" stroke-width="1"/,
  );
  expect(pattern(svg, 'p-hatch-1')).toMatch(/rotate\(90\).*stroke="#cc0000" stroke-width="2"/);
  expect(pattern(svg, 'p-hatch-1')).not.toContain('<rect');
});

it('stripes an area with its own colour where the pattern names none', () => {
  expect(pattern(drawn([area({ shape: 'x' })]), 'p-hatch-0')).toContain('stroke="#111111"');
});

it('keeps both colours of a drawing for both schemes', () => {
  const colour = 'light-dark(#aa0000, #00aa00)';
  expect(pattern(drawn([area({ shape: '|', fgcolor: colour })], 'both'), 'p-hatch-0')).toContain(colour);
});

it.each([[undefined], [{ shape: '' }]])('fills an area evenly with %j', (fillpattern) => {
  const svg = drawn([area(fillpattern)]);
  expect(fills(svg)).toEqual(['#111111']);
  expect(svg).not.toContain('<pattern');
});
