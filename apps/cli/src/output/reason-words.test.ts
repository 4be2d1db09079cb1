import { engines, tasks } from '@superposition/analyses/internal/pipeline';
import { configPaths, defaultConfig } from '@superposition/core/config';
import { describeFrozen, describeReasons, type Reason } from '@superposition/pipeline/internal/run/reasons';
import { buildPipeline, tasks as reportTasks } from '@superposition/report/internal/pipeline';
import { describe, expect, it } from 'vitest';
import { causes, commonReason } from './reason-phrases.js';
import { reasonWords } from './reason-words.js';
import { nameOfParameter } from './setting-names.js';

const short = { words: reasonWords() };
const full = { words: reasonWords(true), most: Number.POSITIVE_INFINITY };
const parameter = (path: string, from: unknown, to: unknown): Reason => ({
  kind: 'parameter',
  path,
  from,
  to,
});
const task = (from: string, to: string): Reason => ({ kind: 'task', from, to });
const { trainKernel, trainReference, trainTfjs } = tasks;
const { lossComparison, needsTraining, sweepLine, sweepMap } = reportTasks;

const given = 'the models are given now, not trained';
const trained = 'the models are trained now, not given';

describe('a reason is told in the words of the user', () => {
  it.each<[what: string, reasons: Reason[], told: string]>([
    ['a figure of given weights', [parameter('seed', 0, null)], given],
    ['a figure of trained models again', [parameter('seed', null, 0)], trained],
    [
      'the page of given weights',
      [
        parameter('settings.seeds', [0, 1], []),
        parameter('settings.weights', undefined, 'given'),
        { kind: 'input list', input: 'sweeps', added: 0, removed: 2 },
        { kind: 'input binding', input: 'claims', change: 'gone' },
        { kind: 'input value', input: 'figures', stage: 'figure-1' },
      ],
      `${given}; the value of figure-1 changed`,
    ],
    [
      'the page of trained models again, with another setting',
      [
        parameter('settings.seeds', [], [0]),
        parameter('settings.training.steps', 10, 20),
        parameter('settings.weights', 'given', undefined),
      ],
      `${trained}; training.steps changed 10 → 20`,
    ],
    [
      'a report of another depth',
      [parameter('settings.report.depth', 'brief', 'standard')],
      'report.depth changed "brief" → "standard"',
    ],
    [
      'figure 7, which needs trainings',
      [task(lossComparison.address, needsTraining.address), parameter('title', undefined, 'L4')],
      given,
    ],
    ['figure 7 again', [task(needsTraining.address, lossComparison.address)], trained],
    [
      'another engine',
      [task(trainKernel.address, trainReference.address), parameter('seed', 0, 1)],
      'engine changed "kernel" → "reference"; seed changed 0 → 1',
    ],
    [
      'an engine that depends on the machine',
      [task(trainKernel.address, trainTfjs.address), parameter('tfjs', undefined, { backend: 'wasm' })],
      'engine changed "kernel" → "tfjs"',
    ],
    [
      'a figure whose number belongs to another sweep now',
      [task(sweepLine.address, sweepMap.address), parameter('setting', 'steps', undefined)],
      'its task changed sweepLine → sweepMap',
    ],
    [
      'a sweep in the place of another',
      [parameter('setting', 'steps', 'neurons')],
      'the sweep that it shows changed',
    ],
    [
      'the number of another figure that it names',
      [parameter('convergenceFigure', 11, 12)],
      'the number of the figure of training lengths changed',
    ],
    ['a setting in a group', [parameter('own.steps', 20, 30)], 'training.steps changed 20 → 30'],
    ['a setting that is known by its end', [parameter('samples', 5, 6)], 'evaluation.samples changed 5 → 6'],
    ['what follows from a setting', [parameter('activeEntries', 5, 6)], 'evaluation.samples changed'],
    [
      'a setting and what follows from it',
      [parameter('trainedWith', [4, 2], [3, 2]), parameter('lossExponent', 4, 3)],
      'training.lossExponent changed 4 → 3',
    ],
    ['weights for the first time', [{ kind: 'new', given: true }, { kind: 'new' }], 'not in the cache'],
    ['other weights', [{ kind: 'given value', stage: 'model[given]' }], 'the file of weights changed'],
    [
      'code',
      [
        {
          kind: 'code',
          task: 'a/b#c',
          modules: ['packages/core/src/training/adam.ts', 'packages/core/src/x.ts'],
        },
      ],
      'its code changed: core/training/adam.ts and 1 more',
    ],
    ['code of which no modules are known', [{ kind: 'code', task: 'a/b#c' }], 'its code changed'],
    [
      'an external package',
      [{ kind: 'code', task: 'a/b#c', modules: ['node_modules/plotly.js-dist-min'] }],
      'its code changed: plotly.js-dist-min',
    ],
  ])('%s', (_, reasons, told) => {
    expect(describeReasons(reasons, short)).toBe(told);
  });

  it('and in full with what follows, and with tasks and files as they are', () => {
    const reasons: Reason[] = [
      {
        kind: 'code',
        task: 'a/b#c',
        modules: ['packages/core/src/a.ts', 'packages/core/src/b.ts', 'c', 'd'],
      },
      task('a/b#c', 'a/b#d'),
      parameter('trains', undefined, 'L4'),
      parameter('own.steps', 1, 2),
    ];
    expect(describeReasons(reasons, full)).toBe(
      'the code of a/b#c changed (packages/core/src/a.ts, packages/core/src/b.ts, c, d); its task changed a/b#c → a/b#d; trains changed (absent) → "L4"; training.steps changed 1 → 2',
    );
  });

  it('also where it says what a frozen value was made with', () => {
    const reasons = [
      parameter('seed', 0, null),
      parameter('own.steps', 1, 2),
      parameter('activeEntries', 1, 2),
    ];
    expect(describeFrozen(reasons, short)).toBe(
      'made with trained models instead of given ones, training.steps = 1 instead of 2, other evaluation.samples',
    );
  });
});

