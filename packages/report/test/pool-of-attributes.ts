import type { PlotPanel, Trace } from '../src/figure.js';

const packed = (numbers: ArrayBufferView, dtype: string, shape?: string) => ({
  bdata: Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64'),
  dtype,
  ...(shape !== undefined && { shape }),
});

type Pool = Readonly<Record<string, readonly unknown[]>>;

const points: Pool = {
  x: [
    [1, 2, 3],
    [3, 1, 2],
    ['a', 'b', 'c'],
    ['2020-01-01', '2020-02-01', '2020-03-01'],
    ['1', '2', '3'],
    ['a', 2, 'c'],
    [1, null, 3],
    [1, 2],
    packed(Uint8Array.of(2, 4, 9), 'u1'),
    packed(Float64Array.of(0.5, 1, 4), 'float64'),
  ],
  y: [[1, 3, 2], [0.5, null, 2], [2, -1, 3], [true, false, true], packed(Int16Array.of(-3, 2, 300), 'i2')],
  name: ['one', '%{meta}', 7],
  opacity: [0.5],
  visible: [true, false, 'legendonly'],
  showlegend: [true, false],
  error_y: [
    { type: 'data', array: [1, 0.5, 0.25], color: '#333333', width: 0 },
    { type: 'data', array: [1, 0.5, 0.25] },
    { type: 'percent', value: 20 },
    { type: 'data', array: [1, 1, 1], arrayminus: [0.5, 0.25, 1], symmetric: false, color: 'red', width: 0 },
    { type: 'data', array: [1, 1, 1], visible: false },
  ],
  error_x: [
    { type: 'data', array: [0.1, 0.5, 0.25], color: '#333333', width: 0, thickness: 1 },
    { type: 'constant', value: 1 },
  ],
  text: [['p', 'q', 'r'], 'all'],
  xaxis: ['x', 'x2'],
  hoverinfo: ['skip'],
  customdata: [[1, 2, 3]],
  selectedpoints: [[0]],
  legendgroup: ['a'],
  x0: [5],
  'marker.color': ['red', ['#ff0000', 'blue', '#00ff0080'], [1, 2, 3], 'no colour', 'hsl(20, 50%, 50%)'],
  'marker.line.width': [0, 2],
  'marker.line.color': ['#00aa00', ['red', 'green', 'blue']],
  'marker.opacity': [0.4],
};

