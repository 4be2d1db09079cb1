import { explainedSettings } from '@superposition/analyses/internal/conclusions/explained';
import { ablationFindings } from '@superposition/analyses/internal/understanding/ablation';
import { crowd } from '@superposition/analyses/internal/understanding/crowd';
import { type Findings, prefixed } from '@superposition/analyses/internal/understanding/finding';
import { ladder, ladderFindings } from '@superposition/analyses/internal/understanding/ladder';
import { lineFindings } from '@superposition/analyses/internal/understanding/line-findings';
import { removeNegativeOutputs } from '@superposition/analyses/internal/understanding/negative-inputs';
import { participationFindings } from '@superposition/analyses/internal/understanding/participation';
import { trainedFindings } from '@superposition/analyses/internal/variants/trained-findings';
import type { Config } from '@superposition/core/internal/config/config';
import { convergedSteps } from '@superposition/core/internal/config/sweep-grids';
import { configAt, sweepsOf, sweptSettings } from '@superposition/core/internal/config/sweeps';
import { exactResponses } from '@superposition/core/internal/network/responses';
import { initialWeights } from '@superposition/core/internal/network/weights';
import type { Figure } from '../src/figure.js';
import { crowdFigure } from '../src/figures/crowd.js';
import { negativeInputsFigure } from '../src/figures/negative-inputs.js';
import { sparseExponentsFigure, withoutSparseExponents } from '../src/figures/sparse-exponents.js';
import { squaresFigure } from '../src/figures/squares.js';
import { trainedRowOf } from './fixture-trained-rows.js';

/** Figures E to H of a config, which are drawn from findings, with networks of random weights. */
export function explainedFigures(config: Config, seed: number): Figure[] {
  const { activeProbability } = config.data;
  const { lossExponent } = config.training;
  const own = { activeProbability, lossExponent };
  const weights = initialWeights(config.model, seed);
  const model = { weights };
  const sample = { label: 'fixture', activeProbability, blocks: 64, samplesPerBlock: 20 };
  const measured: Findings = {
    ...ladderFindings(ladder(weights, sample, lossExponent)),
    ...prefixed('negative.remove', removeNegativeOutputs(weights, sample)),
    ...linesOf(config),
    ...trainingsOf(config, seed),
  };
  const findings = { report: measured, converged: measured };
  const converged = { ...sweptSettings(config), steps: convergedSteps(config) };
  const shared = { seed, converged, convergenceFigure: null };
  const params = { ...shared, settings: explainedSettings(config) };
  const overExponents = sweepsOf(config).find(({ name }) => name === 'lossExponentSparse');
  return [
    overExponents === undefined
      ? withoutSparseExponents()
      : sparseExponentsFigure({ findings }, { ...params, points: overExponents.points }),
    negativeInputsFigure({ findings }, params),
    squaresFigure({ findings }, params),
    crowdFigure(
      {
        crowd: prefixed('crowd', crowd(weights, exactResponses(weights), sample)),
        participation: participationFindings({ model }),
        ablation: ablationFindings({ model }, own),
      },
      shared,
    ),
  ];
}

/** Findings along the sweeps over densities and over exponents on sparse data. */
function linesOf(config: Config): Findings {
  const names = {
    activeProbability: 'activeProbability',
    lossExponentSparse: 'sparse.lossExponent',
  } as const;
  const points = sweepsOf(config).flatMap((line) => {
    if (line.name !== 'activeProbability' && line.name !== 'lossExponentSparse') return [];
    const isSparse = line.name === 'lossExponentSparse';
    const start = names[line.name];
    return line.points.map((at) => ({ at, name: `${start}=${at[line.axes[0].setting]}`, isSparse }));
  });
  return lineFindings(
    {
      models: points.map(({ at }, index) => ({ weights: initialWeights(configAt(config, at).model, index) })),
    },
    {
      points: points.map(({ at: { activeProbability, lossExponent }, name, isSparse }) => ({
        name,
        isSparse,
        activeProbability,
        lossExponent,
      })),
    },
  );
}

/** Findings of other trainings: under L2 from both starts over three lengths, and with W_in at or above zero. */
function trainingsOf(config: Config, seed: number): Findings {
  const { steps } = config.training;
  const lengths = ['', `.steps=${steps}`, `.steps=${3 * convergedSteps(config)}`];
  const names = [
    ...['twins', 'twins', 'report', 'naiveStart', 'nonNegative'],
    ...['squares', 'squaresNaiveStart'].flatMap((start) => lengths.map((length) => `${start}${length}`)),
  ];
  const rows = names.map((_, index) => trainedRowOf(config, seed, index));
  return trainedFindings({ rows }, { names });
}
