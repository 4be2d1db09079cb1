import { expect, it } from 'vitest';
import { type Graph, graph } from '../graph/graph.js';
import { readJournal } from '../run/journal.js';
import { plan } from '../run/plan.js';
import { gate } from '../testing/gate.js';
import { createRig, type Rig } from '../testing/rig.js';
import { describeChainLine, reasonChain } from './reason-chain.js';

/** A stage rounds the value of a source. A figure and a table take the rounded value. */
function pipelineOf(rig: Rig, settings: { value?: number; version?: string; fails?: boolean } = {}): Graph {
  const { value = 4, version = '1', fails = false } = settings;
  const source = rig.stage<number>('source', (_inputs, { of }: { of: { value: number } }) => of.value, {
    params: { of: { value } },
  });
  const rounded = rig.stage<number>('rounded', ({ x }: { x: number }) => Math.round(x), {
    inputs: { x: source },
    version,
  });
  const figure = rig.stage(
    'figure',
    ({ x }: { x: number }) => {
      if (fails) throw new Error('no ink');
      return `${x}!`;
    },
    { inputs: { x: rounded }, version: fails ? 'failing' : '1' },
  );
  return graph([rig.stage('page', ({ parts }) => parts, { inputs: { parts: [figure, source] } })]);
}

async function tell(rig: Rig, whole: Graph, ...names: string[]): Promise<readonly string[]> {
  const targets = whole.order.slice(-1);
  const lines = reasonChain(
    names.map((name) => whole.byName.get(name)!),
    {
      graph: whole,
      planned: await plan(whole, { store: rig.store, code: rig.code, targets }),
      journal: await readJournal(rig.store, whole.order),
    },
  );
  return lines.map(
    (line) =>
      '  '.repeat(line.depth) +
      describeChainLine(line, { duration: () => 'some time', ago: () => 'just now' }),
  );
}

const runPage = (rig: Rig, whole: Graph) => rig.run(whole.order.slice(-1));

it('leads from a stage that ran to the value that changed', async () => {
  await using rig = createRig();
  await runPage(rig, pipelineOf(rig));
  const changed = pipelineOf(rig, { value: 7 });
  await runPage(rig, changed);
  expect(await tell(rig, changed, 'page')).toMatchInlineSnapshot(`
    [
      "page was built just now (some time): the values of figure, source changed",
      "  figure (some time): the value of rounded changed",
      "    rounded (some time): the value of source changed",
      "      source (some time): of.value changed 4 → 7",
      "  source (see above)",
    ]
  `);
});

it('says where a change was cut off', async () => {
  await using rig = createRig();
  await runPage(rig, pipelineOf(rig));
  const changed = pipelineOf(rig, { value: 4.1 });
  await runPage(rig, changed);
  expect(await tell(rig, changed, 'figure')).toMatchInlineSnapshot(`
    [
      "figure is fresh: every input has the same bytes as before",
      "  rounded (some time): the value of source changed",
      "    source (some time): of.value changed 4 → 4.1",
    ]
  `);
});

it('tells what a run would do, before it is done', async () => {
  await using rig = createRig();
  await runPage(rig, pipelineOf(rig));
  expect(await tell(rig, pipelineOf(rig, { value: 7, version: '2' }), 'figure')).toMatchInlineSnapshot(`
    [
      "figure would run if the value of rounded changes",
      "  rounded would run if the value of source changes",
      "    source would run: of.value changed 4 → 7",
    ]
  `);
});

it('names the change behind a value that was in the cache, before and after the run', async () => {
  await using rig = createRig();
  await runPage(rig, pipelineOf(rig, { value: 7 }));
  await runPage(rig, pipelineOf(rig));
  const back = pipelineOf(rig, { value: 7 });
  const expected = [
    'rounded is fresh, from an earlier run; since the last run: the value of source changed',
    '  source is fresh, from an earlier run; since the last run: of.value changed 4 → 7',
  ];
  expect(await tell(rig, back, 'rounded')).toEqual(expected);
  await runPage(rig, back);
  expect(await tell(rig, back, 'rounded')).toEqual(expected);
});

it('remembers how a stage failed', async () => {
  await using rig = createRig();
  const failing = pipelineOf(rig, { fails: true });
  await runPage(rig, failing);
  expect(await tell(rig, failing, 'page')).toMatchInlineSnapshot(`
    [
      "page would run if the value of figure changes",
      "  figure would run: not in the cache (it failed: no ink)",
    ]
  `);
});

it('keeps the reasons of the last run in which anything happened', async () => {
  await using rig = createRig();
  const whole = pipelineOf(rig);
  await runPage(rig, whole);
  const before = await readJournal(rig.store, whole.order);
  await runPage(rig, whole);
  expect(await readJournal(rig.store, whole.order)).toEqual(before);
  expect(before.stages.get('source')).toMatchObject({ state: 'built', reasons: [{ kind: 'new' }] });
});

it('keeps the reasons of a stage, whatever the run was asked for', async () => {
  await using rig = createRig();
  await runPage(rig, pipelineOf(rig));
  const changed = pipelineOf(rig, { value: 7 });
  await rig.run([changed.byName.get('figure')!]);
  expect((await tell(rig, changed, 'figure'))[0]).toBe(
    'figure was built just now (some time): the value of rounded changed',
  );
  // A run of other stages takes nothing from it.
  await rig.run([rig.stage('other', () => 1)]);
  expect((await tell(rig, changed, 'figure', 'page')).slice(0, 1)).toEqual([
    'figure was built just now (some time): the value of rounded changed',
  ]);
});

it('keeps the reasons of a run that was cancelled', async () => {
  await using rig = createRig();
  const whole = pipelineOf(rig);
  const held = gate();
  const run = rig.start([rig.stage('held', held.fn, { inputs: { x: whole.byName.get('rounded')! } })]);
  await held.called;
  await run.cancel();
  expect(await tell(rig, whole, 'rounded')).toEqual([
    'rounded was built just now (some time): not in the cache',
  ]);
});

it('leads down a chain of 10,000 stages', async () => {
  await using rig = createRig();
  const count = 10_000;
  const chain = (value: number) => {
    let last = rig.stage('stage 0', (_inputs, params: { value: number }) => params.value, {
      params: { value },
    });
    for (let index = 1; index < count; index++)
      last = rig.stage(`stage ${index}`, ({ x }) => x, { inputs: { x: last } });
    return graph([last]);
  };
  await runPage(rig, chain(1));
  const changed = chain(2);
  const lines = await tell(rig, changed, `stage ${count - 1}`);
  expect(lines).toHaveLength(count);
  expect(lines.at(-1)!.trim()).toBe('stage 0 would run: value changed 1 → 2');
});
