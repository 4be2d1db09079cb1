import * as z from 'zod';
import { depths, initKinds, isLossExponent, limits, lossExponentRange, schedules } from './limits.js';
import { choice, flag, flagByDepth, group, integer, number, seeds, settingNotes } from './setting-schemas.js';
import { sweeps } from './sweep-schema.js';

/** The training engines that a config may name. The caller of `parseConfig` says which of them are installed. */
const engines = ['kernel', 'reference', 'tfjs'] as const;

const lossExponent = z
  .number()
  .refine(isLossExponent)
  .default(4)
  .register(settingNotes, {
    about: 'The exponent q of the training loss, the mean of |y − t|^q.',
    allowed:
      `${lossExponentRange} (then |e|^q needs only products and square roots; ` +
      'above that it underflows in float32)',
    type: 'number',
  });

const title = z
  .string()
  .min(limits.titleLength.min)
  .max(limits.titleLength.max)
  .default('Computation in superposition')
  .register(settingNotes, {
    about: 'The title of the report.',
    allowed: `a text of ${limits.titleLength.min} … ${limits.titleLength.max} characters`,
    type: 'text',
  });

const init = group({
  kind: choice(initKinds, 'normal', 'How the weights start.'),
  scale: number(
    limits.initScale,
    0.01,
    'Standard deviation of the normal start, or of the naive one’s noise.',
  ),
}).prefault({});

/**
 * The shape of a config and the range of each setting by itself. The schema fills in every default. It does not check
 * limits that involve several settings: programs should call `parseConfig`, which does.
 */
export const configSchema = group({
  model: group({
    features: integer(limits.features, 100, 'Number of features n, inputs and outputs of the network.'),
    neurons: integer(limits.neurons, 10, 'Number of hidden neurons m.'),
    init,
  }).prefault({}),
  data: group({
    activeProbability: number(limits.activeProbability, 0.02, 'Probability p that a feature is active.'),
  }).prefault({}),
  training: group({
    steps: integer(limits.steps, 1000, 'Number of optimiser steps T.'),
    batchSize: integer(limits.batchSize, 2048, 'Samples in each step’s fresh batch.'),
    learningRate: number(limits.learningRate, 0.003, 'Adam’s learning rate at the first step.'),
    lossExponent,
    schedule: choice(schedules, 'cosine', 'How the learning rate runs over the steps.'),
    seeds: seeds(
      10,
      'How many models are trained (a count k means seeds 0 … k − 1), or the list of their seeds.',
    ),
  }).prefault({}),
  evaluation: group({
    samples: integer(limits.samples, 1_000_000, 'Monte-Carlo samples on which each model is evaluated.'),
  }).prefault({}),
  sweeps,
  report: group({
    title,
    depth: choice(
      depths,
      'standard',
      'How much the report shows. brief: no sweeps and no cross-check. full: also the maps, three seeds of each sweep and longer trainings. What the config gives itself is shown at every depth.',
    ),
    crossCheck: flagByDepth(
      'Whether the first steps of the first training are repeated by TensorFlow.js and compared step by step. null: unless the report is brief.',
    ),
    crossCheckStatistics: flag(
      false,
      'Whether TensorFlow.js trains as many models with random numbers of its own, and their quantities are compared.',
    ),
    git: flag(
      false,
      'Whether the provenance names the Git commit of the config’s folder. The bytes of the report then depend on it.',
    ),
  }).prefault({}),
  engine: choice(engines, 'kernel', 'The engine that trains.'),
});

/** The whole config, with every setting present. */
export type Config = z.output<typeof configSchema>;

/** A config as a person writes it: every setting may be left out. */
export type ConfigInput = z.input<typeof configSchema>;

/** The name of a training engine. */
export type Engine = Config['engine'];
