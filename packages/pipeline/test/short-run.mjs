// Runs of a graph of many short stages with a store on disk, in a process that may be killed.
//
//   short-run.mjs run THREADS CONFIG FOLDER [EVENTS TURNS]
//     Runs once. Prints a line for each stage that ended, and the value. Kills itself TURNS turns of the event loop after
//     EVENTS events.
//   short-run.mjs again THREADS CONFIG FOLDER...
//     Runs once for each folder. Prints the outcomes as JSON.
import { writeSync } from 'node:fs';
import { openStore, openWorkers, run } from '@superposition/pipeline';
import { verifyStore } from '@superposition/pipeline/cache';
import { code, shortGraph } from './short-graph.mjs';

/** @import { RunEvent } from '@superposition/pipeline' */

const [mode, threads, config, ...words] = process.argv.slice(2);
const workers = openWorkers(1);
const { whole, total } = shortGraph(Number(config), threads === 'threads');

/**
 * Runs to the end, and returns the problems of the store.
 *
 * @param {string} folder
 * @param {(event: RunEvent) => void} hear
 */
async function runIn(folder, hear) {
  /** @type {string[]} */
  const complaints = [];
  const store = await openStore(folder, '/', (message) => complaints.push(message));
  if (mode === 'again')
    for (const problem of (await verifyStore(store)).problems) complaints.push(JSON.stringify(problem));
  await new Promise((resolve, reject) =>
    run(whole, { store, code, workers, targets: [total], deliver: true }).subscribe({
      next: hear,
      error: reject,
      complete: () => resolve(undefined),
    }),
  );
  await store[Symbol.asyncDispose]();
  return complaints;
}

if (mode === 'run') {
  const [folder = '', events = 'Infinity', turns = '0'] = words;
  let left = Number(events);
  /** @type {(turn: number) => unknown} */
  const die = (turn) =>
    turn === 0 ? process.kill(process.pid, 'SIGKILL') : setImmediate(() => die(turn - 1));
  if (left === 0) die(Number(turns));
  // We write each line synchronously, so that a kill loses no line.
  const complaints = await runIn(folder, (event) => {
    if (event.type === 'built' || event.type === 'fresh') writeSync(1, `${event.type} ${event.stage}\n`);
    if (event.type === 'value') writeSync(1, `value ${event.value}\n`);
    if (--left === 0) die(Number(turns));
  });
  // The run may end before its moment comes. The process then kills itself after the run.
  if (left !== Number.POSITIVE_INFINITY) die(0);
  for (const complaint of complaints) writeSync(1, `complaint ${complaint}\n`);
} else {
  const all = [];
  for (const folder of words) {
    /** @type {{ digests: Record<string, string>, fresh: string[], built: string[], value?: unknown }} */
    const outcome = { digests: {}, fresh: [], built: [] };
    const complaints = await runIn(folder, (event) => {
      if (event.type === 'value') outcome.value = event.value;
      if (event.type !== 'built' && event.type !== 'fresh') return;
      outcome[event.type].push(event.stage);
      outcome.digests[event.stage] = event.digest;
    });
    all.push({ ...outcome, complaints });
  }
  process.stdout.write(JSON.stringify(all));
}
await workers[Symbol.asyncDispose]();
