// Two tasks in one pool, of which one allocates without end; run in a process with a small heap.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openWorkers } from '@superposition/pipeline';

const folder = await mkdtemp(join(tmpdir(), 'out-of-memory-'));
const file = join(folder, 'tasks.mjs');
await writeFile(
  file,
  `export function hoard() { const all = []; for (;;) all.push(new Array(1_000).fill(all.length)); }
   export function sibling() { return 'the sibling is done'; }`,
);
const workers = openWorkers(2);
/** @param {string} exportName */
const call = (exportName) =>
  workers.call(
    /** @type {import('@superposition/pipeline').TaskCode} */ ({
      file: pathToFileURL(file).href,
      exportName,
    }),
    {},
    {},
    new AbortController().signal,
  );
const outcomes = await Promise.allSettled([call('hoard'), call('sibling')]);
await workers[Symbol.asyncDispose]();
await rm(folder, { recursive: true });
process.stdout.write(
  JSON.stringify(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.message))),
);
