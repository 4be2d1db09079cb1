import { decimals, significant, whole } from '../text/format.js';
import { definition, rule } from './rule.js';

/** What the section is. */
export const trainsInPage = definition(
  'Choose settings and press Train: this page then trains a network of its own, and shows its loss, its gains, its outputs and its input weights while it learns. Try q = 2 beside q = 4, or more neurons. The training runs in this browser, with the same code that trains the models of reports, and nothing leaves this machine.',
);

/** The section where no script runs, and on paper. */
export const trainsByScript = definition('The script of this page trains here, and it does not run.');
export const trainsOnScreen = definition('The page itself trains here, on a screen.');

/** The label of the slider over the states of a training. */
export const stepsOfTraining = definition('steps');
/** What is read at a place of it. */
export const stepOfTraining = rule(
  'counts finished steps',
  (step: number, steps: number) => `${whole(step)} of ${whole(steps)}`,
);

/** What the sliders do not change. */
export const unchangedSettings = rule(
  'the settings of the report that have no slider are those of every training here',
  ({
    batchSize,
    learningRate,
    schedule,
    initScale,
  }: {
    readonly batchSize: number;
    readonly learningRate: number;
    readonly schedule: 'cosine' | 'constant';
    readonly initScale: number;
  }) =>
    `As in the settings of the report: batches of ${whole(batchSize)}, learning rate ${significant(learningRate)}, ` +
    `${schedule === 'cosine' ? 'falling towards 0 along half a cosine' : 'held constant'}. The start is the first weights: “normal” draws them from a normal distribution of standard deviation ${significant(initScale)}, “naive” adds such noise to those of the naive solution, and Kaiming and Xavier are uniform, with widths that depend on n and m.`,
);

/** Where the settings of the report are above what a page trains. */
export const beyondLimits = definition(
  'The model of this report is larger than what this page trains. The sliders begin at the largest values that it takes.',
);

/** What the button for verifying does. */
export const whatVerifyingDoes = rule(
  'the digest is that of the artifact of the stage `model[seed=…]`: weights and loss curve',
  (seed: number) =>
    `Trains the model of seed ${seed} again, and compares a digest (sha256) of its weights and losses with that of the report. Equal digests mean that not one bit differs:`,
);
export const verifyingIsImpossible = definition(
  'The model of this report cannot be verified here: it does not follow from the settings, or another engine than the kernel trained it.',
);

/** The numbers of one finished training, for the line that is read aloud. */
export const trainingEnded = rule(
  'told by the worker at its end',
  (steps: number, milliseconds: number) =>
    `Trained ${whole(steps)} ${steps === 1 ? 'step' : 'steps'} in ${decimals(milliseconds / 1000, 2)} s.`,
);
export const trainingStarted = definition('Training …');
export const trainingStopped = rule(
  'the step of the last state that arrived',
  (step: number) => `Stopped after ${whole(step)} ${step === 1 ? 'step' : 'steps'}.`,
);
/** A message of the browser, which may end its sentence or not. */
const withoutStop = (message: string) => message.replace(/\.$/, '');

export const trainingFailed = rule(
  'the message is that of the browser or of the engine',
  (message: string) => `The training has failed: ${withoutStop(message)}.`,
);
export const trainingForbidden = rule(
  'the same worker that trains was asked for the smallest training, and it failed',
  (message: string) =>
    `This page cannot train here. A policy that it was sent with, a sandbox or the browser forbids workers or WebAssembly (${withoutStop(message)}). Everything else in the page works without them.`,
);

/** Whether the digests are equal. */
export const sameDigest = rule(
  'both digests are of the same bytes if they are equal, but for a collision of sha256',
  (digest: string, firstGain: number) => `The same model, to the last bit: ${digest}. R⁺₀₀ = ${firstGain}.`,
);
export const otherDigest = rule(
  'the digests differ',
  (digest: string) => `Another model: the digest here is ${digest}.`,
);
export const noDigestHere = definition(
  'This browser computes no sha256 for a page that came over a network without https, so the digests cannot be compared here.',
);
