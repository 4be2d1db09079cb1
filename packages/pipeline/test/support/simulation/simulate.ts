import { graph } from '../../../src/graph/graph.js';
import type { RunEvent } from '../../../src/run/event.js';
import { type Revision, revision } from '../../../src/run/run.js';
import { memoryStore } from '../../../src/store/memory-store.js';
import type { Store, StoredResult } from '../../../src/store/store.js';
import { survivingStore } from '../../../src/store/surviving-store.js';
import { createRig, type Rig } from '../../../src/testing/rig.js';
import { dropValues } from '../../../src/upkeep/drop-values.js';
import { rowsOf } from '../../../src/upkeep/prune.js';
import { verifyStore } from '../../../src/upkeep/verify-store.js';
import type { Digest } from '../../../src/values/digest.js';
import { type Faults, faultyStore } from './faulty-store.js';
import { type Sketch, sketchGraph, stagesOf } from './graphs.js';
import { type Actor, createWorld, type World } from './world.js';

/** What a run must leave: the outcome of each stage, and the digest of each key. */
interface Truth {
  readonly outcomes: ReadonlyMap<string, string>;
  readonly digests: ReadonlyMap<Digest, Digest>;
}

/**
 * Runs one graph in several processes that share a store, in a world that is drawn from a seed: processes crash between any two
 * steps, are cancelled, and start again; the store fails, is full, is away, and loses rows. Then checks that
 *
 * - every process ends, with the outcomes that a run alone has;
 * - each key has one digest, that of a run alone, from the first write on;
 * - a result is never written before its artifact;
 * - nothing is written for a cancelled run after it has ended;
 * - a run after all faults finds the store sound.
 *
 * @returns how often each kind of thing happened
 * @throws Error that says what was broken
 */
export async function simulate(seed: number): Promise<Readonly<Record<string, number>>> {
  const world = createWorld(seed);
  const { random } = world;
  const sketches = sketchGraph(random);
  const truth = await runAlone(sketches);
  const counts: Record<string, number> = {
    crashes: 0,
    cancelled: 0,
    faults: 0,
    finished: 0,
    lost: 0,
    dropped: 0,
  };
  const rows = { results: new Map<string, string>(), artifacts: new Map<string, Uint8Array>() };
  const shared = memoryStore(rows);
  const over = new Set<Actor>();
  /** Also those that were lost since. */
  const written = new Set<Digest>();
  const faults = drawFaults(world, rows, counts);

  const onWrite = (actor: Actor, method: keyof Store, values: readonly unknown[]) => {
    if (over.has(actor)) throw new Broken(`${actor.name} writes (${method}) after its run has ended`);
    if (method === 'putArtifact') written.add(values[0] as Digest);
    if (method !== 'putResult') return;
    const { key, digest, stage } = values[0] as StoredResult;
    if (truth.digests.get(key) !== digest) throw new Broken(`${stage} has another digest than a run alone`);
    if (!written.has(digest)) throw new Broken(`the result of ${stage} is written before its artifact`);
  };
  const broken: unknown[] = [];
  const noting: typeof onWrite = (...write) => {
    try {
      onWrite(...write);
    } catch (error) {
      broken.push(error);
    }
  };

  const drivers = Array.from({ length: 1 + random.below(3) }, (_, index) =>
    drive(`driver ${index}`, world, counts, over, (actor) => {
      const database = faultyStore(shared, actor, world, faults, noting);
      const store = survivingStore(database, () => void counts['faults']!++, { now: actor.clock.elapsed });
      return runIn(actor, sketches, store);
    }),
  );
  const ended = Promise.all(
    drivers.map((driver) => driver.catch((error: unknown) => void broken.push(error))),
  );
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  await world.until(() => isOver || broken.length > 0);
  await world.bury();
  if (broken.length > 0) throw broken[0];
  for (const outcomes of await Promise.all(drivers)) compare(outcomes, truth);

  // Afterwards, alone and without faults. Claims of crashed processes are still there.
  await world.until(faults.isOver);
  const store = memoryStore(rows);
  const last: RunEvent[] = [];
  let isLastOver = false;
  runIn(world.actor('last'), sketches, store).events.subscribe({
    next: (event) => last.push(event),
    error: (error: unknown) => broken.push(error),
    complete: () => {
      isLastOver = true;
    },
  });
  await world.until(() => isLastOver || broken.length > 0);
  if (broken.length > 0) throw broken[0];
  compare(outcomesOf(last), truth);
  const { problems } = await verifyStore(store);
  if (problems.length > 0) throw new Broken(`the store is left with a ${problems[0]!.kind}`);
  return counts;
}

class Broken extends Error {}

function compare(outcomes: ReadonlyMap<string, string>, truth: Truth): void {
  for (const [stage, expected] of truth.outcomes) {
    const found = outcomes.get(stage) ?? 'nothing';
    if (found !== expected) throw new Broken(`${stage} is ${found}, and ${expected} in a run alone`);
  }
}

