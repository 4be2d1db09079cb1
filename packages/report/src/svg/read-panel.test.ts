import { describe, expect, it } from 'vitest';
import type { PlotPanel, Trace } from '../figure.js';
import { allLayouts, panelLayouts } from './panel-layouts.js';
import { undrawn } from './read-panel.js';
import { tracesOf } from './read-traces.js';

const panel = (traces: readonly object[], layout: object = {}): PlotPanel => ({
  kind: 'plot',
  id: 'p',
  title: '',
  summary: '',
  width: 'full',
  aspect: 0.5,
  traces: traces as readonly Trace[],
  layout: layout as PlotPanel['layout'],
});
const scatter = (attributes: object) =>
  panel([{ type: 'scatter', x: [1, 2, 3], y: [1, 3, 2], ...attributes }]);
const bar = (attributes: object) => panel([{ type: 'bar', x: [1, 2], y: [1, 3], ...attributes }]);
const colorscale = [
  [0, '#ffffff'],
  [1, '#000000'],
];
const map = (attributes: object) =>
  panel([
    {
      type: 'heatmap',
      z: [
        [1, 2],
        [3, 4],
      ],
      colorscale,
      ...attributes,
    },
  ]);
const axis = (xaxis: object) => panel([{ type: 'scatter', x: [1, 2], y: [1, 2] }], { xaxis });

describe('a panel', () => {
  it.each([
    ['points', scatter({ mode: 'lines+markers', line: { color: 'teal', shape: 'hv' } })],
    ['bars', bar({ marker: { color: ['#f00', 'rgb(1, 2, 3)'] } })],
    ['a map', map({ x: ['a', 'b'], y: [10, 20] })],
    ['words under the pointer', scatter({ hovertemplate: '%{x}', customdata: [1, 2, 3] })],
    ['nothing where there is null', scatter({ line: null, stackgroup: null })],
  ])('is drawn with %s', (_, drawn) => {
    expect(undrawn(drawn)).toEqual([]);
  });

  it.each([
    ['stackgroup', scatter({ stackgroup: 'a' }), 'traces[0].stackgroup'],
    ['dates', scatter({ x: ['2026-01-01', '2026-01-02', '2026-03-01'] }), 'layout.xaxis.type'],
    ['numbers in texts', scatter({ x: ['1', '2', '3'] }), 'layout.xaxis.type'],
    ['colours as numbers', scatter({ marker: { color: [1, 2, 3] } }), 'traces[0].marker.color'],
    ['a colour of no browser', scatter({ line: { color: 'red"/><x' } }), 'traces[0].line.color'],
    ['uncertainty in percent', scatter({ error_y: { type: 'percent', value: 5 } }), 'traces[0].error_y.type'],
    ['visible in the legend only', scatter({ visible: 'legendonly' }), 'traces[0].visible'],
    ['an area with gaps', scatter({ fill: 'toself', y: [1, null, 2] }), 'traces[0].fill'],
    ['an area to the side', scatter({ fill: 'tozerox' }), 'traces[0].fill'],
    ['a curve', scatter({ line: { shape: 'spline' } }), 'traces[0].line.shape'],
    ['a symbol', scatter({ marker: { symbol: 'star' } }), 'traces[0].marker.symbol'],
    ['a list in base', bar({ base: [0, 1] }), 'traces[0].base'],
    ['texts in bars', bar({ text: ['a', 'b'] }), 'traces[0].text'],
    ['a pattern of bars', bar({ marker: { pattern: { shape: '/' } } }), 'traces[0].marker.pattern'],
    ['cells of unequal size', map({ x: [0, 5], y: [1, 1] }), 'traces[0].y'],
    ['edges of cells', map({ x: [0, 1, 2] }), 'traces[0].x'],
    ['a named scale', map({ colorscale: 'Viridis' }), 'traces[0].colorscale'],
    ['one end of a scale', map({ zmin: 0 }), 'traces[0].zmin'],
    ['an axis of dates', axis({ type: 'date' }), 'layout.xaxis.type'],
    ['an order of categories', axis({ categoryorder: 'total ascending' }), 'layout.xaxis.categoryorder'],
    ['a scale of another axis', axis({ scaleanchor: 'y' }), 'layout.xaxis.scaleanchor'],
    ['half a range', axis({ range: [0, null] }), 'layout.xaxis.range'],
    ['a range and none', axis({ range: [0, 9], autorange: true }), 'layout.xaxis.autorange'],
    [
      'a circle',
      panel([], { shapes: [{ type: 'circle', x0: 0, x1: 1, y0: 0, y1: 1, line: { width: 0 } }] }),
      'layout.shapes[0].type',
    ],
    [
      'a turned label',
      panel([], { annotations: [{ x: 0, y: 0, textangle: 9 }] }),
      'layout.annotations[0].textangle',
    ],
    ['a second axis', panel([{ type: 'scatter', y: [1], yaxis: 'y2' }]), 'traces[0].yaxis'],
    ['a template', panel([], { template: {} }), 'layout.template'],
    ['another type of trace', panel([{ type: 'pie' }]), "traces[0] of type 'pie'"],
  ])('is left to Plotly with %s', (_, left, place) => {
    expect(undrawn(left)).toContain(place);
  });

  it('is left to Plotly where one of its views is', () => {
    const views = {
      a: [{ type: 'scatter', y: [1] }],
      b: [{ type: 'scatter', y: [1], stackgroup: 'x' }],
    } as const;
    expect(undrawn({ ...panel([]), views })).toEqual(['traces[0].stackgroup']);
  });

  it('says in the page that Plotly draws it, for readers without a script', () => {
    const left = panelLayouts(scatter({ stackgroup: 'a' }), { id: 'p', drawn: allLayouts });
    expect(left).toMatch(/<svg [^>]*><\/svg>.*Plotly draws this panel/);
    expect(panelLayouts(scatter({}), { id: 'p', drawn: allLayouts })).not.toContain(
      'Plotly draws this panel',
    );
  });

  it('has the traces of its first view where none is chosen', () => {
    const views = { only: [{ type: 'pie', values: [1] }] } as const;
    expect(tracesOf({ ...panel([]), views }, undefined)).toEqual(views.only);
  });

  it('reads a packed list once, however many marks it has', () => {
    let reads = 0;
    const size = {
      dtype: 'f4',
      get bdata() {
        reads++;
        return Buffer.from(new Float32Array(500).fill(3).buffer).toString('base64');
      },
    };
    const y = Array.from({ length: 500 }, (_, index) => index);
    panelLayouts(
      panel([{ type: 'scatter', y, mode: 'markers', marker: { size, opacity: 1, line: { width: 0 } } }]),
      { id: 'p', drawn: allLayouts },
    );
    expect(reads).toBeGreaterThan(0);
    expect(reads).toBeLessThan(60);
  });
});
