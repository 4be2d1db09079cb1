import type { Formation } from '@superposition/analyses/internal/formation/formation';
import type { NetworkState } from '@superposition/analyses/internal/formation/network-state';
import type { Figure, PanelHead, PlotPanel } from '../figure.js';
import { coarse } from '../plot/coarse.js';
import { smallArea } from '../plot/gain-areas.js';
import {
  type FormedTraining,
  formationPanels,
  formationScale,
  formationTraces,
  stateInNumbers,
} from '../plot/formation-panels.js';
import {
  formationDefinitions,
  formationTitle,
  howFormationIsRounded,
  howItFormed,
  notRepeated,
  placeOnSlider,
  sliderOverSteps,
  wayOfTraining,
} from '../sentences/formation.js';
import { oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { oneScale, significant, whole } from '../text/format.js';
import { fourArea } from '../theme.js';

export interface FormationFigureParams {
  readonly seed: number;
  readonly activeProbability: number;
  readonly lossExponent: number;
  readonly steps: number;
}

/** Values are rounded so that each takes two or three bytes of the page: gains to 9 bits, input weights to 6. */
const bits = { gains: 9, weights: 6 } as const;

/** How the model of the first seed formed: its states along a slider over the steps of its training. */
export function formationFigure(
  { formation }: { readonly formation: Formation },
  { seed, ...settings }: FormationFigureParams,
): Figure<Sentence> {
  const base = { id: 'figure-steps', number: null, title: formationTitle } as const;
  if (formation.facts.shape === null)
    return {
      ...base,
      caption: paragraphs(paragraph(notRepeated(seed))),
      definitions: [],
      panels: [],
      tables: [],
    };
  const { features, neurons, curve } = formation.facts;
  const training: FormedTraining = { ...settings, seed, features, neurons, curve };
  const exact = statesOf(formation);
  const gains = coarse(formation.positive, bits.gains);
  const leaks = coarse(formation.negative, bits.gains);
  const weights = coarse(formation.input, bits.weights);
  const states = statesOf({
    ...formation,
    positive: gains,
    negative: leaks,
    input: Float32Array.from(weights),
  });
  const scale = formationScale(training, states);
  const numbers = exact.map((state) => stateInNumbers(state, training, scale));
  const first = states.at(-1)!;
  const ids = states.map(({ step }) => `step${step}`);
  const traces = states.map((state) => formationTraces(state, training, scale));
  const heads = exact.map((state) => formationPanels(state, training, scale));
  const panels = formationPanels(first, training, scale).map(
    (panel, place): PlotPanel<Sentence> => ({
      ...panel,
      summary: heads.at(-1)![place]!.summary,
      views: Object.fromEntries(
        ids.map((id, index) => [id, traces[index]![panel.id as keyof (typeof traces)[0]]]),
      ),
      heads: Object.fromEntries(
        ids.map((id, index): [string, PanelHead<Sentence>] => {
          const { title, summary } = heads[index]![place]!;
          return [id, { title, summary }];
        }),
      ),
    }),
  );
  return {
    ...base,
    finding: wayOfTraining(numbers),
    caption: paragraphs(paragraph(oneModel(seed, settings.steps), howItFormed(numbers))),
    definitions: [
      formationDefinitions.loss(scale.divisor),
      formationDefinitions.gains,
      formationDefinitions.words,
      howFormationIsRounded,
    ],
    views: {
      title: sliderOverSteps,
      options: states.map(({ step }, index) => ({ id: ids[index]!, label: whole(step) })),
      slider: {
        first: ids.at(-1)!,
        places: numbers.map((state) => ({
          value: placeOnSlider(state),
          heights: smallArea(state.positive, 12),
          group: '',
          colour: fourArea,
        })),
      },
    },
    panels,
    tables: [
      {
        title: 'States of the training',
        columns: [
          'steps',
          `loss ÷ ${scale.divisor}`,
          'smallest gain',
          'largest gain',
          'neurons a feature uses',
        ],
        rows: numbers.map(({ step, ratio, positive, neuronsUsed }) => {
          const ends = [Math.min(...positive), Math.max(...positive)];
          return [
            whole(step),
            ratio === null ? '–' : significant(ratio),
            ...ends.map(oneScale(ends, 4)),
            significant(neuronsUsed),
          ];
        }),
      },
    ],
  };
}

function statesOf({ facts, positive, negative, input }: Formation): readonly NetworkState[] {
  const { features, shape, order } = facts;
  if (shape === null) return [];
  const cells = shape.rows * shape.columns;
  return facts.steps.map((step, index) => ({
    step,
    positive: positive.slice(index * features, (index + 1) * features),
    negative: negative.slice(index * features, (index + 1) * features),
    neuronsUsed: facts.neuronsUsed[index]!,
    order,
    input: { shape, values: input.slice(index * cells, (index + 1) * cells) },
  }));
}
