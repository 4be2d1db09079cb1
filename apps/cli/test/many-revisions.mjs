// Runs one revision after another in one process, as the session of `superposition watch` does: with a real store, real
// threads and a stage that runs each time. After SOME revisions, and again after MANY, it prints what the process holds.
// Usage: node many-revisions.mjs FOLDER SOME MANY
import { readdirSync } from 'node:fs';
import { parseConfig } from '@superposition/core/config';
import { openCodeLibrary } from '@superposition/pipeline/internal/code/code-library';
import { revisions } from '@superposition/pipeline/internal/run/revisions';
import { revision } from '@superposition/pipeline/internal/run/run';
import { openStore } from '@superposition/pipeline/internal/store/open-store';
import { openWorkers } from '@superposition/pipeline/internal/threads/worker-pool';
import { buildPipeline } from '@superposition/report/internal/pipeline';
import { Subject } from 'rxjs';
import { countReachable } from '../../../packages/pipeline/test/reachable.mjs';

const [folder = '', ...counts] = process.argv.slice(2);
const [some = 0, many = 0] = counts.map(Number);
const store = await openStore(folder, '.', (message) => process.stderr.write(`${message}\n`));
const tasks = new URL('dist/tasks/', new URL('..', import.meta.resolve('@superposition/analyses')));
const code = await openCodeLibrary([tasks]);
const workers = openWorkers(2);

/**
 * A revision of a new config each time. It trains one model and runs no other stage of the graph.
 *
 * @param {number} number
 */
function requested(number) {
  const parsed = parseConfig({
    model: { features: 2, neurons: 1 },
    training: { steps: 1, batchSize: 8, learningRate: number / 1_000_000, seeds: 1 },
    report: { depth: 'brief' },
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

/**
 * The threads, the open files and what else keeps this process busy, by name.
 *
 * @typedef {Record<string, number>} Held
 */
function held() {
  /** @type {Held} */
  const counts = {
    threads: readdirSync('/proc/self/task').length,
    files: readdirSync('/proc/self/fd').length,
  };
  for (const resource of process.getActiveResourcesInfo()) counts[resource] = (counts[resource] ?? 0) + 1;
  return counts;
}

/**
 * What this process holds once it is no more than before. Threads end when they have been idle for some time, so this waits
 * for them, but not without end.
 *
 * @param {Held} before
 */
async function heldLater(before) {
  const isMore = (/** @type {Held} */ now) =>
    Object.entries(now).some(([name, count]) => count > (before[name] ?? 0));
  let now = held();
  for (let attempt = 0; attempt < 500 && isMore(now); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    now = held();
  }
  return now;
}

// Node opens the stream at its first use, and then counts it as a resource.
process.stdout.write('');
const requests = new Subject();
let finished = 0;
let asked = 0;
/** @type {{ readonly reachable: number, readonly counted: Held } | undefined} */
let early;
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
  if (finished === some || finished === many) {
    const counted = early === undefined ? held() : await heldLater(early.counted);
    const now = { reachable: await countReachable(early && early.reachable + 100), counted };
    early ??= now;
    process.stdout.write(`${JSON.stringify(now)}\n`);
  }
  if (finished < many) return next();
  requests.complete();
  await workers[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
});
next();
