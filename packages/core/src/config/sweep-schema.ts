import * as z from 'zod';
import { isLossExponent, limits, lossExponentRange } from './limits.js';
import { group, seeds, settingNotes } from './setting-schemas.js';

/** The most training steps of a point of a map, when the config does not give their number. */
export const defaultMapSteps = 500;

interface Range {
  readonly min: number;
  readonly max: number;
}

/** The values of one axis; null stands for the default grid, which depends on the rest of the config. */
const values = (element: z.ZodType<number, number>, most: number, kind: string, about: string) =>
  z
    .array(element)
    .max(most)
    .refine((list) => new Set(list).size === list.length)
    .nullable()
    .default(null)
    .register(settingNotes, {
      about: `${about} null: the default grid; an empty list: no such sweep.`,
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

const seedsOfPoint = (initial: number) =>
  seeds(initial, 'How many models each point of the sweep trains, or the list of their seeds.');

const steps = (whenNull: string) =>
  z
    .int()
    .min(limits.steps.min)
    .max(limits.steps.max)
    .nullable()
    .default(null)
    .register(settingNotes, {
      about: `Training steps of every point. null: ${whenNull}.`,
      allowed: `null, or an integer ${limits.steps.min} … ${limits.steps.max}`,
      type: 'integer',
    });

const line = (axis: ReturnType<typeof values>) =>
  group({ values: axis, seeds: seedsOfPoint(3), steps: steps('training.steps') }).prefault({});

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

const ofMapPoints = () => ({
  seeds: seedsOfPoint(1),
  steps: steps(`training.steps, but at most ${defaultMapSteps}`),
});

/** Trainings along one setting, and over two of them. */
export const sweeps = group({
  neurons: line(neurons(onLine)),
  activeProbability: line(probabilities(onLine)),
  lossExponent: line(exponents(onLine)),
  trainingSteps: group({
    values: integers(limits.steps, onLine, 'Numbers of training steps.'),
    seeds: seedsOfPoint(3),
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
