import { convergedSteps } from '@superposition/core/internal/config/sweep-grids';
import type { Weights } from '@superposition/core/internal/network/weights';
import { cosines, type MeasuredAnew, meanOf, measuredAnew, randomDirections } from './measured-anew.js';
import { zeroColumns } from './neurons-used.js';
import type { TrialModel } from './trial-models.js';

/** What the test knows of the models of a trial. */
export interface TrialFacts {
  readonly isGiven: boolean;
  readonly features: number;
  readonly neurons: number;
  /** The active probability and the exponent of the settings. */
  readonly p: number;
  readonly q: number;
  /** Of the model that figures show. */
  readonly shown: MeasuredAnew;
  /** Of all models. */
  readonly all: readonly MeasuredAnew[];
  readonly weights: Weights;
  /** The steps of the report's own models. */
  readonly ownSteps: number;
  /** The model of the same seed after more steps, which Understanding is about; the given model where nothing was trained. */
  readonly longer: { readonly weights: Weights; readonly steps: number; readonly measured: MeasuredAnew };
  /** All that were trained, by the names of their stages. */
  readonly models: ReadonlyMap<string, Weights>;
  /** By how many standard deviations of chance mean |cosine| and mean cosine are off those of random directions. */
  readonly offRandom: { readonly magnitude: number; readonly signed: number };
}

/** The models of a trial, measured anew. */
export function trialFacts(
  { config, weights }: TrialModel,
  values: ReadonlyMap<string, unknown>,
): TrialFacts {
  const p = config.data.activeProbability;
  const q = config.training.lossExponent;
  const models =
    weights === undefined
      ? [...values].flatMap(([name, value]) =>
          /^model\[seed=\d+\]$/.test(name) ? [(value as { weights: Weights }).weights] : [],
        )
      : [weights];
  const { features, neurons } = models[0]!;
  const measured = (each: Weights) => measuredAnew(each, { p, q, samples: 40_000 });
  const all = models.map(measured);
  const trained = new Map(
    [...values].flatMap(([name, value]) =>
      name.startsWith('model[') ? [[name, (value as { weights: Weights }).weights] as const] : [],
    ),
  );
  const steps = convergedSteps(config);
  const after = trained.get(`model[steps=${steps},seed=0]`);
  return {
    isGiven: weights !== undefined,
    features,
    neurons,
    p,
    q,
    shown: all[0]!,
    all,
    weights: models[0]!,
    ownSteps: config.training.steps,
    longer: {
      steps,
      weights: after ?? models[0]!,
      measured: after === undefined ? all[0]! : measured(after),
    },
    models: trained,
    offRandom: offRandom(models[0]!),
  };
}

/** The encodings as given, beside a hundred frames of as many random directions. */
function offRandom(weights: Weights): TrialFacts['offRandom'] {
  const random = Array.from({ length: 100 }, (_, seed) =>
    cosines(randomDirections(weights.features - zeroColumns(weights), weights.neurons, seed + 1)),
  );
  const off = (of: (each: ReturnType<typeof cosines>) => number) => {
    const { value, error } = meanOf(random.map(of));
    return (of(cosines(weights)) - value) / (error * Math.sqrt(random.length));
  };
  return { magnitude: off(({ magnitude }) => magnitude), signed: off(({ signed }) => signed) };
}
