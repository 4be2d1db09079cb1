import type { Layout, PlotPanel, Trace } from '../figure.js';
import { modelName } from '../sentences/model.js';
import { axis } from './axis.js';
import { type Dots, dotsOf, singleDots, stackDot, type ValuesOfModel } from './strip-dots.js';
import { spanOf, stripLines } from './strip-lines.js';
import { dotsNotes, noteBeside } from './strip-notes.js';

/** The values of the features of several models over one axis: the first model as dots, every further one as a line. */
export interface FeatureStrips {
  readonly models: readonly ValuesOfModel[];
  /** The title of the axis across, and its ends. */
  readonly title: string;
  readonly range: readonly [low: number, high: number];
  /** Pixels above the dots. */
  readonly above: number;
  /** Rows of what is no model, in pixels from the top. */
  readonly rows?: readonly { readonly at: number; readonly name: string }[];
}

/** Pixels: rows of further models, and what stands below the plot. */
const row = { least: 4, most: 16, all: 240 } as const;
const belowPlot = 54;

/** The dots of the first model. */
export function shownDots({ models: [shown], range: [low, high] }: FeatureStrips): Dots {
  return dotsOf(shown!, high - low);
}

/** The traces, axes and notes of the strips, and the height in pixels that they need. */
export function featureStrips(strips: FeatureStrips): Required<Pick<PlotPanel, 'height'>> & {
  readonly traces: readonly Trace[];
  readonly layout: Layout;
  readonly annotations: readonly Layout[];
} {
  const { models, title, range, above, rows = [] } = strips;
  const [shown, ...others] = models as readonly [ValuesOfModel, ...ValuesOfModel[]];
  const features = shown.values.length;
  const half = features < 3 ? 12 : features <= 30 ? 26 : 46;
  const each = Math.max(row.least, Math.min(row.most, row.all / Math.max(1, others.length)));
  const dotsAt = above + half;
  const lineAt = (index: number) => dotsAt + half + 14 + index * each;
  const end = others.length === 0 ? dotsAt + half + 8 : lineAt(others.length - 1) + 12;
  const length = range[1] - range[0];
  const room = 0.035 * length;
  const marks = shownDots(strips);
  const firstLine = others[0] === undefined ? null : spanOf(others[0]);
  return {
    height: Math.round(end + belowPlot),
    traces: [
      ...stripLines(others, lineAt, each < 8),
      ...marks.stacks.map((stack) => stackDot(shown, stack, dotsAt)),
      ...(marks.single.length === 0 ? [] : [singleDots(shown, marks.single, dotsAt, half, 0.01 * length)]),
    ],
    layout: {
      showlegend: false,
      xaxis: axis(title, { range: [range[0] - room, range[1] + room], zeroline: false }),
      yaxis: axis('', {
        range: [end, 0],
        tickvals: [...rows.map(({ at }) => at), dotsAt, ...others.map((_, index) => lineAt(index))],
        ticktext: [
          ...rows.map(({ name }) => `<b>${name}</b>`),
          `<b>${modelName(shown.seed)}</b>`,
          ...others.map(({ seed }) => modelName(seed)),
        ],
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
    },
    annotations: [
      ...dotsNotes(shown, marks, dotsAt, range),
      ...(firstLine === null
        ? []
        : noteBeside([firstLine.low, firstLine.high], lineAt(0), 'range, mean,<br>middle half', range)),
    ],
  };
}
