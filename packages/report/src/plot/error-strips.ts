import type { Layout, Trace } from '../figure.js';
import { errorAxis, type ErrorsOfModel, ignoredLine } from '../sentences/errors-of-seeds.js';
import { four, hollow, paper } from '../theme.js';
import { dashedUp, zeroUp } from './levels.js';
import { axis } from './axis.js';
import { axisLength, dotsOf, singleDots, spanOf, stackDot } from './strip-dots.js';
import { dotsNotes, naiveNotes, note, noteBeside } from './strip-notes.js';

/** What the strips show: a model as dots, further models as lines, the naive solution and the output 0 as rings. */
export interface Strips {
  readonly shown: ErrorsOfModel;
  readonly others: readonly ErrorsOfModel[];
  /** Of the naive solution, by feature. */
  readonly naive: readonly number[];
  readonly ignored: number;
}

/** Pixels from the top of the plot down: a band for the label of the line at 1/6, two rows, the dots, a row for each other model. */
const label = 20;
const row = 24;
const leastRow = 4;
const readableRow = 16;
const roomForLines = 320;
const beyondPlot = 62;

/** Dots and lines of all models over one axis, with the height in pixels that they need. */
export function errorStrips(strips: Strips): {
  readonly traces: readonly Trace[];
  readonly layout: Layout;
  readonly height: number;
} {
  const { shown, others, naive, ignored } = strips;
  const half = naive.length < 3 ? 12 : naive.length <= 30 ? 26 : 42;
  const [zeroAt, naiveAt] = [label + row / 2, label + 1.5 * row];
  const dotsAt = label + 2 * row + 6 + half;
  const each = Math.max(leastRow, Math.min(readableRow, roomForLines / Math.max(1, others.length)));
  const lineAt = (index: number) => dotsAt + half + 6 + readableRow / 2 + index * each;
  const end = others.length === 0 ? dotsAt + half + 8 : lineAt(others.length - 1) + readableRow / 2 + 4;
  const spans = others.map(spanOf);
  const most = axisLength(strips);
  const marks = dotsOf(shown, most);
  const exact = naive.filter((error) => error === 0).length;
  const name = shown.seed === null ? 'given' : `seed ${shown.seed}`;
  return {
    height: Math.round(end + beyondPlot),
    traces: [
      rings(exact, naive.length, ignored, zeroAt, naiveAt),
      ...lines(spans, lineAt, each),
      ...marks.stacks.map((stack) => stackDot(shown, stack, dotsAt)),
      ...(marks.single.length === 0 ? [] : [singleDots(shown, marks.single, dotsAt, half, 0.01 * most)]),
    ],
    layout: {
      showlegend: false,
      xaxis: axis(errorAxis, {
        range: [-0.03 * most, 1.03 * most],
        zeroline: false,
      }),
      yaxis: axis('', {
        range: [end, 0],
        tickvals: [zeroAt, naiveAt, dotsAt, ...others.map((_, index) => lineAt(index))],
        ticktext: [
          '<b>zero</b>',
          '<b>naive</b>',
          `<b>${name}</b>`,
          ...others.map(({ seed }) => `seed ${seed}`),
        ],
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      shapes: [zeroUp(), dashedUp(ignored)],
      annotations: [
        note(ignored, label / 2, ignoredLine, 'right'),
        ...naiveNotes(exact, naive.length, ignored, [zeroAt, naiveAt], ignored < 0.5 * most),
        ...dotsNotes(shown, marks, dotsAt, most),
        ...(spans[0] == null
          ? []
          : noteBeside([spans[0].low, spans[0].high], lineAt(0), 'range, middle half, mean', most)),
      ],
    },
  };
}

/** The output 0 has the error of an ignored feature everywhere, the naive solution on those that have no neuron of their own. */
function rings(exact: number, features: number, ignored: number, zeroAt: number, naiveAt: number): Trace {
  const places = [
    [ignored, zeroAt],
    ...(exact > 0 ? [[0, naiveAt]] : []),
    ...(exact < features ? [[ignored, naiveAt]] : []),
  ];
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'zero and naive',
    x: places.map(([x]) => x!),
    y: places.map(([, y]) => y!),
    marker: { color: paper, size: 9, symbol: 'circle', line: { color: hollow, width: 1.4 } },
    hovertemplate: '%{x:.4f}<extra></extra>',
  };
}

function lines(
  spans: readonly ReturnType<typeof spanOf>[],
  at: (index: number) => number,
  each: number,
): readonly Trace[] {
  const drawn = spans.flatMap((span, index) => (span === null ? [] : [{ span, y: at(index) }]));
  if (drawn.length === 0) return [];
  const between = (
    name: string,
    width: number,
    ends: (span: NonNullable<ReturnType<typeof spanOf>>) => readonly [number, number],
  ): Trace => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: drawn.flatMap(({ span }) => [...ends(span), null]),
    y: drawn.flatMap(({ y }) => [y, y, null]),
    line: { color: four, width },
    hoverinfo: 'skip',
  });
  const narrow = each < 8;
  return [
    between('range', 1, ({ low, high }) => [low, high]),
    between('middle half', narrow ? 2 : 3.5, ({ quartiles }) => quartiles),
    {
      type: 'scatter',
      mode: 'markers',
      name: 'mean',
      x: drawn.map(({ span }) => span.mean),
      y: drawn.map(({ y }) => y),
      marker: {
        color: four,
        size: narrow ? 3 : 4.6,
        symbol: 'circle',
        line: { color: paper, width: narrow ? 0 : 0.75 },
      },
      hovertemplate: 'mean %{x:.4f}<extra></extra>',
    },
  ];
}
