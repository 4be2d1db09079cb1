import { randomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import { boundFindings } from '@superposition/analyses/internal/understanding/bounds';
import { codeFindings } from '@superposition/analyses/internal/understanding/codeword-findings';
import { prefixed } from '@superposition/analyses/internal/understanding/finding';
import { gainLine, gainOfModel } from '@superposition/analyses/internal/understanding/gain-line';
import { ladder } from '@superposition/analyses/internal/understanding/ladder';
import { lossesPerActive } from '@superposition/analyses/internal/understanding/losses-per-active';
import { theoryFindings } from '@superposition/analyses/internal/understanding/theory';
import {
  wordRaster,
  wordsBesideChance,
  wordsOfModel,
} from '@superposition/analyses/internal/understanding/words';
import type { Config } from '@superposition/core/internal/config/config';
import { convergedSteps, longestSteps } from '@superposition/core/internal/config/sweep-grids';
import { configAt, sweepsOf, sweptSettings } from '@superposition/core/internal/config/sweeps';
import { initialWeights } from '@superposition/core/internal/network/weights';
import type { Figure } from '../src/figure.js';
import { anglesFigure } from '../src/figures/angles-beside-chance.js';
import { codewordsFigure } from '../src/figures/codewords.js';
import { gainTheoryFigure, withoutGainTheory } from '../src/figures/gain-theory.js';
import { lossLadderFigure } from '../src/figures/loss-ladder.js';
import { withoutUnderstanding } from '../src/sentences/understanding.js';
import { explainedFigures } from './fixture-explained.js';
import { trainedRowOf } from './fixture-trained-rows.js';

const names = ['twins', 'twins', 'report', 'naiveStart', 'nonNegative', 'freeValues', 'linear', 'longest'];
const known = <T>(value: T) => ({ status: 'value', value }) as const;

/** The figures of the section "Understanding" of a config, with networks of random weights. */
export function understandingFigures(config: Config, seed: number): Figure[] {
  if (withoutUnderstanding(config) !== undefined) return [];
  const { activeProbability } = config.data;
  const { lossExponent, steps } = config.training;
  const params = { activeProbability, lossExponent };
  const modelOf = (each: number) => ({ weights: initialWeights(config.model, each) });
  const [twin, own] = [modelOf(seed), modelOf(seed + 1)];
  const sample = { label: 'fixture', activeProbability, blocks: 64, samplesPerBlock: 20 };
  const ofTwin = ladder(twin.weights, sample, lossExponent);
  const at = { ...sweptSettings(config), steps: convergedSteps(config) };
  const shared = { seed, converged: at, convergenceFigure: null };
  const lines = sweepsOf(config).flatMap(({ name, points }) =>
    name === 'activeProbability' || name === 'neurons' ? [{ setting: name, points }] : [],
  );
  return [
    lossLadderFigure(
      {
        ladder: ofTwin,
        rows: names.map((_, index) => known(trainedRowOf(config, seed, index))),
      },
      { ...shared, steps: { report: steps, longest: longestSteps(config) }, names },
    ),
    codewordsFigure(
      {
        raster: wordRaster({ model: twin }),
        chance: wordsBesideChance({ model: twin }),
        findings: codeFindings({ model: twin }),
        converged: [twin, own].map((model) => known(wordsOfModel({ model }))),
        shorter: [own, twin].map((model) => known(wordsOfModel({ model }))),
        shorterChance: wordsBesideChance({ model: own }),
      },
      { ...shared, steps },
    ),
    anglesFigure(
      {
        converged: randomFrames({ model: twin }, { frames: 50 }),
        shorter: randomFrames({ model: own }, { frames: 50 }),
        bounds: boundFindings({ model: twin }),
        ladder: ofTwin,
      },
      { ...shared, steps },
    ),
    lossExponent === 4
      ? gainTheoryFigure(
          {
            lines: lines.map(({ points }) =>
              gainLine(
                {
                  models: points.map((point) => ({
                    weights: initialWeights(configAt(config, point).model, 1),
                  })),
                },
                { points, seed },
              ),
            ),
            alone: gainOfModel({ model: twin }, { settings: at }),
            theory: theoryFindings({ model: twin }, params),
            losses: prefixed('loss', lossesPerActive(twin.weights, sample)),
          },
          { ...shared, features: config.model.features, settings: lines.map(({ setting }) => setting) },
        )
      : withoutGainTheory({}, { lossExponent }),
    ...explainedFigures(config, seed),
  ];
}
