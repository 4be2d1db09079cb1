// Runs one revision after another in one process, as the session of `superposition watch` does: with a real store, real
// threads and a stage that runs each time. After COUNT revisions, it prints the heap, resources, threads and files of
// the process. Usage: node --expose-gc many-revisions.mjs FOLDER COUNT…
import { readdirSync } from 'node:fs';
import { parseConfig } from '@superposition/core/config';
import { openCodeLibrary } from '@superposition/pipeline/code-library';
import { openStore } from '@superposition/pipeline/open-store';
import { revisions } from '@superposition/pipeline/revisions';
import { revision } from '@superposition/pipeline/run';
import { workerPool } from '@superposition/pipeline/worker-pool';
import { buildPipeline } from '@superposition/report/pipeline';
import { Subject } from 'rxjs';

const [folder = '', ...counts] = process.argv.slice(2);
const store = await openStore(folder, '.', (message) => process.stderr.write(`${message}\n`));
const tasks = new URL('dist/tasks/', new URL('..', import.meta.resolve('@superposition/analyses')));
const code = await openCodeLibrary([tasks]);
const workers = workerPool(2);
const none = { values: [] };

/**
 * A revision of a new config each time. It trains one model and runs no other stage of the graph.
 *
 * @param {number} number
 */
function requested(number) {
  const parsed = parseConfig({
    model: { features: 2, neurons: 1 },
    training: { steps: 1, batchSize: 8, learningRate: number / 1_000_000, seeds: 1 },
    sweeps: {
      neurons: none,
      activeProbability: none,
      lossExponent: none,
      trainingSteps: none,
      exponentByProbability: { values: { lossExponent: [] } },
      neuronsByProbability: { values: { neurons: [] } },
    },
  });
  if (!parsed.ok) throw new Error('the config has problems');
  const { graph } = buildPipeline(parsed.config);
  const model = /** @type {import('@superposition/pipeline').Stage} */ (graph.byName.get('model[seed=0]'));
  return revision(graph, {
    store,
    code,
    workers,
    targets: [model],
    deliver: true,
  });
}

function held() {
  /** @type {NodeJS.GCFunction} */ (gc)();
  return {
    heap: process.memoryUsage().heapUsed,
    resources: process.getActiveResourcesInfo().sort(),
    threads: readdirSync('/proc/self/task').length,
    files: readdirSync('/proc/self/fd').length,
  };
}

const requests = new Subject();
let finished = 0;
let asked = 0;
const next = () => {
  requests.next(requested(++asked));
  // Every tenth time, another edit comes while the revision runs.
  if (asked % 10 === 0) requests.next(requested(++asked));
};
const all = revisions(requests);
all.events.subscribe(async ({ type }) => {
  if (type !== 'finished') return;
  finished++;
  // The revision completes after its 'finished' event.
  await new Promise((resolve) => setImmediate(resolve));
  if (counts.includes(String(finished)))
    process.stdout.write(`${JSON.stringify({ finished, asked, ...held() })}\n`);
  if (finished < Number(counts.at(-1))) return next();
  requests.complete();
  await workers[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
});
next();
