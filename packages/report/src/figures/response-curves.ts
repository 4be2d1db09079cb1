import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import { populationSd } from '@superposition/core/internal/numbers/statistics';
import type { Figure, Trace } from '../figure.js';
import { oneScale, whole } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { manyLines, theoryInk, trainedBlue, zeroGrey } from '../theme.js';
import { float32Array } from '../typed-array.js';
import { meanStands } from '../sentences/describe-values.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import { ownResponses, responseDefinitions, smallPanels, sweptCheck } from '../sentences/responses.js';
import type { Sentence } from '../sentences/rule.js';

export interface Figure2Params {
  readonly seed: ModelSeed;
}

/** Figure 2: the output of each feature over x from −1 to 1, while this feature alone is active. */
export function figure2({ curves }: { curves: ResponseCurves }, params: Figure2Params): Figure<Sentence> {
  const { positive, negative, positiveMean, negativeMean, shown } = curves;
  const ends = [...positive, ...negative, 0, 1];
  const y = [Math.min(...ends), Math.max(...ends)] as const;
  const statement = ownResponses(curves);
  // A mean that no feature is near would be one more curve, and an untrue one.
  const hasMean = positive.length > 1 && meanStands(positiveMean, populationSd(positive));
  return {
    id: 'figure-2',
    number: 2,
    title: 'Input–output response of each feature',
    caption: paragraphs(paragraph(oneModel(params.seed), statement), sweptCheck(curves)),
    definitions: responseDefinitions(curves, params.seed),
    panels: [
      {
        kind: 'plot',
        id: 'overlay',
        title:
          curves.features === 1
            ? 'The response and relu'
            : `All ${whole(curves.features)} responses${hasMean ? ', their mean' : ''} and relu`,
        summary: statement,
        width: 'half',
        aspect: 0.95,
        traces: [
          {
            type: 'scatter',
            mode: 'lines',
            name: 'each feature',
            x: float32Array(positive.flatMap(() => [-1, 0, 1, Number.NaN])),
            y: float32Array(positive.flatMap((gain, feature) => [negative[feature]!, 0, gain, Number.NaN])),
            line: { color: manyLines, width: 1 },
            hoverinfo: 'skip',
          },
          ...(hasMean ? [meanTrace(negativeMean, positiveMean)] : []),
          {
            type: 'scatter',
            mode: 'lines',
            name: 'relu, the target',
            x: [-1, 0, 1],
            y: [0, 0, 1],
            line: { color: theoryInk, width: 1.5, dash: 'dash' },
            hoverinfo: 'skip',
          },
        ],
        layout: {
          xaxis: axis('input x of the feature', { range: [-1, 1], dtick: 0.5 }),
          yaxis: axis('output of the same feature', { range: padded(y) }),
        },
      },
      {
        kind: 'multiples',
        id: 'each',
        title:
          shown.length < curves.features
            ? `${whole(shown.length)} features, one panel each: input x across, its output up, relu in grey`
            : 'One panel a feature: input x across, its output up, relu in grey',
        summary: smallPanels(curves),
        width: 'half',
        x: [-1, 1],
        y: padded(y),
        curveColour: trainedBlue,
        referenceColour: zeroGrey,
        reference: [
          [-1, 0],
          [0, 0],
          [1, 1],
        ],
        cells: shown.map((feature) => ({
          label: String(feature),
          points: [
            [-1, negative[feature]!],
            [0, 0],
            [1, positive[feature]!],
          ],
        })),
      },
    ],
    tables: [
      {
        title: 'Own output with one feature active',
        columns: ['', 'mean over features', 'smallest', 'largest'],
        rows: [ownRow('x = 1: R⁺ᵢᵢ', positiveMean, positive), ownRow('x = −1: R⁻ᵢᵢ', negativeMean, negative)],
      },
    ],
  };
}

function meanTrace(atMinusOne: number, atOne: number): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'mean over features',
    x: [-1, 0, 1],
    y: [atMinusOne, 0, atOne],
    line: { color: trainedBlue, width: 3 },
    hovertemplate: 'mean at %{x}: %{y:.4f}<extra></extra>',
  };
}

function ownRow(name: string, mean: number, values: readonly number[]): string[] {
  const numbers = [mean, Math.min(...values), Math.max(...values)];
  return [name, ...numbers.map(oneScale(numbers, 4))];
}

function padded([low, high]: readonly [number, number]): readonly [number, number] {
  const margin = 0.04 * (high - low);
  return [low - margin, high + margin];
}