it('knows the task of every engine', () => {
  const ofEngines = Object.keys(engines).map((engine) => {
    const made = engines[engine as keyof typeof engines]('model', {} as never, { tfjs: {} as never });
    return [engine, made.task.address] as const;
  });
  for (const [engine, address] of ofEngines) {
    const told = describeReasons([task(address, 'x/y#z'), task('x/y#z', address)], short);
    expect(told).toContain('its task changed');
    const another = ofEngines.find(([other]) => other !== engine)!;
    expect(describeReasons([task(address, another[1])], short)).toBe(
      `engine changed "${engine}" → "${another[0]}"`,
    );
  }
});

it('names no parameter of the report by the group that it stands in', () => {
  const tfjs = { backend: 'wasm', version: '1' } as never;
  const report = { ...defaultConfig.report, crossCheckStatistics: true };
  const { graph } = buildPipeline({ ...defaultConfig, report }, { tfjs });
  const paths = new Set(graph.order.flatMap(({ params }) => leavesOf(params)));
  const unknown = [...paths].filter(
    (path) => nameOfParameter(path).name === path && !configPaths.some((setting) => setting.path === path),
  );
  // Constants, and what a person knows by these names.
  expect(unknown.toSorted()).toEqual([
    'activation',
    'comparedSteps',
    'frames',
    'names',
    'number',
    'seed',
    'variant.activation',
    'variant.inputConstraint',
  ]);
});

it('tells two reasons of a family, counts the rest and names a stage that has one of them', () => {
  const ran = (stage: string, ...reasons: Reason[]) => ({ stage, reasons });
  const [a, b, c] = [parameter('a', 1, 2), parameter('b', 1, 2), parameter('c', 1, 2)];
  const value: Reason = { kind: 'input value', input: 'x', stage: 'model[seed=0]' };
  expect(commonReason([ran('x', a, b), ran('y', a, b, c), ran('z', value)])).toEqual({
    phrase: 'a changed 1 → 2; b changed 1 → 2; and 1 more reason; model changed',
    untold: 'y',
  });
  expect(commonReason([ran('x', a), ran('y', a, b)])).toEqual({ phrase: 'a changed 1 → 2; b changed 1 → 2' });
});

it('gives as the cause what changed, before what only has no result yet', () => {
  const isNew: Reason = { kind: 'new' };
  expect(causes([[isNew], [isNew], [parameter('seed', 0, null)], [parameter('own.steps', 1, 2)]])).toBe(
    `${given}; training.steps changed 1 → 2; and 1 more`,
  );
});

function leavesOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}
