import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graph } from '../graph/graph.js';
import { type Stage, settled, upstreamOf } from '../graph/stage.js';
import { memoryStore } from '../store/memory-store.js';
import type { Store } from '../store/store.js';
import { createRig } from '../testing/rig.js';
import { dropValues } from '../upkeep/drop-values.js';
import { rowsOf } from '../upkeep/prune.js';
import { type PlannedStage, plan } from './plan.js';

/** The parts of a random stage. Its inputs are stages before it. */
interface Sketch {
  readonly family: number;
  readonly param: number;
  readonly inputs: readonly { readonly back: number; readonly as: 'one' | 'list' | 'settled' }[];
}

type Edit =
  | { readonly kind: 'param'; readonly stage: number; readonly value: number }
  | { readonly kind: 'version'; readonly family: number; readonly value: number }
  | { readonly kind: 'input'; readonly stage: number; readonly back: number }
  | { readonly kind: 'force'; readonly stage: number }
  | { readonly kind: 'lose'; readonly table: 'results' | 'artifacts'; readonly row: number }
  | { readonly kind: 'spoil'; readonly row: number }
  | { readonly kind: 'drop'; readonly row: number }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'target'; readonly stage: number };

const small = fc.nat({ max: 2 });
const back = fc.integer({ min: 1, max: 4 });
const sketch: fc.Arbitrary<Sketch> = fc.record({
  family: small,
  param: small,
  inputs: fc.array(fc.record({ back, as: fc.constantFrom('one', 'one', 'list', 'settled') }), {
    maxLength: 3,
  }),
});
const stageIndex = fc.nat({ max: 9 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('param'), stage: stageIndex, value: small }),
  fc.record({ kind: fc.constant('version'), family: small, value: small }),
  fc.record({ kind: fc.constant('input'), stage: stageIndex, back }),
  fc.record({ kind: fc.constant('force'), stage: stageIndex }),
  fc.record({ kind: fc.constant('lose'), table: fc.constantFrom('results', 'artifacts'), row: fc.nat() }),
  fc.record({ kind: fc.constant('spoil'), row: fc.nat() }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('drop'), row: fc.nat() }) },
  fc.record({ kind: fc.constant('refresh') }),
  fc.record({ kind: fc.constant('target'), stage: stageIndex }),
);

/** Freezes this stage and all later ones. Often there are none. */
const freezeFrom = fc.nat({ max: 9 });
const step = fc.record({ edits: fc.array(edit, { maxLength: 3 }), freezeFrom });

/** Gives 0, 1 or 2, so that different inputs often give the same bytes. */
function digestSum(inputs: Record<string, unknown>, { param }: { param: number }): number {
  return (JSON.stringify(inputs).replace(/\D/g, '').length + param) % 3;
}

function kindOf(one: PlannedStage): 'fresh' | 'frozen' | 'unsettled' | 'runs' | 'depends' {
  if (one.state !== 'fresh' || one.frozen === undefined) return one.state;
  return one.on === undefined ? 'frozen' : 'unsettled';
}

