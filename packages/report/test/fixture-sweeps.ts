import { compareTrainings } from '@superposition/analyses/internal/sweeps/compare-trainings';
import { convergence } from '@superposition/analyses/internal/sweeps/convergence';
import { featureGains } from '@superposition/analyses/internal/sweeps/feature-gains';
import { sweepPoint } from '@superposition/analyses/internal/sweeps/sweep-point';
import { sweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { Config, ConfigInput } from '@superposition/core/internal/config/config';
import {
  configAt,
  type Sweep,
  type SweptSettings,
  sweepsOf,
  sweptSettings,
} from '@superposition/core/internal/config/sweeps';
import { initialWeights } from '@superposition/core/internal/network/weights';
import type { Figure } from '../src/figure.js';
import { withFigures } from '../src/figures/stages.js';
import { sweepExponent } from '../src/figures/sweep-exponent.js';
import { sweepLine } from '../src/figures/sweep-line.js';
import { sweepMap } from '../src/figures/sweep-map.js';
import { sweepSteps } from '../src/figures/sweep-steps.js';
import { type Chapter, chaptersOf } from '../src/page/chapters.js';
import { finish } from './finish.js';

/** The parts of the story, with the figures of these sweeps. */
export function chapters(config: Config, firstNumber: number): readonly Chapter[] {
  const drawn = withFigures(sweepsOf(config));
  return chaptersOf(
    firstNumber - 1,
    drawn.map(({ name }, index) => ({ name, number: firstNumber + index })),
  );
}

const someProbabilities = [0.02, 0.2];
/** Few points, so that a test takes little time. */
export const smallSweeps: NonNullable<ConfigInput['sweeps']> = {
  neurons: { values: [1, 4], seeds: 2 },
  activeProbability: { values: someProbabilities, seeds: 2 },
  lossExponent: { values: [2, 4], seeds: 1 },
  lossExponentSparse: { values: [2, 4], seeds: 1 },
  trainingSteps: { values: [100, 1000], seeds: 2 },
  exponentByProbability: { values: { lossExponent: [2, 4], activeProbability: someProbabilities } },
  neuronsByProbability: { values: { neurons: [1, 4], activeProbability: someProbabilities } },
};

/** The network of a sweep's point, with random weights. */
const modelAt = (config: Config, at: SweptSettings, seed: number) => ({
  weights: initialWeights(configAt(config, at).model, seed + at.steps),
});

function gainsOf(config: Config, { points, seeds: [seed = 0] }: Sweep) {
  return featureGains({ models: points.map((at) => modelAt(config, at, seed)) }, { points, seed });
}

/** What figure 7 gets of the sweep over exponents, if there is one. */
export function exponentGains(config: Config) {
  const sweep = sweepsOf(config).find(({ name }) => name === 'lossExponent');
  return sweep === undefined ? {} : { gains: gainsOf(config, sweep) };
}

/** The figures of the sweeps of a config, with networks of random weights. */
export function sweepFigures(config: Config, firstNumber: number): Figure[] {
  const own = sweptSettings(config);
  const sweeps = sweepsOf(config);
  const summaryOf = ({ points, seeds }: Sweep) => {
    const models = points.flatMap((at) =>
      seeds.map((seed) =>
        finish(sweepPoint({ model: modelAt(config, at, seed) }, { ...at, activeEntries: 200, seed })),
      ),
    );
    return sweepSummary({ models }, { points, seeds });
  };
  const judge = ({ points, seeds }: Sweep) => {
    const [longest, ...shorter] = points.toReversed();
    const comparisons = shorter
      .toReversed()
      .flatMap((at) =>
        seeds.map((seed) =>
          compareTrainings(
            { model: modelAt(config, at, seed), longest: modelAt(config, longest!, seed) },
            own,
          ),
        ),
      );
    return convergence({ comparisons }, { steps: points.map(({ steps }) => steps), seeds });
  };
  const exponents = sweeps.filter(({ name }) => name.startsWith('lossExponent'));
  const drawn = withFigures(sweeps);
  const place = drawn.findIndex(({ name }) => name === 'trainingSteps');
  const stepsFigure = place < 0 ? null : firstNumber + place;
  const judged = place < 0 ? {} : { convergence: judge(drawn[place]!) };
  return drawn.map((each, index) => {
    const number = firstNumber + index;
    const [{ setting }, second] = each.axes;
    if (second !== undefined) {
      const params = { number, settings: [setting, second.setting] as const, own, stepsFigure };
      return sweepMap({ sweep: summaryOf(each), ...judged }, params);
    }
    if (each === exponents[0])
      return sweepExponent(
        {
          sweeps: exponents.map(summaryOf),
          gains: exponents.map((line) => gainsOf(config, line)),
          ...judged,
        },
        { number, own, stepsFigure },
      );
    const params = { number, setting, own, stepsFigure };
    const line = { sweep: summaryOf(each), gains: gainsOf(config, each) };
    return setting === 'steps'
      ? sweepSteps({ ...line, convergence: judge(each) }, params)
      : sweepLine({ ...line, ...judged }, params);
  });
}
