import type { Config } from '@superposition/core/config';
import { counted, listing, significant, whole } from '../text/format.js';
import { paragraph } from './paragraph.js';
import { definition, rule, stated } from './rule.js';

type Model = Config['model'];
type Training = Omit<Config['training'], 'seeds'>;

/** How the weights of a training start. */
const start = rule('as the config says; the naive start serves min(m, n) features', (model: Model) => {
  const { init, features, neurons } = model;
  const served = Math.min(features, neurons);
  switch (init.kind) {
    case 'normal':
      return `Every weight starts normal with standard deviation ${significant(init.scale)}.`;
    case 'kaiming-uniform':
      return 'Every weight starts uniform within ±1/√(fan-in).';
    case 'xavier-uniform':
      return 'Every weight starts uniform within ±√(6/(fan-in + fan-out)).';
    case 'naive':
      return `The weights start as the naive solution, in which ${counted(served, 'feature')} ${served === 1 ? 'has' : 'have'} a neuron of ${served === 1 ? 'its' : 'their'} own with weights 1 in and out, plus normal noise of standard deviation ${significant(init.scale)}.`;
  }
});

/** The network, and for a training how its weights start. */
export const modelMethod = rule('describes the config', (model: Model, isGiven: boolean) =>
  paragraph(
    stated(
      'describes the config',
      `*Model.* y = W_out·relu(W_in·x) without biases: ${counted(model.features, 'feature')}, ${counted(model.neurons, 'neuron')}. Column i of W_in is the encoding of feature i.`,
    ),
    isGiven ? definition('') : start(model),
  ),
);

/** The data that models are trained and evaluated on. */
export const dataMethod = rule(
  'n·p of several features are active on average',
  ({ features }: Model, p: number) => {
    const active =
      features === 1
        ? `The feature is active with probability ${p}`
        : `Each feature is active independently with probability ${p}, so ${significant(features * p)} of ${whole(features)} on average`;
    return `*Data.* ${active}; an active value is uniform on (−1, 1), an inactive one is 0. The target is t = relu(x).`;
  },
);

/** The loss and the optimiser. */
export const trainingMethod = rule(
  'describes the config; the learning rate of step t is rate·½(1 + cos(πt/T)), which is above 0 also in the last step',
  ({ lossExponent, learningRate, schedule, steps, batchSize }: Training, seeds: readonly number[]) => {
    const annealed = schedule === 'cosine' ? 'annealed by half a cosine towards 0' : 'held constant';
    const length = steps === 1 ? '1 step,' : `${counted(steps, 'step')}, each`;
    return (
      `*Training.* The loss is the mean over batch and features of |y − t|^${lossExponent}. Adam (β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, bias-corrected) at learning rate ${significant(learningRate)}, ${annealed}, ` +
      `for ${length} on a fresh batch of ${counted(batchSize, 'sample')}. ${trainedSeeds(seeds)}`
    );
  },
);

/** Which models were trained, and which of them figures show. */
const trainedSeeds = rule('a report that trains has at least one seed', (seeds: readonly number[]) => {
  if (seeds.length === 1) return `1 model, seed ${seeds[0]}.`;
  const consecutive = seeds.every((seed, index) => seed === index);
  const named =
    consecutive && seeds.length > 2
      ? `0 to ${whole(seeds.length - 1)}`
      : seeds.length > 20
        ? `${seeds.slice(0, 20).join(', ')}, …`
        : listing(seeds.map(String));
  return `${counted(seeds.length, 'model')}, seeds ${named}; figures show seed ${seeds[0]} unless they say otherwise.`;
});

/** Of given weights nothing is called a training loss. */
export const givenMethod = rule(
  'the weights were given, so their training is not known; the exponent is that of the settings',
  ({ lossExponent }: Training) =>
    `*Weights.* They were given, and nothing was trained; of a file, the provenance names the sha256 and the tensors. The exponent q of losses named lq is that of the settings, ${lossExponent}, and need not be that of their training.`,
);

/** What is exact, and what is estimated from samples. */
export const evaluationMethod = rule(
  'figures that evaluate models on other samples say on how many',
  (samples: number, isGiven: boolean) =>
    '*Evaluation.* What follows from the weights alone is exact: with only feature i active the network is linear on either side of zero, with slopes R⁺ = W_out·relu(W_in) and R⁻ = W_out·relu(−W_in). ' +
    'Of a loss on the data distribution, the part of each feature alone is exact. What other active features add or take away is estimated, ' +
    `from ${counted(samples, 'sample')} a model${isGiven ? ' drawn from seed 0' : ''}, where a figure does not say otherwise.`,
);

/** Why the same settings give the same numbers. */
export const arithmeticMethod = rule(
  'stages that run TensorFlow.js depend on its backend, and no others',
  (isGiven: boolean) =>
    isGiven
      ? '*Arithmetic.* Weights are 32-bit floating-point numbers, everything is summed in a fixed order, and every random number derives from a seed, so that the same weights and settings give the same numbers on every machine.'
      : '*Arithmetic.* Training runs in 32-bit floating point with a fixed order of summation, and every random number derives from a seed, so that the same settings give the same numbers on every machine; what TensorFlow.js computes, where it is used, depends on its backend as well.',
);
