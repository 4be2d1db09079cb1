// Seconds for the document's training (1,000 steps of 2,048 samples) by our engines and, where Python and its libraries
// are installed, or a compiler, by the peers of bench/peers; each is warmed up, then all run in turns.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defaultConfig, trainKernel, trainReference } from '@superposition/core';
import { type Contender, contenderProcess } from './contender.js';
import { median, spread } from './statistics.js';
import { type Measurement, printTable } from './table.js';

const repeats = 7;

const engines = { kernel: trainKernel, reference: trainReference };

function train(name: keyof typeof engines, steps: number, seed: number): number {
  const config = { ...defaultConfig, training: { ...defaultConfig.training, steps } };
  const started = performance.now();
  const training = engines[name]({ config, seed });
  while (!training.next().done);
  return (performance.now() - started) / 1000;
}

/** An engine of ours, in this process. */
function engine(name: keyof typeof engines): Contender {
  return {
    name,
    warmUp: () => train(name, 100, 0),
    seconds: async (seed) => train(name, 1_000, seed),
    close: () => {},
  };
}

/** The kernel's first training in a process of its own, its compilation included. */
const coldKernel: Contender = {
  name: 'kernel, first of a process',
  warmUp: () => {},
  seconds: async (seed) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('first-training.mjs', import.meta.url)),
      String(seed),
    ]);
    return Number(stdout);
  },
  close: () => {},
};

/** A script of bench/peers, where Python and its libraries are installed. */
function peer(script: string): Contender {
  const file = fileURLToPath(new URL(`peers/${script}`, import.meta.url));
  return contenderProcess(script.replace(/_training\.py$/, ''), 'python3', [file]);
}

/** A program in C of bench/peers, where a compiler is installed. It is compiled for this machine. */
function compiled(source: string, options: readonly string[]): Contender {
  const folder = mkdtempSync(join(tmpdir(), 'superposition-bench-'));
  const program = join(folder, 'training');
  const contender = contenderProcess(`C ${options.join(' ')}`, program, []);
  return {
    ...contender,
    async warmUp() {
      const file = fileURLToPath(new URL(`peers/${source}`, import.meta.url));
      await promisify(execFile)('cc', [...options, '-o', program, file, '-lm']);
      await contender.warmUp();
    },
    close() {
      contender.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function peers(): Promise<readonly Contender[]> {
  const scripts = await readdir(new URL('peers/', import.meta.url));
  const fastest = ['-O3', '-march=native', '-ffast-math'];
  return [
    ...scripts.filter((name) => name.endsWith('_training.py')).map(peer),
    compiled('native_training.c', fastest),
    compiled('native_training.c', [...fastest, '-mprefer-vector-width=512']),
  ];
}

/** Rows of the table, fastest first, with what each takes as a multiple of the kernel; and who could not be warmed up, and why. */
export async function bench(
  others: readonly Contender[] = [],
): Promise<Measurement & { readonly absent: readonly string[] }> {
  const absent: string[] = [];
  const contenders: (Contender & { readonly times: number[] })[] = [];
  for (const contender of [
    engine('kernel'),
    coldKernel,
    engine('reference'),
    ...others,
    ...(await peers()),
  ]) {
    try {
      await contender.warmUp();
      contenders.push({ ...contender, times: [] });
    } catch (error) {
      absent.push(`${contender.name}: ${(error as Error).message}`);
    }
  }
  // In turns, so that a slow spell of the machine meets all of them alike.
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const { seconds, times } of contenders) times.push(await seconds(repeat));
  }
  for (const { close } of contenders) close();
  const kernel = median(contenders[0]!.times);
  const rows = contenders.map(({ name, times }) => ({
    case: name,
    median: median(times),
    ...spread(times),
    timesKernel: median(times) / kernel,
  }));
  return {
    title: "the document's training",
    unit: 's',
    rows: rows.sort((a, b) => a.median - b.median),
    absent,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { rows, absent } = await bench();
  printTable(rows);
  for (const reason of absent) console.log(`not measured: ${reason}`);
}
