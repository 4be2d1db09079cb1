import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import type { Figure } from '../figure.js';
import { counted, decimals, significant, whole } from '../text/format.js';
import { axis } from '../plot/axis.js';
import { manyLines, theoryInk, trainedBlue, zeroGrey } from '../theme.js';
import { float32Array } from '../typed-array.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';

export interface Figure2Params {
  readonly seed: ModelSeed;
}

/** Figure 2: the output of each feature over x from −1 to 1, while this feature alone is active. */
export function figure2({ curves }: { curves: ResponseCurves }, params: Figure2Params): Figure {
  const { positive, negative, positiveMean, negativeMean, shown, check } = curves;
  const ends = [...positive, ...negative, 0, 1];
  const y = [Math.min(...ends), Math.max(...ends)] as const;
  const range = (values: readonly number[]) =>
    `${decimals(Math.min(...values), 3)} to ${decimals(Math.max(...values), 3)}`;
  const statement =
    `At x = 1 a feature’s own output is ${significant(positiveMean)} on average (${range(positive)}); ` +
    `at x = −1 it is ${significant(negativeMean)} (${range(negative)}). A perfect one would be 1 and 0.`;
  return {
    id: 'figure-2',
    number: 2,
    title: 'Input–output response of each feature',
    caption: [
      `${oneModel(params.seed)} ${statement}`,
      `Swept through the forward pass at ${check.inputs.length} inputs for ${counted(check.features, 'feature')}, the ` +
        `curves differ from these exact lines by at most ${significant(check.maximumDifference, 2)}.`,
    ],
    definitions: [
      'Exact, without a sweep: the network is positively homogeneous, so with only feature i active its own output ' +
        'is x·R⁺ᵢᵢ for x > 0 and |x|·R⁻ᵢᵢ for x < 0, with R⁺ = W_out·relu(W_in) and R⁻ = W_out·relu(−W_in).',
      'The gain shown for positive inputs is R⁺ᵢᵢ, the slope of the right half; it is not the diagonal of W_eff, ' +
        'which is R⁺ᵢᵢ − R⁻ᵢᵢ.',
      `${oneModel(params.seed)}` +
        (shown.length < curves.features
          ? ` ${whole(shown.length)} of the ${whole(curves.features)} features have a panel of their own, evenly spaced by index; the overlay has all.`
          : ''),
    ],
    panels: [
      {
        kind: 'plot',
        id: 'overlay',
        title: `All ${whole(curves.features)} responses, their mean and relu`,
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
          {
            type: 'scatter',
            mode: 'lines',
            name: 'mean',
            x: [-1, 0, 1],
            y: [negativeMean, 0, positiveMean],
            line: { color: trainedBlue, width: 3 },
            hovertemplate: 'mean at %{x}: %{y:.4f}<extra></extra>',
          },
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
        summary: `Small panels of ${counted(shown.length, 'feature')}, each labelled with its index, on equal axes from −1 to 1 with relu behind.`,
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
        rows: [
          [
            'x = 1: R⁺ᵢᵢ',
            significant(positiveMean),
            decimals(Math.min(...positive), 4),
            decimals(Math.max(...positive), 4),
          ],
          [
            'x = −1: R⁻ᵢᵢ',
            significant(negativeMean),
            decimals(Math.min(...negative), 4),
            decimals(Math.max(...negative), 4),
          ],
        ],
      },
    ],
  };
}

function padded([low, high]: readonly [number, number]): readonly [number, number] {
  const margin = 0.04 * (high - low);
  return [low - margin, high + margin];
}
