// One run for bench/pipeline-no-op.ts, in a process that has run nothing before: a loader of TypeScript would add 2 MB to its peak
// memory and, as it leaves Node warm, take up to 5 % off its time. Words: the store, the shape of the graph, how many stages.
import { graph, json, openStore, openWorkers, run, stage, task } from '@superposition/pipeline';
import { digestOf } from '@superposition/pipeline/internal/values/digest';

/** @import { Stage } from '@superposition/pipeline' */

/**
 * @typedef {object} Run
 * @property {number} milliseconds
 * @property {number} processorMilliseconds of all threads
 * @property {number} fresh stages
 * @property {number} peakMegabytes
 */

/**
 * Stages of a shape: the last ones are its targets.
 *
 * @param {string} shape
 * @param {number} count
 * @param {(name: string, inputs: Record<string, any>) => Stage} makeStage
 */
function stagesOf(shape, count, makeStage) {
  /** @type {Stage[]} */
  const stages = [];
  /** @param {Record<string, any>} inputs */
  const add = (inputs) => stages.push(makeStage(`${shape} ${stages.length}`, inputs));
  if (shape === 'fan') {
    const source = stages[add({}) - 1];
    while (stages.length < count - 1) add({ source });
    add({ all: stages.slice(1) });
  } else if (shape === 'chain') {
    while (stages.length < count) add(stages.length === 0 ? {} : { previous: stages.at(-1) });
  } else {
    const divisors = [...Array(count).keys()].map((n) => n + 1).filter((n) => count % n === 0);
    const width = Math.max(...divisors.filter((n) => n * n <= count));
    for (let cell = 0; cell < count; cell++) {
      add({
        ...(cell >= width && { above: stages[cell - width] }),
        ...(cell % width > 0 && { left: stages[cell - 1] }),
      });
    }
  }
  return stages;
}

/**
 * @param {string} file
 * @param {string} shape
 * @param {number} count
 * @returns {Promise<Run>}
 */
async function runOnce(file, shape, count) {
  const start = performance.now();
  const processor = process.cpuUsage();
  /** @type {(inputs: object, params: { index: number }) => number} */
  const fn = (inputs, { index }) => index + Object.keys(inputs).length;
  const found = { fingerprint: digestOf('bench'), exportName: 'fn', load: async () => fn };
  const code = { find: () => found };
  const cell = task('bench/cell#fn', { codec: json() });
  const stages = stagesOf(shape, count, (name, inputs) =>
    stage(name, cell, { params: { index: Number(name.split(' ')[1]) }, inputs }),
  );
  const workers = openWorkers(1);
  const store = await openStore(file, '/', (message) => console.error(message));
  let fresh = 0;
  await new Promise((resolve, reject) => {
    run(graph(stages), { store, code, workers }).subscribe({
      next: (event) => {
        if (event.type === 'finished') fresh = event.fresh;
      },
      error: reject,
      complete: () => resolve(undefined),
    });
  });
  await store[Symbol.asyncDispose]();
  await workers[Symbol.asyncDispose]();
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  return { milliseconds, processorMilliseconds: (user + system) / 1000, fresh, peakMegabytes };
}

const [file = '', shape = '', count] = process.argv.slice(2);
console.log(JSON.stringify(await runOnce(file, shape, Number(count))));
