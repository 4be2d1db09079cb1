// How far TensorFlow.js is from our engine in the first steps, in units of what rounding explains: what the limit of the verdict
// in packages/analyses/src/cross-check/judge-trajectories.ts stands on. `npx jiti bench/cross-check.ts [tensorflow|wasm] [seeds]`,
// or with `random` trainings of small networks instead: `npx jiti bench/cross-check.ts [tensorflow|wasm] random [how many]`
import { compareTrajectories } from '@superposition/analyses/internal/cross-check/compare-trajectories';
import {
  judgeTrajectories,
  type TrajectoryVerdict,
} from '@superposition/analyses/internal/cross-check/judge-trajectories';
import { defaultConfig, type ExperimentSettings } from '@superposition/core';
import { complete } from '@superposition/core/internal/training/complete';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import { randomStream } from '@superposition/core/random';
import { type BackendName, loadBackend } from '@superposition/engine-tfjs';
import { trainTfjs } from '@superposition/engine-tfjs/internal/train-tfjs';

type Model = ExperimentSettings['model'];

/** How a case departs from the document's settings. */
interface Case {
  readonly model?: Partial<Model>;
  readonly p?: number;
  readonly training?: Partial<ExperimentSettings['training']>;
}

const [backend = 'tensorflow', seeds = '10', count = '700'] = process.argv.slice(2);
const theirs = trainTfjs(await loadBackend(backend as BackendName));

const init = (kind: Model['init']['kind'], scale = 0.01) => ({ init: { kind, scale } });
const kaiming = init('kaiming-uniform');
const cases: Readonly<Record<string, Case>> = {
  'the document': {},
  'kaiming-uniform': { model: kaiming },
  'xavier-uniform': { model: init('xavier-uniform') },
  naive: { model: init('naive') },
  'naive without noise': { model: init('naive', 0) },
  'naive, n = m, noise 1e-6': { model: { features: 10, ...init('naive', 1e-6) }, p: 0.2 },
  'weights 0': { model: init('normal', 0) },
  'weights 1e-8': { model: init('normal', 1e-8) },
  'weights 10': { model: init('normal', 10) },
  'q = 1.5': { training: { lossExponent: 1.5 } },
  'q = 1.5, p = 0.5, kaiming': { model: kaiming, p: 0.5, training: { lossExponent: 1.5 } },
  'q = 2': { training: { lossExponent: 2 } },
  'q = 6.5': { training: { lossExponent: 6.5 } },
  'q = 8': { training: { lossExponent: 8 } },
  'q = 8, kaiming': { model: kaiming, training: { lossExponent: 8 } },
  'q = 8, rate 10': { training: { lossExponent: 8, learningRate: 10 } },
  'p = 0.001': { p: 0.001 },
  'p = 0.5': { p: 0.5 },
  'p = 1': { p: 1 },
  'n = 1, m = 1': { model: { features: 1, neurons: 1, ...kaiming }, p: 0.5 },
  'n = 2, m = 1': { model: { features: 2, neurons: 1 } },
  'n = 2, m = 1, p = 0.5': { model: { features: 2, neurons: 1, ...kaiming }, p: 0.5 },
  'n = 3, m = 7': { model: { features: 3, neurons: 7, ...kaiming }, p: 0.3 },
  'n = 12, m = 3, 64 samples': {
    model: { features: 12, neurons: 3 },
    training: { batchSize: 64, steps: 20 },
  },
  'n = 400, m = 200': { model: { features: 400, neurons: 200, ...kaiming }, training: { batchSize: 256 } },
  'one sample, p = 0.3': { p: 0.3, training: { batchSize: 1 } },
  '65,536 samples of 10': {
    model: { features: 10, neurons: 5, ...kaiming },
    p: 0.3,
    training: { batchSize: 65_536 },
  },
  'rate 1e-6': { training: { learningRate: 1e-6 } },
  'rate 0.03, constant': { training: { learningRate: 0.03, schedule: 'constant' } },
  'rate 1': { training: { learningRate: 1 } },
  'rate 10': { training: { learningRate: 10 } },
};

const rows =
  seeds === 'random'
    ? Array.from({ length: 10 }, (_, block) =>
        row(`random, from ${block * (Number(count) / 10)}`, judgedAtRandom(block)),
      )
    : Object.entries(cases).map(([name, { model, training, p = 0.02 }]) => {
        const { seeds: _, ...ofOne } = defaultConfig.training;
        const config = {
          model: { ...defaultConfig.model, ...model },
          data: { activeProbability: p },
          training: { ...ofOne, ...training },
        };
        return row(
          name,
          Array.from({ length: Number(seeds) }, (_, seed) => judged(config, seed)),
        );
      });
console.table(rows);

function judged(config: ExperimentSettings, seed: number): TrajectoryVerdict {
  return judgeTrajectories(
    complete(compareTrajectories({ config, seed, ours: trainKernel, theirs, steps: 12 })),
  );
}

/** A tenth of the random trainings. */
function judgedAtRandom(block: number): readonly TrajectoryVerdict[] {
  const { uint32 } = randomStream(block, 'bench cross-check');
  const uniform = () => uint32() / 2 ** 32;
  const pick = <T>(values: readonly T[]) => values[Math.floor(uniform() * values.length)]!;
  const between = (low: number, high: number) => low * (high / low) ** uniform();
  return Array.from({ length: Number(count) / 10 }, (_, index) => {
    const features = Math.round(between(1, 60));
    const neurons = Math.round(between(1, 30));
    const kind = pick(['normal', 'kaiming-uniform', 'xavier-uniform', 'naive'] as const);
    return judged(
      {
        model: {
          features,
          neurons: kind === 'naive' ? Math.min(neurons, features) : neurons,
          init: { kind, scale: pick([0, 0.01, 0.01, between(1e-8, 10)]) },
        },
        data: { activeProbability: pick([0.02, 0.2, 0.5, 1, between(1e-4, 1)]) },
        training: {
          steps: Math.round(between(1, 1000)),
          batchSize: Math.round(between(1, 4096)),
          learningRate: pick([0.003, 0.003, between(1e-6, 10)]),
          lossExponent: pick([1.5, 2, 2.5, 3, 3.5, 4, 4, 5.5, 6, 8]),
          schedule: pick(['cosine', 'constant'] as const),
        },
      },
      index,
    );
  });
}

function row(name: string, verdicts: readonly TrajectoryVerdict[]) {
  const worst = verdicts
    .flatMap((each) => (each.worst !== null && each.worst.scale > 0 ? [each.worst] : []))
    .map((each) => ({ ...each, ratio: each.difference / each.scale }))
    .toSorted((a, b) => b.ratio - a.ratio)[0];
  const steps = verdicts.map((each) => each.steps);
  return {
    case: name,
    'largest ratio': worst === undefined ? '' : Number(worst.ratio.toPrecision(3)),
    where: worst === undefined ? verdicts[0]?.reason : `${worst.part}, step ${worst.step}`,
    difference: worst?.difference.toExponential(1) ?? '',
    'steps judged': steps.length > 10 ? `${Math.min(...steps)} to ${Math.max(...steps)}` : steps.join(' '),
    differs: verdicts.filter(({ kind }) => kind === 'differs').length,
  };
}
