import type { InputWeights, NeuronUse } from '@superposition/analyses/internal/weights/input-weights';
import { type Convergence, convergedAt } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { Figure, Layout, PlotPanel, Trace } from '../figure.js';
import { counted, whole } from '../text/format.js';
import { axis, symbols } from '../plot/axis.js';
import { featureViews, heatmapTraces, symmetricLimit } from '../plot/heatmap-traces.js';
import { type UseAfterSteps, usesBySteps } from '../plot/uses-by-steps.js';
import { type Settled, settledValues } from '../settled.js';
import { unreached } from '../sentences/zero-lines.js';
import { four, fourArea, ink, paper, soft } from '../theme.js';
import { colours, heatmapSummary, orderDefinition, reduction } from '../sentences/heatmaps.js';
import { modelName, type ModelSeed, oneModel, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { hollowMarks } from '../sentences/trained.js';
import {
  namedLengths,
  type UsedAfter,
  usedAfterSteps,
  usesInWords,
  usesOverSteps,
} from '../sentences/uses-by-steps.js';
import {
  columnsAreEncodings,
  digital,
  fewNeurons,
  inputDefinitions,
  neuronsUsed,
  ownGauge,
  useFinding,
  useMarks,
  usesDiffer,
  useSummary,
} from '../sentences/weights.js';
import { neuronsByFeatures } from '../plot/heatmap-layout.js';

export interface Figure3Params {
  readonly seed: ModelSeed;
  /** `null` where it is not known how long the model was trained. */
  readonly steps: number | null;
  /** The number of the figure that compares lengths of training; null if the report has none. */
  readonly convergenceFigure?: number | null;
}

export interface Figure3Inputs {
  readonly weights: InputWeights;
  /** Of all models, the one that is drawn first. */
  readonly uses: readonly NeuronUse[];
  /** The models of the sweep over steps, and which of them have converged; empty if there is none. */
  readonly lengths: readonly Settled<SweepSummary>[];
  readonly convergence: readonly Settled<Convergence>[];
}

/** Figure 3: W_in as a heatmap, and how many neurons each feature uses. */
export function figure3(inputs: Figure3Inputs, params: Figure3Params): Figure<Sentence> {
  const { seed, steps, convergenceFigure = null } = params;
  const { weights, uses } = inputs;
  const { matrix, facts } = weights;
  const { features, neurons, use, orders } = facts;
  const limit = symmetricLimit(matrix);
  const ours = ownGauge(seed);
  const differ = usesDiffer(weights);
  const [lengths] = settledValues(inputs.lengths);
  const used = lengths === undefined ? [] : usedAfterSteps(lengths);
  const isFollowed = steps !== null && used.length > 1;
  const [convergence] = settledValues(inputs.convergence);
  const isOpen = steps !== null && convergedAt(convergence, steps) === false;
  const followed = used.map((each) => ({
    ...each,
    isOpen: convergedAt(convergence, each.steps) === false,
  }));
  const most = Math.max(...uses.map(({ histogram }) => histogram.length), use.balanced.histogram.length);
  return {
    id: 'figure-3',
    number: 3,
    title: 'Input weights',
    finding: paragraph(
      useFinding(uses, neurons),
      ...(isFollowed ? [usesOverSteps(used, steps, lengths!.seeds)] : []),
    ),
    caption: paragraphs(
      paragraph(
        oneModel(seed, steps),
        columnsAreEncodings,
        neuronsUsed(weights, seed),
        fewNeurons(weights, seed),
        unreached(facts.zeros, neurons, features),
      ),
      paragraph(
        digital(weights),
        useMarks(weights, uses.length),
        hollowMarks(isOpen || (isFollowed && followed.some((each) => each.isOpen)), convergenceFigure),
      ),
    ),
    definitions: paragraphs(
      ...inputDefinitions(weights, seed),
      colours(matrix, 'W_in', limit),
      orderDefinition(matrix),
      reduction(matrix, 'W_in'),
    ),
    views: featureViews,
    panels: [
      {
        kind: 'plot',
        id: 'weights',
        title: `W_in, ${shownModels(seed, steps)}: neurons down, features across`,
        summary: paragraph(heatmapSummary(matrix, 'W_in', limit), neuronsUsed(weights, seed)),
        width: 'full',
        aspect: 0.3,
        traces: [],
        views: heatmapTraces({
          heatmaps: matrix,
          orders,
          features: 'columns',
          limit,
          entry: `entry of ${symbols.inputWeights}`,
          entries: `entries of ${symbols.inputWeights}`,
          rowName: 'neuron',
          columnName: 'feature',
        }),
        layout: neuronsByFeatures(`${counted(features, 'feature')} in the chosen order`),
      },
      {
        kind: 'plot',
        id: 'use',
        title:
          uses.length > 1
            ? `Neurons that a feature uses: bars ${modelName(seed)}, lines ${shownModels(seed, steps, uses.length)}`
            : `Neurons that a feature uses, ${shownModels(seed, steps)}`,
        summary: useSummary(weights, seed),
        width: isFollowed ? 'half' : 'full',
        aspect: isFollowed ? 0.6 : 0.3,
        traces: [
          {
            ...bars(ours, use.trained, most),
            marker: isOpen
              ? { color: paper, line: { color: four, width: 1.5 } }
              : { color: fourArea, line: { width: 0 } },
            ...(uses.length > 1 ? { error_y: rangeOver(uses, most) } : {}),
          },
          ...(differ
            ? [
                {
                  ...bars('balanced gauge', use.balanced, most),
                  marker: { color: soft, line: { color: four, width: 1 } },
                },
              ]
            : []),
        ],
        layout: {
          barmode: 'group',
          bargap: 0.35,
          showlegend: false,
          xaxis: axis('neurons that a feature uses', {
            tickformat: 'd',
            showgrid: false,
            zeroline: false,
            range: [-0.6, most - 0.4],
            // Every count gets a tick, as long as there is room.
            ...(most <= 25 ? { dtick: 1 } : {}),
          }),
          yaxis: axis('features', { rangemode: 'tozero' }),
          ...(differ && { annotations: gaugeNotes(use, ours) }),
        },
      },
      ...(isFollowed ? [followedPanel(followed, steps, lengths!.seeds)] : []),
    ],
    tables: [
      {
        title: 'How many features use so many neurons',
        columns: ['neurons used', `features, ${ours}`, 'features, balanced gauge'],
        rows: Array.from(
          { length: Math.max(use.trained.histogram.length, use.balanced.histogram.length) },
          (_, count) => [
            whole(count),
            whole(use.trained.histogram[count] ?? 0),
            whole(use.balanced.histogram[count] ?? 0),
          ],
        ),
      },
    ],
  };
}

function followedPanel(
  used: readonly (UsedAfter & UseAfterSteps)[],
  own: number,
  seeds: readonly number[],
): PlotPanel<Sentence> {
  return {
    kind: 'plot',
    id: 'use-by-steps',
    title: `Their mean by the number of steps, ${shownModels(seeds[0]!, null, seeds.length)}`,
    summary: usesInWords(used),
    width: 'half',
    aspect: 0.6,
    ...usesBySteps(used, namedLengths(used, own), own),
  };
}

function bars(name: string, { histogram }: NeuronUse, most: number): Trace {
  const counts = Array.from({ length: most }, (_, count) => count);
  return {
    type: 'bar',
    name,
    x: counts,
    y: counts.map((count) => histogram[count] ?? 0),
    hovertemplate: '%{x} neurons: %{y} features<extra></extra>',
  };
}

/** Lines from the fewest to the most features that any model has at a count, around those of the first model. */
function rangeOver(uses: readonly NeuronUse[], most: number): Layout {
  const all = Array.from({ length: most }, (_, count) => uses.map((each) => each.histogram[count] ?? 0));
  return {
    type: 'data',
    symmetric: false,
    array: all.map((features) => Math.max(...features) - features[0]!),
    arrayminus: all.map((features) => features[0]! - Math.min(...features)),
    color: ink,
    thickness: 1.5,
    width: 0,
  };
}

/** The names of both gauges, above the highest bar of each. */
function gaugeNotes({ trained, balanced }: InputWeights['facts']['use'], ours: string): readonly Layout[] {
  const above = ({ histogram }: NeuronUse, text: string, side: -1 | 1) => {
    const most = Math.max(...histogram);
    return {
      x: histogram.indexOf(most) + 0.16 * side,
      y: most,
      xref: 'x',
      yref: 'y',
      text,
      showarrow: false,
      xanchor: side < 0 ? 'right' : 'left',
      yanchor: 'bottom',
      font: { color: four, size: 13 },
    };
  };
  return [above(trained, `<b>${ours}</b>`, -1), above(balanced, 'balanced gauge', 1)];
}
