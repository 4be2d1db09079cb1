import type { PlotPanel, Trace } from '../figure.js';
import { errorAxis, ignoredLine } from '../sentences/errors-of-seeds.js';
import { hollow, paper } from '../theme.js';
import { type FeatureStrips, featureStrips } from './feature-strips.js';
import { dashedUp, zeroUp } from './levels.js';
import type { ValuesOfModel } from './strip-dots.js';
import { naiveNotes, note } from './strip-notes.js';

/** Errors of no feature: those of the naive solution, and that of an ignored feature. */
export interface Untrained {
  readonly naive: readonly number[];
  readonly ignored: number;
}

/** Pixels: a band for the label of the line at 1/6, and two rows. */
const label = 20;
const row = 24;
const zeroAt = label + row / 2;
const naiveAt = label + 1.5 * row;

/** Strips of errors, from 0 to the largest error of the models, or to that of an ignored feature. */
export function errorsOfModels(models: readonly ValuesOfModel[], ignored: number): FeatureStrips {
  const largest = models
    .flatMap(({ values }) => values)
    .reduce<number>((high, error) => Math.max(high, error ?? 0), ignored);
  return {
    models,
    title: errorAxis,
    range: [0, largest],
    above: label + 2 * row + 6,
    rows: [
      { at: zeroAt, name: 'zero' },
      { at: naiveAt, name: 'naive' },
    ],
  };
}

/** The errors of all models, below rings for the naive solution and the output 0. */
export function errorStrips(
  strips: FeatureStrips,
  { naive, ignored }: Untrained,
): Pick<PlotPanel, 'traces' | 'layout' | 'height'> {
  const { annotations, layout, traces, height } = featureStrips(strips);
  const exact = naive.filter((error) => error === 0).length;
  return {
    height,
    traces: [rings(exact, naive.length, ignored), ...traces],
    layout: {
      ...layout,
      shapes: [zeroUp(), dashedUp(ignored)],
      annotations: [
        note(ignored, label / 2, ignoredLine, 'right'),
        ...naiveNotes(exact, naive.length, ignored, [zeroAt, naiveAt], ignored < 0.5 * strips.range[1]),
        ...annotations,
      ],
    },
  };
}

/** The output 0 has the error of an ignored feature everywhere, the naive solution on those that have no neuron of their own. */
function rings(exact: number, features: number, ignored: number): Trace {
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
