import { expect, it } from 'vitest';
import { graph } from '../graph/graph.js';
import { systemClock } from '../run/clock.js';
import { plan } from '../run/plan.js';
import { layeredStore } from '../store/layered-store.js';
import { memoryStore } from '../store/memory-store.js';
import { createRig, type Rig } from '../testing/rig.js';
import { dropValues } from './drop-values.js';
import { rowsOf } from './prune.js';
import { exportStore, importStore } from './transfer.js';
import { verifyStore } from './verify-store.js';

/** A model, and what is measured of it. */
function measured(rig: Rig, factor = 2) {
  const model = rig.stage('model', () => [7, 7, 7]);
  const sum = rig.stage('sum', ({ model: values }: { model: number[] }) => factor * values.length, {
    inputs: { model },
    params: { factor },
  });
  return { model, sum };
}

async function dropped(rig: Rig, names: readonly string[]): Promise<number> {
  const rows = await rowsOf(rig.store);
  const built = rows.flatMap(({ result }) => (result && names.includes(result.stage) ? [result] : []));
  return dropValues(rig.store, built, 5);
}

it('keeps the results, which stay fresh, and a value is built again when a stage takes it', async () => {
  await using rig = createRig();
  await rig.run([measured(rig).sum]);
  expect(await dropped(rig, ['model'])).toBe('[7,7,7]'.length);
  expect((await rowsOf(rig.store)).filter(({ table }) => table === 'artifacts')).toHaveLength(1);
  expect((await verifyStore(rig.store)).problems).toEqual([]);
  expect(await rig.run([measured(rig).sum])).toEqual(['model fresh', 'sum fresh']);

  const other = measured(rig, 3);
  expect(await rig.run([other.sum])).toEqual([
    'model fresh',
    'model runs: its value was not kept, and is read again',
    'model built',
    'sum runs: factor changed 2 → 3',
    'sum built',
  ]);
  // It is a value like others now.
  expect(await rig.run([measured(rig, 4).sum])).toEqual([
    'model fresh',
    'sum runs: factor changed 3 → 4',
    'sum built',
  ]);
});

it('has a dropped value built again for whoever asks for it', async () => {
  await using rig = createRig();
  const { model, sum } = measured(rig);
  await rig.run([sum]);
  await dropped(rig, ['model', 'sum']);
  const planned = await plan(graph([sum]), { store: rig.store, code: rig.code, targets: [sum] });
  expect(planned.map(({ stage, state }) => `${stage} ${state}`)).toEqual(['model runs', 'sum runs']);
  const lines = await rig.run([sum], { targets: [sum], deliver: true });
  expect(lines.at(-1)).toBe('sum = 6');
  expect(lines).toContain('model built');
  expect(await rig.run([model, sum])).toEqual(['model fresh', 'sum fresh']);
});

it('leaves alone what a stage of another name has built, and what is not there', async () => {
  await using rig = createRig();
  await rig.run([measured(rig).sum]);
  const [result] = (await rowsOf(rig.store)).flatMap((row) => row.result ?? []);
  expect(await dropValues(rig.store, [{ key: result!.key, stage: 'another' }], 5)).toBe(0);
  expect(await dropValues(rig.store, [], 5)).toBe(0);
  expect((await rowsOf(rig.store)).filter(({ table }) => table === 'artifacts')).toHaveLength(2);
});

it('lets a frozen stage run whose last value was dropped', async () => {
  await using rig = createRig();
  const version = (number: string) => rig.stage('model', () => number, { version: number });
  await rig.run([version('1')]);
  await dropped(rig, ['model']);
  expect(await rig.run([version('2')], { freeze: new Set(['model']) })).toContain('model built');
});

it('has a stage run once that is forced, whatever its value', async () => {
  await using rig = createRig();
  await rig.run([measured(rig).sum]);
  await dropped(rig, ['model']);
  const lines = await rig.run([measured(rig).sum], { cacheMode: 'refresh' });
  expect(lines.filter((line) => line.startsWith('model'))).toEqual([
    'model runs: everything is computed again',
    'model built',
  ]);
});

it('stays so, and ends with the value, also in a run so late that its use is recorded', async () => {
  await using rig = createRig();
  const clock = { ...systemClock, now: () => Date.now() + 7_200_000 };
  await rig.run([measured(rig).sum]);
  await dropped(rig, ['model']);
  const marks = async () =>
    (await rowsOf(rig.store)).flatMap(({ result }) =>
      result?.stage === 'model' ? [result.valueDropped] : [],
    );
  expect(await rig.run([measured(rig).sum], { clock })).toEqual(['model fresh', 'sum fresh']);
  expect(await marks()).toEqual([true]);
  expect(await rig.run([measured(rig, 3).sum], { clock })).toContain('model built');
  expect(await marks()).toEqual([undefined]);
  expect(await dropped(rig, ['model'])).toBe('[7,7,7]'.length);
});

it('is carried to other stores by an export and by a layer', async () => {
  await using rig = createRig();
  await rig.run([measured(rig).sum]);
  await dropped(rig, ['model']);
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportStore(rig.store)) chunks.push(chunk);
  await using imported = createRig();
  const open = async function* () {
    yield* chunks;
  };
  expect(await importStore(imported.store, open, 5)).toMatchObject({ results: 2, artifacts: 1 });
  expect(await imported.run([measured(imported).sum])).toEqual(['model fresh', 'sum fresh']);

  const layer = { location: 'layer', open: async () => rig.store };
  await using above = createRig(layeredStore(memoryStore(), [layer], { warn: expect.unreachable }));
  expect(await above.run([measured(above).sum])).toEqual(['model fresh', 'sum fresh']);
  expect(await above.run([measured(above, 3).sum])).toContain('model built');
});
