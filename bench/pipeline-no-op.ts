// What a run costs that finds everything fresh: milliseconds a stage from the first line after the imports (making the
// graph, opening a real SQLite file, running, closing it), each run in a process of its own.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Run } from './no-op-run.mjs';
import { median, spread } from './statistics.js';
import { type Measurement, printTable } from './table.js';

const sizes = [100, 1_000, 10_000];
const shapes = ['fan', 'grid', 'chain'];
const repeats = 7;

const program = fileURLToPath(new URL('no-op-run.mjs', import.meta.url));

async function runInProcess(...words: readonly [file: string, shape: string, count: number]): Promise<Run> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words.map(String)]);
  return JSON.parse(stdout) as Run;
}

/** Rows of the table: each shape and size. */
export async function bench(): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-no-op-'));
  try {
    const cases = shapes.flatMap((shape) =>
      sizes.map((count) => ({
        shape,
        count,
        file: `sqlite:${join(folder, `${shape}-${count}.sqlite`)}`,
        runs: [] as Run[],
      })),
    );
    for (const { shape, count, file } of cases) await runInProcess(file, shape, count);
    // Interleaved, so that a slow spell of the machine meets all of them alike.
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const { shape, count, file, runs } of cases) {
        const made = await runInProcess(file, shape, count);
        if (made.fresh !== count)
          throw new Error(`${shape} of ${count}: only ${made.fresh} stages were fresh`);
        runs.push(made);
      }
    }
    return {
      title: 'no-op run, a stage',
      unit: 'ms',
      rows: cases.map(({ shape, count, runs }) => {
        const each = runs.map(({ milliseconds }) => milliseconds / count);
        return {
          case: `${shape} of ${count}`,
          median: median(each),
          ...spread(each),
          ...(count >= 1_000 && { limit: 0.15 }),
          // Of all threads: what a busy machine does not change.
          processor: median(runs.map(({ processorMilliseconds }) => processorMilliseconds / count)),
          peakMegabytes: median(runs.map(({ peakMegabytes }) => peakMegabytes)),
        };
      }),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) printTable((await bench()).rows);
