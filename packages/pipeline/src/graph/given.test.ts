import { expect, it } from 'vitest';
import type { RunEvent } from '../run/event.js';
import { plan } from '../run/plan.js';
import { memoryStore } from '../store/memory-store.js';
import { createRig } from '../testing/rig.js';
import { float32 } from '../values/codec.js';
import { given } from './given.js';
import { graph } from './graph.js';
import { keyOf } from './recipe.js';
import type { Stage } from './stage.js';

const numbers = (...values: readonly number[]) => given('numbers', Float32Array.of(...values), float32);
const sumOf = (rig: ReturnType<typeof createRig>, source: Stage<Float32Array>) =>
  rig.stage<number>(
    'sum',
    ({ numbers: values }: { numbers: Float32Array }) => values.reduce((sum, value) => sum + value, 0),
    { inputs: { numbers: source } },
  );

it('comes with the graph, and what depends on it runs again when its bytes are others', async () => {
  await using rig = createRig();
  const lines = async (source: Stage<Float32Array>) => rig.run([sumOf(rig, source)]);
  expect(await lines(numbers(1, -0))).toMatchInlineSnapshot(`
    [
      "numbers runs: not in the cache",
      "numbers built",
      "sum runs: not in the cache",
      "sum built",
    ]
  `);
  expect(await lines(numbers(1, -0))).toMatchInlineSnapshot(`
    [
      "numbers fresh",
      "sum fresh",
    ]
  `);
  expect(await lines(numbers(1, 0))).toMatchInlineSnapshot(`
    [
      "numbers runs: sha256 changed "0cd40d287b3669a987311a242f957a55c86c626a988a6f0136e0b627... → "434b26042aff3fb844a4c4c6be0d81a079b0ce84cfb8190679024404...",
      "numbers built",
      "sum runs: the value of numbers changed",
      "sum built",
    ]
  `);
});

it('fails when it was changed after it was given, and stores nothing under the key of what it was', async () => {
  await using rig = createRig();
  const values = Float32Array.of(1, 2);
  const source = given('numbers', values, float32);
  values[0] = 100;
  const { events, done } = rig.start(graph([sumOf(rig, source)]), { deliver: true });
  await done;
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'failed',
      stage: 'numbers',
      failure: expect.objectContaining({
        message: expect.stringMatching(/^it was changed after given\(\) had taken it: give a copy/),
      }),
    }),
  );
  const again = rig.start(graph([sumOf(rig, numbers(1, 2))]), { deliver: true });
  await again.done;
  expect(again.events).toContainEqual(expect.objectContaining({ type: 'value', stage: 'sum', value: 3 }));
});

it('is planned and told like any stage, and refreshed to the same bytes', async () => {
  await using rig = createRig();
  const whole = graph([sumOf(rig, numbers(1, 2))]);
  expect((await plan(whole, rig)).map(({ stage: name, state }) => `${name} ${state}`)).toEqual([
    'numbers runs',
    'sum depends',
  ]);
  await rig.run(whole);
  expect(await plan(whole, rig)).toMatchObject([{ state: 'fresh', size: 8 }, { state: 'fresh' }]);
  const refreshed = rig.start(whole, { cacheMode: 'refresh' });
  await refreshed.done;
  expect(refreshed.events.filter(({ type }) => type === 'failed')).toEqual([]);
});

it('is put back where its bytes in the store are gone bad', async () => {
  const rows = { results: new Map<string, string>(), artifacts: new Map<string, Uint8Array>() };
  await using rig = createRig(memoryStore(rows));
  const source = numbers(3, 4);
  await rig.run([source]);
  for (const name of rows.artifacts.keys()) rows.artifacts.set(name, Buffer.from('AAAA'));
  const run = rig.start([sumOf(rig, source)], { deliver: true });
  await run.done;
  expect(
    run.events.find((event): event is RunEvent & { type: 'value' } => event.type === 'value')?.value,
  ).toBe(7);
});

it('has a recipe of the digest of its bytes, whatever its name', async () => {
  await using rig = createRig();
  const run = rig.start([numbers(1, 2), given('same', Float32Array.of(1, 2), float32)]);
  await run.done;
  const built = run.events.flatMap((event) => (event.type === 'built' ? [event] : []));
  expect(built.map(({ stage: name }) => name).sort()).toEqual(['numbers', 'same']);
  // The keys are literals: if they change, every stage that depends on a given value runs again.
  expect(new Set(built.map(({ key }) => key))).toEqual(
    new Set(['7ba11b6d89fbd94f0050a89266d48e8dda51fbd6e1b88b55dca4d55e3fba34e3']),
  );
  expect(built[0]!.key).toBe(keyOf(built[0]!.recipe));
  expect(built[0]!.recipe.params).toEqual({ sha256: built[0]!.digest });
});