/** A run of the graph in a process of its own. */
function runIn(actor: Actor, sketches: readonly Sketch[], store: Store): Revision {
  const rig = createRig(store);
  const { code, workers } = rig;
  return revision(graph(stagesOf(sketches, rig, actor.pause)), { store, code, workers, clock: actor.clock });
}

/** Starts runs until one has ended by itself. A process that crashes, or whose run was cancelled, is followed by another one. */
async function drive(
  name: string,
  world: World,
  counts: Record<string, number>,
  over: Set<Actor>,
  open: (actor: Actor) => Revision,
): Promise<ReadonlyMap<string, string>> {
  const { random } = world;
  for (let attempt = 0; ; attempt++) {
    const actor = world.actor(`${name}.${attempt}`);
    const run = open(actor);
    const fate = attempt > 3 ? 'ends' : (['ends', 'crashes', 'cancelled'] as const)[random.below(3)]!;
    const events: RunEvent[] = [];
    const end = await new Promise<'ended' | 'crashed' | 'cancelled'>((resolve, reject) => {
      const subscription = run.events.subscribe({
        next: (event) => events.push(event),
        error: reject,
        complete: () => resolve('ended'),
      });
      if (fate === 'ends') return;
      world.after(random.next() * 600, () => {
        if (fate === 'crashes') actor.crash();
        else subscription.unsubscribe();
        resolve(fate === 'crashes' ? 'crashed' : 'cancelled');
      });
    });
    if (end === 'ended') {
      counts['finished']!++;
      return outcomesOf(events);
    }
    if (end === 'crashed') counts['crashes']!++;
    if (end === 'cancelled') {
      counts['cancelled']!++;
      await run.drained();
      over.add(actor);
    }
  }
}

/** How a stage ended: with which bytes, or because of which failure. */
function outcomesOf(events: readonly RunEvent[]): ReadonlyMap<string, string> {
  const outcomes = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'fresh' || event.type === 'built') outcomes.set(event.stage, event.digest);
    if (event.type === 'failed') outcomes.set(event.stage, `failed: ${event.failure.message}`);
    if (event.type === 'skipped') outcomes.set(event.stage, `skipped because of ${event.cause}`);
  }
  return outcomes;
}

async function eventsOf(rig: Rig, sketches: readonly Sketch[]): Promise<readonly RunEvent[]> {
  const run = rig.start(graph(stagesOf(sketches, rig, async () => {})));
  await run.done;
  return run.events;
}

async function runAlone(sketches: readonly Sketch[]): Promise<Truth> {
  await using rig = createRig();
  const outcomes = outcomesOf(await eventsOf(rig, sketches));
  const results = (await rowsOf(rig.store)).flatMap(({ result }) => result ?? []);
  return { outcomes, digests: new Map(results.map(({ key, digest }) => [key, digest])) };
}

/** The faults of a world: none in every fourth; none at all after two minutes, so that everything can end. */
function drawFaults(
  world: World,
  rows: { readonly results: Map<string, string>; readonly artifacts: Map<string, Uint8Array> },
  counts: Record<string, number>,
): Faults {
  const { random } = world;
  if (random.happens(0.25))
    return { probability: 0, isDown: () => false, isFull: () => false, isOver: () => true };
  let isOver = false;
  const away = { down: false, full: false };
  const switches = (kind: keyof typeof away) => {
    if (isOver || random.happens(0.5)) return;
    world.after(random.next() * 300, () => {
      away[kind] = !isOver;
    });
    world.after(300 + random.next() * 30_000, () => {
      away[kind] = false;
    });
  };
  switches('down');
  switches('full');
  const store = memoryStore(rows);
  for (let row = random.below(6); row > 0; row--)
    world.after(random.next() * 900, () => {
      if (random.happens(0.5)) void dropOne(store, random.below(10), counts);
      else loseOne(rows, random.below(20), counts);
    });
  world.after(120_000, () => {
    isOver = true;
  });
  const probability = random.happens(0.5) ? 0.02 : 0.2;
  return {
    get probability() {
      return isOver ? 0 : probability;
    },
    isDown: () => away.down,
    isFull: () => away.full,
    isOver: () => isOver,
  };
}

/** A server may forget a row. */
function loseOne(
  rows: { readonly results: Map<string, string>; readonly artifacts: Map<string, Uint8Array> },
  place: number,
  counts: Record<string, number>,
): void {
  const table = place % 2 === 0 ? rows.results : rows.artifacts;
  const key = [...table.keys()][place % Math.max(1, table.size)];
  if (key !== undefined && table.delete(key)) counts['lost']!++;
}

async function dropOne(store: Store, place: number, counts: Record<string, number>): Promise<void> {
  const results = (await rowsOf(store)).flatMap(({ result }) => result ?? []);
  const chosen = results[place % Math.max(1, results.length)];
  if (chosen === undefined) return;
  counts['dropped']!++;
  await dropValues(store, [chosen], chosen.builtAt);
}
