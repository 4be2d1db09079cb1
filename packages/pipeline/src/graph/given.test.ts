import { expect, it } from 'vitest';
import { describeEvent } from '../run/describe-event.js';
import type { RunEvent } from '../run/event.js';
import { readJournal } from '../run/journal.js';
import { plan } from '../run/plan.js';
import { describeReason, explain } from '../run/reasons.js';
import { memoryStore } from '../store/memory-store.js';
import { describeChainLine, reasonChain as story } from '../tell/reason-chain.js';
import { createRig } from '../testing/rig.js';
import { float32 } from '../values/codec.js';
import { given } from './given.js';
import { graph } from './graph.js';
import { keyOf, type Recipe } from './recipe.js';
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
      "numbers runs: given for the first time",
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
      "numbers runs: the given value numbers changed",
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

it('is told as what it is: by events, a plan, a comparison of recipes and a story', async () => {
  await using rig = createRig();
  const words = { duration: () => 'some time', ago: () => 'just now' };
  const told = async (source: Stage<Float32Array>) => {
    const whole = graph([sumOf(rig, source)]);
    const planned = await plan(whole, rig);
    const reasons = planned.flatMap((stage) => (stage.state === 'runs' ? stage.reasons : []));
    const before = story([source], { graph: whole, planned });
    const started = rig.start(whole);
    await started.done;
    const journal = await readJournal(rig.store, whole.order);
    const after = story([whole.order.at(-1)!], { graph: whole, planned: await plan(whole, rig), journal });
    return {
      plan: reasons.map(describeReason),
      events: started.events.flatMap((event) =>
        event.type === 'started' || event.type === 'built' ? [describeEvent(event)] : [],
      ),
      stories: [...before, ...after].map((line) => describeChainLine(line, words)),
    };
  };
  expect(await told(numbers(1))).toEqual({
    plan: ['given for the first time'],
    events: [
      'numbers is given for the first time',
      'numbers is stored, 4 bytes',
      'sum runs: not in the cache',
      expect.stringMatching(/^sum built in \d+ ms, 1 byte$/),
    ],
    stories: [
      'numbers would be stored: given for the first time',
      'sum was built just now (some time): not in the cache',
    ],
  });
  expect(await told(numbers(2))).toEqual({
    plan: ['the given value numbers changed'],
    events: [
      'the given value numbers changed',
      'numbers is stored, 4 bytes',
      'sum runs: the value of numbers changed',
      expect.stringMatching(/^sum built in \d+ ms, 1 byte$/),
    ],
    stories: [
      'numbers would be stored: the given value numbers changed',
      'sum was built just now (some time): the value of numbers changed',
      'numbers (some time): the given value numbers changed',
    ],
  });
});

it('is compared by the digest of its bytes alone, also with a stage that computes', async () => {
  await using rig = createRig();
  const recipes: Recipe[] = [];
  for (const source of [numbers(1), numbers(2), rig.stage('numbers', () => 1)]) {
    const run = rig.start([source]);
    await run.done;
    recipes.push(...run.events.flatMap((event) => (event.type === 'built' ? [event.recipe] : [])));
  }
  const [first, second, computed] = recipes as [Recipe, Recipe, Recipe];
  const between = (one: Recipe, other: Recipe) =>
    explain(one, other, { name: 'numbers', inputs: {} }).map(describeReason);
  expect(between(first, second)).toEqual(['the given value numbers changed']);
  expect(explain(first, second, { inputs: {} }).map(describeReason)).toEqual(['the given value changed']);
  expect(between(first, first)).toEqual([]);
  expect(between(first, computed)[0]).toBe('its value is computed now, and was given');
  expect(between(computed, first)[0]).toBe('its value is given now, and was computed');
  for (const reasons of [between(first, computed), between(computed, first)])
    expect(reasons.join('; ')).not.toContain('sha256');
});
