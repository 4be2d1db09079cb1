import * as z from 'zod';
import { isLossExponent, limits, lossExponentRange } from './limits.js';
import { group, seedsByDepth, settingNotes } from './setting-schemas.js';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** The values of one axis; null stands for the default grid, which depends on the depth and the rest of the config. */
const values = (element: z.ZodType<number, number>, most: number, kind: string, about: string) =>
  z
    .array(element)
    .max(most)
    .refine((list) => new Set(list).size === list.length)
    .nullable()
    .default(null)
    .register(settingNotes, {
      about: `${about} null: the default grid of the report’s depth; an empty list: no such sweep.`,
      allowed: `null, or a list of at most ${most} values without duplicates, each ${kind}`,
      type: 'list',
    });

const onLine = limits.sweepValues.max;
const onMap = limits.mapValues.max;

const integers = ({ min, max }: Range, most: number, about: string) =>
  values(z.int().min(min).max(max), most, `an integer ${min} … ${max}`, about);

const neurons = (most: number) => integers(limits.neurons, most, 'Numbers of neurons m to train with.');
const exponents = (most: number) =>
  values(
    z.number().refine(isLossExponent),
    most,
    lossExponentRange,
    'Exponents q of the loss to train with.',
  );
const probabilities = (most: number) => {
  const { min, max } = limits.activeProbability;
  const element = z.number().min(min).max(max);
  return values(element, most, `a number ${min} … ${max}`, 'Probabilities p that a feature is active.');
};

const seedsOfLine = seedsByDepth(
  'How many models each point of the sweep trains, or the list of their seeds. null: the first of training.seeds, or the first three in a full report.',
);
const seedsOfMap = seedsByDepth(
  'How many models each point of the map trains, or the list of their seeds. null: the first of training.seeds.',
);

const steps = () =>
  z
    .int()
    .min(limits.steps.min)
    .max(limits.steps.max)
    .nullable()
    .default(null)
    .register(settingNotes, {
      about: 'Training steps of every point. null: 10 × training.steps, and at least 10,000.',
      allowed: `null, or an integer ${limits.steps.min} … ${limits.steps.max}`,
      type: 'integer',
    });

const line = (axis: ReturnType<typeof values>) =>
  group({ values: axis, seeds: seedsOfLine, steps: steps() }).prefault({});

/** The two axes of a map. An empty list in the place of both stands for two empty lists, so that there is no such map. */
const axes = <Shape extends Readonly<Record<string, ReturnType<typeof values>>>>(shape: Shape) => {
  const both = group(shape);
  const none = Object.fromEntries(Object.keys(shape).map((axis) => [axis, []])) as z.input<typeof both>;
  return z
    .preprocess(
      (given: z.input<typeof both> | readonly []) =>
        Array.isArray(given) && given.length === 0 ? none : given,
      both,
    )
    .prefault({} as z.input<typeof both>);
};

const sparserProbability = z
  .number()
  .min(limits.activeProbability.min)
  .max(limits.activeProbability.max)
  .nullable()
  .default(null)
  .register(settingNotes, {
    about: 'Probability p that a feature is active, for all points. null: a tenth of data.activeProbability.',
    allowed: `null, or a number ${limits.activeProbability.min} … ${limits.activeProbability.max}`,
    type: 'number',
  });

const ofMapPoints = () => ({ seeds: seedsOfMap, steps: steps() });

/** Trainings along one setting, and over two of them. */
export const sweeps = group({
  neurons: line(neurons(onLine)),
  activeProbability: line(probabilities(onLine)),
  lossExponent: line(exponents(onLine)),
  lossExponentSparse: group({
    values: exponents(onLine),
    activeProbability: sparserProbability,
    seeds: seedsOfLine,
    steps: steps(),
  }).prefault({}),
  trainingSteps: group({
    values: integers(limits.steps, onLine, 'Numbers of training steps.'),
    seeds: seedsOfLine,
  }).prefault({}),
  exponentByProbability: group({
    values: axes({ lossExponent: exponents(onMap), activeProbability: probabilities(onMap) }),
    ...ofMapPoints(),
  }).prefault({}),
  neuronsByProbability: group({
    values: axes({ neurons: neurons(onMap), activeProbability: probabilities(onMap) }),
    ...ofMapPoints(),
  }).prefault({}),
}).prefault({});
