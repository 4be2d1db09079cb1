// TensorFlow.js among the contenders of bench/training.ts. By itself it measures them alone: `npx jiti bench/tfjs-training.ts`.
import { fileURLToPath } from 'node:url';
import { type Contender, contenderProcess } from './contender.js';
import { median, spread } from './statistics.js';
import { printTable } from './table.js';

const loader = fileURLToPath(new URL('lib/jiti-cli.mjs', import.meta.resolve('jiti/package.json')));

/**
 * @param words of bench/tfjs/child.ts: the way and the backend
 * @param steps so many are trained, and the time is scaled to the document's 1,000
 */
function contender(name: string, words: readonly [string, string], steps = 1_000): Contender {
  const child = contenderProcess(steps === 1_000 ? name : `${name}, from ${steps} steps`, process.execPath, [
    loader,
    fileURLToPath(new URL('tfjs/child.ts', import.meta.url)),
    ...words,
    String(steps),
  ]);
  return { ...child, seconds: async (seed) => ((await child.seconds(seed)) * 1_000) / steps };
}

/** For `bench(others)` of bench/training.ts. */
export const tfjsContenders = [
  contender('tfjs-node', ['ours', 'tensorflow']),
  contender('tfjs-node, written plainly', ['plain', 'tensorflow']),
  contender('tfjs WASM', ['ours', 'wasm'], 200),
  contender('tfjs CPU', ['ours', 'cpu'], 20),
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const repeats = Number(process.argv[2] ?? 3);
  const contenders = tfjsContenders.map((each) => ({ ...each, times: [] as number[] }));
  for (const { warmUp } of contenders) await warmUp();
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const { seconds, times } of contenders) times.push(await seconds(repeat));
  }
  for (const { close } of contenders) close();
  const ours = median(contenders[0]!.times);
  printTable(
    contenders.map(({ name, times }) => ({
      case: name,
      median: median(times),
      ...spread(times),
      timesOurs: median(times) / ours,
    })),
  );
}