export const pools: Readonly<Record<string, Pool>> = {
  scatter: {
    ...points,
    mode: ['lines', 'markers', 'lines+markers', 'none', 'text+markers'],
    'marker.size': [5, [4, 8, 12]],
    'marker.symbol': [
      'square',
      'diamond',
      'cross',
      'x',
      'triangle-up',
      'circle-open',
      'star',
      'line-ns',
      'line-ew-open',
      'circle-dot',
      1,
    ],
    'line.color': ['#0000ff', 'orange'],
    'line.width': [0, 1, 4],
    'line.dash': ['dot', '4px,3px', 'dashdot'],
    'line.shape': ['hv', 'vh', 'hvh', 'vhv', 'spline'],
    'line.smoothing': [1.3],
    fill: ['tozeroy', 'tonexty', 'toself', 'tozerox', 'tonext'],
    fillcolor: ['#ffcc00', 'rgba(0, 0, 255, 0.3)'],
    'fillpattern.shape': ['/', '.'],
    stackgroup: ['one'],
    groupnorm: ['percent'],
    orientation: ['h'],
    connectgaps: [true],
    textposition: ['top center'],
    texttemplate: ['%{y}'],
  },
  bar: {
    ...points,
    orientation: ['v', 'h'],
    base: [1, [0, 1, 2]],
    width: [0.4, [0.3, 0.6, 0.9]],
    offset: [0.2],
    textposition: ['outside', 'none', 'inside', 'auto'],
    'marker.pattern.shape': ['/'],
    offsetgroup: ['a'],
    insidetextanchor: ['start'],
  },
  heatmap: {
    z: [
      [
        [1, 2, 3],
        [4, null, 6],
      ],
      [
        [1, 2, 3],
        [4, 5],
      ],
      packed(Float32Array.of(1, 2, 3, 4, 5, 6), 'f4', '2,3'),
      [
        [2, 2, 2],
        [2, 2, 2],
      ],
    ],
    x: [
      [1, 2, 3],
      [1, 2, 5],
      ['a', 'b', 'c'],
      [0, 1, 2, 3],
      [3, 2, 1],
    ],
    y: [
      [5, 7],
      ['p', 'q'],
      ['p', 'p'],
    ],
    zmin: [0, 9],
    zmax: [8, -1],
    zmid: [3],
    zsmooth: ['best'],
    transpose: [true],
    colorscale: [
      'Viridis',
      [
        [0, '#ff0000'],
        [1, '#0000ff'],
      ],
      [
        [0, 'red'],
        [1, 'blue'],
      ],
      [
        [0, '#fff'],
        [0.2, '#0f0'],
        [1, '#000'],
      ],
    ],
    reversescale: [true],
    autocolorscale: [true],
    showscale: [false],
    xgap: [2],
    ygap: [3],
    opacity: [0.5],
    texttemplate: ['%{z}'],
    connectgaps: [true],
    hoverongaps: [false],
    x0: [4],
  },
  layout: {
    barmode: ['stack', 'group', 'overlay', 'relative'],
    bargap: [0.5],
    bargroupgap: [0.3],
    barnorm: ['percent'],
    showlegend: [true, false],
    colorway: [['#ff0000', '#00ff00']],
    template: [{ layout: { colorway: ['#ff0000'] } }],
    font: [{ size: 20 }],
    'xaxis.type': ['linear', 'log', 'category', 'date', 'multicategory'],
    'yaxis.type': ['linear', 'log', 'category'],
    'xaxis.range': [
      [-2, 12],
      [12, -2],
      [0, null],
    ],
    'yaxis.range': [
      [-400, 400],
      [400, -400],
    ],
    'xaxis.autorange': [true, false, 'reversed', 'min'],
    'yaxis.autorange': ['reversed'],
    'yaxis.rangemode': ['tozero', 'nonnegative'],
    'xaxis.categoryorder': ['category descending', 'array', 'trace', 'total ascending'],
    'xaxis.categoryarray': [['c', 'a', 'b', 'd']],
    'xaxis.autotypenumbers': ['strict'],
    'yaxis.scaleanchor': ['x'],
    'yaxis.dtick': [1],
    'yaxis.tickvals': [[0, 2]],
    'xaxis.tickmode': ['auto'],
    'xaxis.side': ['top'],
    'xaxis.domain': [[0, 0.5]],
    'xaxis.visible': [false],
    shapes: [
      [{ type: 'line', x0: 1, x1: 2, y0: 0, y1: 1, line: { color: '#aa00aa', width: 3, dash: 'dash' } }],
      [{ type: 'line', x0: 1, x1: 2, y0: 0, y1: 1 }],
      [
        {
          x0: 0,
          x1: 1,
          xref: 'paper',
          y0: 0,
          y1: 1,
          fillcolor: '#eeeeee',
          layer: 'below',
          line: { width: 0 },
        },
      ],
      [{ type: 'circle', x0: 1, x1: 2, y0: 0, y1: 1 }],
      [{ type: 'line', x0: 1, x1: 2, y0: 0, y1: 1, xref: 'x domain' }],
      [{ type: 'path', path: 'M0,0L1,1Z' }],
    ],
    annotations: [[{ x: 1, y: 1, text: 'here' }], [{ x: 1, y: 1, text: 'here', textangle: 45 }]],
  },
};

const starts: Readonly<Record<string, Trace>> = {
  scatter: { type: 'scatter', x: [1, 2, 3], y: [1, 3, 2] },
  bar: { type: 'bar', x: [1, 2, 3], y: [1, 3, 2] },
  heatmap: {
    type: 'heatmap',
    z: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    colorscale: [
      [0, '#ffffff'],
      [1, '#204080'],
    ],
  },
};

/** Numbers from 0 to 1 that look random, the same for each seed. */
function randomNumbers(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function withAttribute(object: object, path: string, value: unknown): object {
  const [name, ...rest] = path.split('.') as [string, ...string[]];
  const inner = (object as Record<string, object | undefined>)[name] ?? {};
  return { ...object, [name]: rest.length === 0 ? value : withAttribute(inner, rest.join('.'), value) };
}

/** A panel of one or two traces with some attributes of the pools. */
export function randomPanel(seed: number): PlotPanel {
  const random = randomNumbers(seed * 7919);
  for (let skip = 0; skip < 8; skip++) random();
  const choose = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const varied = (object: object, kind: string, most: number): object => {
    let changed = object;
    for (let count = Math.floor(random() * (most + 1)); count > 0; count--) {
      const [path, values] = choose(Object.entries(pools[kind]!));
      changed = withAttribute(changed, path, choose(values));
    }
    return changed;
  };
  const kind = choose(['scatter', 'scatter', 'bar', 'heatmap']);
  const traces = Array.from({ length: kind === 'heatmap' || random() < 0.5 ? 1 : 2 }, () =>
    varied(starts[kind]!, kind, 3),
  ) as Trace[];
  const layout = varied({}, 'layout', 2) as PlotPanel['layout'];
  return { kind: 'plot', id: 'p', title: '', summary: '', width: 'full', aspect: 0.6, traces, layout };
}
