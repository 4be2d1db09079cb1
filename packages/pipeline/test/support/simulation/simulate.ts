import { graph } from '../../../src/graph/graph.js';
import type { RunEvent } from '../../../src/run/event.js';
import { memoryStore } from '../../../src/store/memory-store.js';
import { survivingStore } from '../../../src/store/surviving-store.js';
import { createRig } from '../../../src/testing/rig.js';
import { dropValues } from '../../../src/upkeep/drop-values.js';
import { rowsOf } from '../../../src/upkeep/prune.js';
import { verifyStore } from '../../../src/upkeep/verify-store.js';
import { isDigest } from '../../../src/values/digest.js';
import { drawFaults, type Rows } from './faults.js';
import { faultyStore, watchedStore } from './faulty-store.js';
import { type Sketch, sketchGraph, stagesOf } from './graphs.js';
import { drive, outcomesOf, runIn } from './process.js';
import { Broken, createReferee, type Truth } from './referee.js';
import { createWorld } from './world.js';

/** Longer than a store waits before it tries a database again. In milliseconds. */
const longestPause = 3_600_000;

/**
 * Runs one graph in several processes that share a store, in a world that is drawn from a seed: processes crash between any two
 * steps, are cancelled, and start again; the store fails, is full, is away, and loses rows. Then checks that
 *
 * - every process ends, with the outcomes that a run alone has;
 * - each key has one digest, that of a run alone, from the first write on;
 * - a result is never written before its artifact;
 * - no value is stored after the run was cancelled, and nothing is written after it has ended;
 * - what a run has built is in the database when its store could make good what the database missed;
 * - a run after all faults finds the store sound, also when all values were dropped, and then builds none again that nobody takes.
 *
 * @returns how often each kind of thing happened
 * @throws Error that says what was broken
 */
export async function simulate(seed: number): Promise<Readonly<Record<string, number>>> {
  const world = createWorld(seed);
  const sketches = sketchGraph(world.random);
  const truth = await runAlone(sketches);
  const counts = { crashed: 0, cancelled: 0, faults: 0, finished: 0, lost: 0, dropped: 0 };
  const rows: Rows = { results: new Map(), artifacts: new Map() };
  const shared = memoryStore(rows);
  const referee = createReferee(truth, rows);
  const faults = drawFaults(world, rows, {
    onLost(key) {
      counts.lost++;
      referee.onLost(key);
    },
    onDropped: () => void counts.dropped++,
  });
  const isBroken = () => referee.broken() !== undefined;

  const drivers = Array.from({ length: 1 + world.random.below(3) }, (_, index) =>
    drive(`driver ${index}`, { world, referee, onEnd: (end) => void counts[end]++ }, (actor) => {
      const database = faultyStore(shared, actor, { world, faults, referee });
      const store = survivingStore(database, () => void counts.faults++, { now: actor.clock.elapsed });
      return { run: runIn(actor, sketches, watchedStore(store, actor, referee)), store };
    }),
  );
  let isOver = false;
  void Promise.all(drivers)
    .catch(referee.fail)
    .then(() => {
      isOver = true;
    });
  await world.until(() => isOver || isBroken());
  await world.bury();
  if (isBroken()) throw referee.broken();
  const finished = await Promise.all(drivers);
  for (const { events } of finished) compare(outcomesOf(events), truth);

  await world.until(faults.isOver);
  for (const { store, events } of finished) {
    let isMadeGood = false;
    world.after(longestPause, () => {
      void store.putNotes(new Map([['ended', '']])).then(() => {
        isMadeGood = true;
      });
    });
    await world.until(() => isMadeGood);
    referee.onMadeGood(events);
  }

  /** A run alone, and without faults. */
  const runLast = async (name: string): Promise<readonly RunEvent[]> => {
    const events: RunEvent[] = [];
    let isLastOver = false;
    runIn(world.actor(name), sketches, shared).events.subscribe({
      next: (event) => events.push(event),
      error: referee.fail,
      complete: () => {
        isLastOver = true;
      },
    });
    await world.until(() => isLastOver || isBroken());
    if (isBroken()) throw referee.broken();
    compare(outcomesOf(events), truth);
    const { problems } = await verifyStore(shared);
    if (problems.length > 0) throw new Broken(`the store is left with a ${problems[0]!.kind}`);
    return events;
  };
  // Claims of crashed processes are still there.
  await runLast('last');
  const results = (await rowsOf(shared)).flatMap(({ result }) => result ?? []);
  await dropValues(shared, results, world.actor('dropper').clock.now());
  const events = await runLast('after all values were dropped');
  // A stage that fails runs again, and takes its inputs.
  const isAllStored = [...truth.outcomes.values()].every(isDigest);
  if (isAllStored && events.some(({ type }) => type === 'built'))
    throw new Broken('a dropped value was built again though nobody took it');
  return counts;
}

function compare(outcomes: ReadonlyMap<string, string>, truth: Truth): void {
  for (const [stage, expected] of truth.outcomes) {
    const found = outcomes.get(stage) ?? 'nothing';
    if (found !== expected) throw new Broken(`${stage} is ${found}, and ${expected} in a run alone`);
  }
}

async function runAlone(sketches: readonly Sketch[]): Promise<Truth> {
  await using rig = createRig();
  const run = rig.start(graph(stagesOf(sketches, rig, async () => {})));
  await run.done;
  const results = (await rowsOf(rig.store)).flatMap(({ result }) => result ?? []);
  return {
    outcomes: outcomesOf(run.events),
    digests: new Map(results.map(({ key, digest }) => [key, digest])),
  };
}
