import { counted, listing, significant, whole } from '../text/format.js';
import { html } from '../text/html.js';
import { prose } from '../text/prose.js';
import type { ReportSettings } from './report-settings.js';
import type { Section } from './section.js';

/** The experiment as configured. */
export function methodSection(settings: ReportSettings): Section {
  const { model, data, training, evaluation } = settings;
  const { features: n, neurons: m } = model;
  const isGiven = settings.weights === 'given';
  const paragraphs = [
    `*Model.* y = W_out·relu(W_in·x) without biases: ${counted(n, 'feature')}, ${counted(m, 'neuron')}. Column i of W_in is the encoding of feature i.${isGiven ? '' : ` ${starts(model)}`}`,
    `*Data.* Each feature is active independently with probability ${data.activeProbability}, so ${significant(n * data.activeProbability)} of ${whole(n)} on average; an active value is uniform on (−1, 1), an inactive one is 0. The target is t = relu(x).`,
    isGiven ? givenWeights(training) : trainingSentence(settings),
    `*Evaluation.* What follows from the weights alone is exact: with only feature i active the network is linear on either side of zero, with slopes R⁺ = W_out·relu(W_in) and R⁻ = W_out·relu(−W_in). Errors on the data distribution are Monte-Carlo estimates from ${counted(evaluation.samples, 'sample')} a model${isGiven ? ', drawn from seed 0' : ''}.`,
    `*Arithmetic.* ${isGiven ? 'Weights are 32-bit floating-point numbers, everything is summed in a fixed order' : 'Training runs in 32-bit floating point with a fixed order of summation'}, and every random number derives from a seed, so that the same ${isGiven ? 'weights and settings' : 'settings'} give the same numbers on every machine${isGiven ? '' : '; a cross-check with TensorFlow.js, where there is one, depends on its backend alone'}.`,
  ];
  return {
    id: 'method',
    title: 'Method',
    body: html`<div class="prose">${paragraphs.map((paragraph) => html`<p>${prose(paragraph)}</p>`)}</div>`,
  };
}

function trainingSentence({ training, seeds }: ReportSettings): string {
  return `*Training.* The loss is the mean over batch and features of |y − t|^${training.lossExponent}. Adam (β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, bias-corrected) at learning rate ${significant(training.learningRate)}, ${
    training.schedule === 'cosine' ? 'annealed by a cosine to 0' : 'held constant'
  }, for ${counted(training.steps, 'step')}, each on a fresh batch of ${counted(training.batchSize, 'sample')}. ${seedSentence(seeds)}`;
}

function givenWeights({ lossExponent }: ReportSettings['training']): string {
  return `*Weights.* They were given, and nothing was trained; of a file, the provenance names the sha256 and the tensors. The exponent q of losses named lq is that of the settings, ${lossExponent}.`;
}

function starts({ init, neurons }: ReportSettings['model']): string {
  switch (init.kind) {
    case 'normal':
      return `Every weight starts normal with standard deviation ${significant(init.scale)}.`;
    case 'kaiming-uniform':
      return 'Every weight starts uniform within ±1/√(fan-in).';
    case 'xavier-uniform':
      return 'Every weight starts uniform within ±√(6/(fan-in + fan-out)).';
    case 'naive':
      return `The weights start as the naive solution, in which ${counted(neurons, 'neuron')} serve as many features with weights 1 in and out, plus normal noise of standard deviation ${significant(init.scale)}.`;
  }
}

function seedSentence(seeds: readonly number[]): string {
  const consecutive = seeds.every((seed, index) => seed === index);
  const named =
    consecutive && seeds.length > 2
      ? `0 to ${whole(seeds.length - 1)}`
      : seeds.length > 20
        ? `${seeds.slice(0, 20).join(', ')}, …`
        : listing(seeds.map(String));
  return `${counted(seeds.length, 'model')}, seed${seeds.length === 1 ? '' : 's'} ${named}; figures show seed ${seeds[0]} unless they say otherwise.`;
}