describe('a plan', () => {
  it('is kept by the run: what it says runs is built, what it says is fresh is not', async () => {
    const counts = { fresh: 0, frozen: 0, unsettled: 0, runs: 0, depends: 0, dropped: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(sketch, { minLength: 1, maxLength: 10 }),
        fc.array(step, { minLength: 1, maxLength: 5 }),
        async (sketches, steps) => {
          const rows = { results: new Map<string, string>(), artifacts: new Map<string, Uint8Array>() };
          await using rig = createRig(memoryStore(rows));
          let current = sketches;
          const versions = [0, 0, 0];
          for (const { edits, freezeFrom } of [{ edits: [], freezeFrom: 99 }, ...steps]) {
            const options: { force: Set<string>; freeze: Set<string>; cacheMode: 'use' | 'refresh' } = {
              force: new Set(),
              freeze: new Set(current.map((_, index) => `stage ${index}`).slice(freezeFrom)),
              cacheMode: 'use',
            };
            const targets = new Set<number>();
            for (const one of edits) {
              const at = 'stage' in one ? one.stage % current.length : 0;
              switch (one.kind) {
                case 'param':
                  current = current.with(at, { ...current[at]!, param: one.value });
                  break;
                case 'version':
                  versions[one.family] = one.value;
                  break;
                case 'input':
                  current = current.with(at, {
                    ...current[at]!,
                    inputs: [...current[at]!.inputs, { back: one.back, as: 'one' }],
                  });
                  break;
                case 'force':
                  options.force.add(`stage ${at}`);
                  break;
                case 'lose':
                  rows[one.table].delete(keyAt(rows[one.table], one.row));
                  break;
                case 'spoil':
                  if (rows.results.size > 0) rows.results.set(keyAt(rows.results, one.row), 'spoiled');
                  break;
                case 'drop':
                  await dropOne(rig.store, one.row);
                  break;
                case 'refresh':
                  options.cacheMode = 'refresh';
                  break;
                case 'target':
                  targets.add(at);
              }
            }
            const stages = buildStages(current, versions);
            const wanted = targets.size === 0 ? stages : [...targets].map((target) => stages[target]!);
            const before = structuredClone(rows);
            const planned = await plan(graph(wanted), { store: rig.store, code: rig.code, ...options });
            expect(rows).toEqual(before);

            const run = rig.start(wanted, options);
            await run.done;
            const forecast = run.events.find(({ type }) => type === 'forecast');
            const isWork = planned.some(({ state }) => state === 'runs');
            expect(forecast).toEqual(isWork ? { type: 'forecast', stages: planned } : undefined);
            const became = new Map(
              run.events.flatMap((event) =>
                event.type === 'fresh' || event.type === 'built' ? [[event.stage, event.type]] : [],
              ),
            );
            expect([...became.keys()].toSorted()).toEqual(planned.map(({ stage }) => stage).toSorted());
            const digestOfStage = new Map(
              run.events.flatMap((event) =>
                event.type === 'fresh' || event.type === 'built' ? [[event.stage, event.digest]] : [],
              ),
            );
            const digests = [...digestOfStage.values()];
            const unsettled = new Set(
              planned
                .filter((one) => one.state === 'fresh' && one.on !== undefined)
                .map(({ stage }) => stage),
            );
            // Of a stage that may run only because its value was dropped, the digest is known.
            const isKnown = (name: string): boolean => {
              const one = planned.find(({ stage }) => stage === name)!;
              if (one.state === 'fresh') return !unsettled.has(name);
              return isOfDropped(one) || (one.state === 'depends' && unknownInputs(name).length === 0);
            };
            const unknownInputs = (stage: string): readonly string[] =>
              upstreamOf(stages.find(({ name }) => name === stage)!)
                .map(({ name }) => name)
                .filter((name) => !isKnown(name));
            for (const one of planned) {
              counts[kindOf(one)]++;
              if (one.state === 'fresh') {
                const event = run.events.find(
                  (each) => each.type !== 'started' && 'stage' in each && each.stage === one.stage,
                );
                const { key, frozen, on } = one;
                expect(event).toMatchObject(on === undefined ? { type: 'fresh', key } : { type: 'fresh' });
                if (on === undefined && event?.type === 'fresh') expect(event.frozen).toEqual(frozen);
              }
              if (one.state === 'runs' && !isOfDropped(one)) expect(became.get(one.stage)).toBe('built');
              if (isOfDropped(one)) {
                counts.dropped++;
                // A stage of the same recipe may have read another stage of the same bytes in its place.
                if (became.get(one.stage) === 'fresh')
                  expect(
                    digests.filter((digest) => digest === digestOfStage.get(one.stage)).length,
                  ).toBeGreaterThan(1);
              }
              if (one.state === 'depends') {
                const unknown = unknownInputs(one.stage);
                if (unknown.length > 0) expect(one.on).toEqual([...new Set(unknown)]);
                expect(one.on).not.toEqual([]);
              }
            }
          }

          function buildStages(from: readonly Sketch[], version: readonly number[]): Stage[] {
            const stages: Stage[] = [];
            for (const [index, { family, param, inputs }] of from.entries()) {
              const bound = Object.fromEntries(
                inputs.flatMap(({ back, as }, number) => {
                  const source = stages[index - back];
                  if (source === undefined) return [];
                  const input =
                    as === 'one' ? source : as === 'list' ? [source, stages[0]!] : settled(source);
                  return [[`input${number}`, input]];
                }),
              );
              // Stages of one family share a task, so that some stages have the same recipe.
              const made = rig.stage(`family ${family}`, digestSum, {
                params: { param },
                inputs: bound,
                version: String(version[family]),
              });
              stages.push({ ...made, name: `stage ${index}` });
            }
            return stages;
          }
        },
      ),
      { numRuns: 300 },
    );
    // Every state must occur often in the plans. Otherwise the comparison above would prove little.
    const { frozen, unsettled, dropped, ...common } = counts;
    expect(Math.min(...Object.values(common))).toBeGreaterThan(200);
    expect(Math.min(frozen, unsettled, dropped)).toBeGreaterThan(20);
  });

  it('names the reasons, and what is depended on', async () => {
    await using rig = createRig();
    const build = (value: number) => {
      const source = rig.stage('source', () => value, { params: { value } });
      const apart = rig.stage('apart', () => 1);
      const sum = rig.stage('sum', () => 1, { inputs: { list: [source, apart, source] } });
      return [rig.stage('last', () => 1, { inputs: { sum, apart } })];
    };
    await rig.run(build(1));
    const planned = await plan(graph(build(2)), {
      store: rig.store,
      code: rig.code,
      force: new Set(['last']),
    });
    const expected: unknown = expect.any(Number);
    expect(planned).toEqual([
      {
        stage: 'source',
        state: 'runs',
        reasons: [{ kind: 'parameter', path: 'value', from: 1, to: 2 }],
        expected,
      },
      expect.objectContaining({ stage: 'apart', state: 'fresh' }),
      { stage: 'sum', state: 'depends', on: ['source'], expected },
      { stage: 'last', state: 'runs', reasons: [{ kind: 'forced' }], expected },
    ]);
  });

  it('is kept also where the work of one stage brings back the bytes of another', async () => {
    const rows = { results: new Map<string, string>(), artifacts: new Map<string, Uint8Array>() };
    await using rig = createRig(memoryStore(rows));
    const seven = (value: number) => (value === 1 ? 7 : 8);
    const build = (value: number) => {
      const source = rig.stage('source', () => value, { params: { value } });
      const late = rig.stage('late', ({ source }: { source: number }) => seven(source), {
        inputs: { source },
      });
      return [rig.stage('early', () => seven(value), { params: { value } }), late];
    };
    const run = rig.start(build(1));
    await run.done;
    await rig.run(build(2));
    const built = run.events.find((event) => event.type === 'built' && event.stage === 'early');
    rows.artifacts.delete(built?.type === 'built' ? built.digest : '');
    const planned = await plan(graph(build(1)), { store: rig.store, code: rig.code });
    expect(planned.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
      'early runs',
      'source fresh',
      'late runs',
    ]);
    expect(await rig.run(build(1))).toEqual([
      'source fresh',
      'early runs: value changed 2 → 1',
      'late runs: the value of source changed',
      'early built',
      'late built',
    ]);
  });

  it('says that everything runs without a cache', async () => {
    await using rig = createRig();
    const source = rig.stage('source', () => 1);
    await rig.run([source]);
    const planned = await plan(graph([source]), { store: rig.store, code: rig.code, cacheMode: 'off' });
    expect(planned).toEqual([
      { stage: 'source', state: 'runs', reasons: [{ kind: 'new' }], expected: expect.any(Number) as number },
    ]);
  });
});

const isOfDropped = (one: PlannedStage) =>
  one.state === 'runs' && one.reasons.some(({ kind }) => kind === 'dropped');

/** Drops the value of some result. */
async function dropOne(store: Store, row: number): Promise<void> {
  const results = (await rowsOf(store)).flatMap(({ result }) => (result === undefined ? [] : [result]));
  const chosen = results[row % Math.max(1, results.length)];
  if (chosen !== undefined) await dropValues(store, [chosen], 0);
}

function keyAt(rows: ReadonlyMap<string, unknown>, index: number): string {
  return [...rows.keys()].at(index % Math.max(1, rows.size)) ?? '';
}
