// Runs 10,000 fresh stages several times. Prints how many objects and strings can be reached after each run, as JSON.
import { graph, json, openStore, openWorkers, run, stage, task } from '@superposition/pipeline';
import { memoryStore } from '@superposition/pipeline/internal/store/memory-store';
import { digestOf } from '@superposition/pipeline/internal/values/digest';
import { countReachable } from './reachable.mjs';

/** @import { ResultFacts, RunEvent, Stage, Store, StoredResult } from '@superposition/pipeline' */

const [folder = '', runs] = process.argv.slice(2);
const side = 100;
/**
 * @param {object} inputs
 * @param {{ index: number }} params
 */
const fn = (inputs, { index }) => (index + Object.keys(inputs).length) % 7;
const found = { fingerprint: digestOf('cell'), exportName: 'fn', load: async () => fn };
const code = { find: () => found };
const cell = task('many/cell#fn', { codec: json() });
const workers = openWorkers(1);

/** A grid in which each stage takes the value of the stage above and of the stage to its left. */
function grid() {
  /** @type {Stage[]} */
  const stages = [];
  for (let index = 0; index < side * side; index++) {
    /** @type {Record<string, Stage>} */
    const inputs = {
      ...(index >= side && { above: stages[index - side] }),
      ...(index % side > 0 && { left: stages[index - 1] }),
    };
    stages.push(stage(`cell ${index}`, cell, { params: { index }, inputs }));
  }
  return graph(stages);
}

/**
 * @param {Store} store
 * @param {(event: RunEvent) => void} hear
 * @returns {Promise<void>}
 */
function runIn(store, hear) {
  return new Promise((resolve, reject) =>
    run(grid(), { store, code, workers }).subscribe({ next: hear, error: reject, complete: resolve }),
  );
}

/**
 * Runs in memory, and then writes all results to the store in a few statements.
 *
 * @param {Store} store
 */
async function fill(store) {
  const memory = memoryStore();
  /** @type {ResultFacts[]} */
  const built = [];
  await runIn(memory, (event) => {
    if (event.type === 'built') built.push(event);
  });
  const digests = new Set(built.map(({ digest }) => digest));
  for (const digest of digests)
    await store.putArtifact(digest, /** @type {Uint8Array} */ (await memory.artifact(digest)));
  const results = await memory.results(built.map(({ key }) => key));
  await store.touch(/** @type {readonly StoredResult[]} */ (results), Date.now());
  await store.putLatest(new Map(built.map((event) => [event.stage, event.key])));
}

const open = () =>
  openStore(folder, '/', (message) => {
    throw new Error(message);
  });
const store = await open();
await fill(store);
await store[Symbol.asyncDispose]();

/** @type {number[]} */
const reachable = [];
for (let count = 0; count < Number(runs); count++) {
  const again = await open();
  let fresh = 0;
  await runIn(again, (event) => {
    if (event.type === 'finished') fresh = event.fresh;
  });
  await again[Symbol.asyncDispose]();
  if (fresh !== side * side) throw new Error(`only ${fresh} stages were fresh`);
  // Some objects are released only at the end of this turn of the event loop.
  await new Promise((next) => setImmediate(next));
  const before = reachable.at(-1);
  reachable.push(await countReachable(before === undefined ? undefined : before + (side * side) / 10));
}
await workers[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify(reachable));
