import { describe, expect, it } from 'vitest';
import type { AnyTaskFunction, Progress } from '../graph/task.js';
import { invoke } from './invoke.js';

function start(fn: AnyTaskFunction, controller = new AbortController()) {
  const told: Progress[] = [];
  const call = { fn, inputs: { a: 2 }, params: { b: 3 } };
  const outcome = invoke(call, controller.signal, (progress) => told.push(progress), true);
  return { told, outcome, controller };
}

describe('calling a task function', () => {
  it.each<[string, AnyTaskFunction]>([
    ['a value', ({ a }, { b }) => a * b],
    ['a promise', async ({ a }, { b }) => a * b],
    [
      'a generator',
      function* ({ a }, { b }) {
        yield { done: 1, total: 1 };
        return a * b;
      },
    ],
    [
      'an async generator',
      async function* ({ a }, { b }) {
        yield { done: 1, total: 1 };
        return a * b;
      },
    ],
  ])('takes %s', async (_, fn) => {
    expect(await start(fn).outcome).toBe(6);
  });

  it('tells the first progress of a generator', async () => {
    const { told, outcome } = start(function* () {
      yield { done: 1, total: 2, note: 'half' };
      return 1;
    });
    await outcome;
    expect(told).toEqual([{ done: 1, total: 2, note: 'half' }]);
  });

  it.each<[string, AnyTaskFunction]>([
    [
      'thrown',
      () => {
        throw new Error('no luck');
      },
    ],
    ['rejected', () => Promise.reject(new Error('no luck'))],
    [
      'thrown by a generator',
      // biome-ignore lint/correctness/useYield: it fails before it can
      function* () {
        throw new Error('no luck');
      },
    ],
  ])('passes on an error that is %s', async (_, fn) => {
    await expect(start(fn).outcome).rejects.toThrow('no luck');
  });

  it.each([['sync'], ['async']])('lets a %s generator clean up when it is aborted', async (kind) => {
    const log: string[] = [];
    const controller = new AbortController();
    const body = function* () {
      try {
        for (let done = 0; ; done++) {
          if (done === 3) controller.abort(new Error('enough'));
          log.push(`step ${done}`);
          yield { done, total: 0 };
        }
      } finally {
        log.push('cleaned up');
      }
    };
    const { outcome } = start(
      kind === 'sync'
        ? body
        : async function* () {
            yield* body();
          },
      controller,
    );
    await expect(outcome).rejects.toThrow('enough');
    expect(log).toEqual(['step 0', 'step 1', 'step 2', 'step 3', 'cleaned up']);
  });

  it('gives the thread other work a turn while a generator goes on and on', async () => {
    const { outcome, controller } = start(function* () {
      for (;;) yield { done: 0, total: 0 };
    });
    // The callback runs only if `invoke` gives other work a turn between the steps of the generator.
    setImmediate(() => controller.abort(new Error('had a turn')));
    await expect(outcome).rejects.toThrow('had a turn');
  });
});
