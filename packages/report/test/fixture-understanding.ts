import { ladder } from '@superposition/analyses/internal/understanding/ladder';
import { trainedRow } from '@superposition/analyses/internal/variants/trained-row';
import type { Config } from '@superposition/core/internal/config/config';
import { convergedSteps, longestSteps } from '@superposition/core/internal/config/sweep-grids';
import { sweptSettings } from '@superposition/core/internal/config/sweeps';
import { initialWeights } from '@superposition/core/internal/network/weights';
import type { Figure } from '../src/figure.js';
import { lossLadderFigure } from '../src/figures/loss-ladder.js';
import { withoutUnderstanding } from '../src/sentences/understanding.js';

const names = ['twins', 'twins', 'report', 'naiveStart', 'nonNegative', 'freeValues', 'linear', 'longest'];

/** The figures of the section "Understanding" of a config, with networks of random weights. */
export function understandingFigures(config: Config, seed: number): Figure[] {
  if (withoutUnderstanding(config) !== undefined) return [];
  const { model, data, training } = config;
  const { activeProbability } = data;
  const { lossExponent, steps } = training;
  const modelOf = (each: number) => ({ weights: initialWeights(model, each) });
  const twin = modelOf(seed);
  const sample = { label: 'fixture', activeProbability, blocks: 64, samplesPerBlock: 20 };
  const rows = names.map((_, index) =>
    trainedRow({ model: modelOf(seed + index), twin }, { activeProbability, lossExponent }),
  );
  return [
    lossLadderFigure(
      {
        ladder: ladder(twin.weights, sample, lossExponent),
        rows: rows.map((value) => ({ status: 'value', value }) as const),
      },
      {
        seed,
        converged: { ...sweptSettings(config), steps: convergedSteps(config) },
        steps: { report: steps, longest: longestSteps(config) },
        names,
        convergenceFigure: null,
      },
    ),
  ];
}
