import { describe, expect, it } from 'vitest';
import { stage } from '../graph/stage.js';
import { type Params, task } from '../graph/task.js';
import type { StoredResult } from '../store/store.js';
import { json } from '../values/codec.js';
import { type Digest, digestOf } from '../values/digest.js';
import { expectedDurations } from './expected-duration.js';

type Train = (inputs: object, params: { readonly steps: number }) => number;

const training = task<Train>('lab/train#train', {
  codec: json(),
  typicalDuration: ({ steps }) => 100 * steps,
});
const measuring = task<Train>('lab/measure#measure', { codec: json() });
const drawing = task<Train>('lab/draw#draw', { codec: json(), typicalDuration: () => 40 });

const stageOf = (made: typeof training, name: string, steps: number) =>
  stage(name, made, { params: { steps }, inputs: {} });

/** The expectations for these stages, when results with these parameters took so many milliseconds. */
function expectations(
  stages: readonly ReturnType<typeof stageOf>[],
  recorded: Readonly<
    Record<string, { readonly params: Params; readonly took: number; readonly task?: string }>
  >,
) {
  const byName = new Map(stages.map((each) => [each.name, each]));
  const expected = expectedDurations(stages, (name): StoredResult | undefined => {
    const last = recorded[name];
    return (
      last && {
        stage: name,
        key: digestOf(name),
        digest: digestOf(name),
        size: 1,
        duration: last.took,
        builtAt: 0,
        recipe: {
          task: (last.task ?? byName.get(name)!.task.address) as typeof training.address,
          code: '' as Digest,
          params: last.params,
          inputs: {},
          codec: 'json/1',
        },
      }
    );
  });
  return Object.fromEntries(stages.map((each) => [each.name, expected(each)]));
}

describe('the expected duration of a stage', () => {
  it('is what its last result took, scaled to the parameters where the task says how', () => {
    expect(
      expectations([stageOf(training, 'model', 30), stageOf(measuring, 'mse', 30)], {
        model: { params: { steps: 10 }, took: 500 },
        mse: { params: { steps: 10 }, took: 7 },
      }),
    ).toEqual({ model: 1_500, mse: 7 });
  });

  it('is, for a stage without a result, what the task says on a machine of this speed', () => {
    const models = [1, 2, 3, 4].map((steps) => stageOf(training, `model ${steps}`, steps));
    expect(
      expectations([...models, stageOf(drawing, 'figure', 1)], {
        'model 1': { params: { steps: 1 }, took: 50 },
        'model 2': { params: { steps: 2 }, took: 9_000 },
        'model 3': { params: { steps: 3 }, took: 150 },
      }),
    ).toEqual({ 'model 1': 50, 'model 2': 9_000, 'model 3': 150, 'model 4': 200, figure: 20 });
  });

  it('is what the task says when nothing is recorded, and ten milliseconds when it says nothing', () => {
    expect(expectations([stageOf(training, 'model', 3), stageOf(measuring, 'mse', 3)], {})).toEqual({
      model: 300,
      mse: 10,
    });
  });

  it('is the median of the task for a stage without a result whose task says nothing', () => {
    const stages = ['a', 'b', 'c', 'd'].map((name) => stageOf(measuring, name, 1));
    expect(
      expectations(stages, {
        a: { params: {}, took: 3 },
        b: { params: {}, took: 90 },
        c: { params: {}, took: 4 },
      }),
    ).toMatchObject({ d: 4 });
  });

  it('takes no notice of a result of another task, nor of parameters and answers that make no sense', () => {
    const lost = task<Train>('lab/lost#lost', {
      codec: json(),
      typicalDuration: ({ steps }) => {
        if (steps === undefined) throw new TypeError('parameters of an earlier version');
        return steps;
      },
    });
    expect(
      expectations(
        [stageOf(training, 'model', 2), stageOf(lost, 'old', 5), stageOf(lost, 'nan', Number.MIN_VALUE * 0)],
        {
          model: { params: { steps: 2 }, took: 1, task: 'lab/other#other' },
          old: { params: {}, took: 33 },
          nan: { params: {}, took: 44 },
        },
      ),
    ).toEqual({ model: 200, old: 33, nan: 44 });
  });
});
