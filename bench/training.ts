// Seconds for the document's training (1,000 steps of 2,048 samples) by our engines and, where Python and its libraries
// are installed, by the peers of bench/peers; each is warmed up, then all run in turns.
import { execFile, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, spread } from './statistics.js';
import { printTable } from './table.js';

const repeats = 7;

async function train(name, steps, seed) {
  const engines = {
    kernel: async () => (await import('../packages/core/dist/train-kernel.js')).trainKernel,
    reference: async () => (await import('../packages/core/dist/train-reference.js')).trainReference,
  };
  const engine = await engines[name]();
  const { defaultConfig } = await import('../packages/core/dist/config.js');
  const config = { ...defaultConfig, training: { ...defaultConfig.training, steps } };
  const started = performance.now();
  const training = engine({ config, seed });
  while (!training.next().done);
  return (performance.now() - started) / 1000;
}

/** An engine of ours, in this process. */
function engine(name) {
  return {
    name,
    warmUp: () => train(name, 100, 0),
    seconds: (seed) => train(name, 1_000, seed),
    close: () => {},
  };
}

/** The kernel's first training in a process of its own, its compilation included. */
const coldKernel = {
  name: 'kernel, first of a process',
  warmUp: () => {},
  seconds: async (seed) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      fileURLToPath(import.meta.url),
      String(seed),
    ]);
    return Number(stdout);
  },
  close: () => {},
};

/** A script of bench/peers in one process: "ready" when it is warm, then the seconds of a training for each line. */
function peer(script) {
  let child;
  let lines;
  let complaint = '';
  const line = async () => {
    const { done, value } = await lines.next();
    if (done) throw new Error(complaint.trim().split('\n').at(-1));
    return value;
  };
  return {
    name: script.replace(/_training\.py$/, ''),
    warmUp: async () => {
      child = spawn('python3', [fileURLToPath(new URL(`peers/${script}`, import.meta.url))]);
      child.on('error', (error) => {
        complaint = error.message;
      });
      child.stderr.on('data', (text) => {
        complaint += text;
      });
      lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const ready = await line();
      if (!ready.startsWith('ready')) throw new Error(`${script} said ${ready}`);
    },
    seconds: async () => {
      child.stdin.write('\n');
      return Number(await line());
    },
    close: () => child?.stdin.end(),
  };
}

async function peers() {
  const scripts = await readdir(new URL('peers/', import.meta.url));
  return scripts.filter((name) => name.endsWith('_training.py')).map(peer);
}

/**
 * Rows of the table, fastest first, with what each takes as a multiple of the kernel.
 *
 * @param others further contenders: { name, warmUp(), seconds(seed), close() }
 * @returns {Promise<{ title: string, unit: string, rows: object[], absent: string[] }>}
 */
export async function bench(others = []) {
  const absent = [];
  const contenders = [];
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
      absent.push(`${contender.name}: ${error.message}`);
    }
  }
  // In turns, so that a slow spell of the machine meets all of them alike.
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const { seconds, times } of contenders) times.push(await seconds(repeat));
  }
  for (const { close } of contenders) close();
  const kernel = median(contenders[0].times);
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
  const [seed] = process.argv.slice(2);
  if (seed !== undefined) {
    console.log(await train('kernel', 1_000, Number(seed)));
  } else {
    const { rows, absent } = await bench();
    printTable(rows);
    for (const reason of absent) console.log(`not measured: ${reason}`);
  }
}
