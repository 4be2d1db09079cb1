// TensorFlow.js among the contenders of bench/training.mjs. By itself it measures them alone: `node bench/tfjs-training.mjs`.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median, spread } from './statistics.js';
import { printTable } from './table.js';

/**
 * @param {string} name
 * @param {string[]} words of bench/tfjs/child.mjs: the way and the backend
 * @param {number} steps so many are trained, and the time is scaled to the document's 1,000
 */
function contender(name, words, steps = 1_000) {
  let child;
  let lines;
  let complaint = '';
  const line = async () => {
    const { done, value } = await lines.next();
    if (done)
      throw new Error(
        complaint
          .trim()
          .split('\n')
          .find((text) => /error/i.test(text)) ?? complaint,
      );
    return value;
  };
  return {
    name: steps === 1_000 ? name : `${name}, from ${steps} steps`,
    warmUp: async () => {
      child = spawn(process.execPath, [
        fileURLToPath(new URL('tfjs/child.mjs', import.meta.url)),
        ...words,
        String(steps),
      ]);
      child.stderr.on('data', (text) => {
        complaint += text;
      });
      lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      await line();
    },
    seconds: async () => {
      child.stdin.write('\n');
      return (Number(await line()) * 1_000) / steps;
    },
    close: () => child?.stdin.end(),
  };
}

/** For `bench(others)` of bench/training.mjs. */
export const tfjsContenders = [
  contender('tfjs-node', ['ours', 'tensorflow']),
  contender('tfjs-node, written plainly', ['plain', 'tensorflow']),
  contender('tfjs WASM', ['ours', 'wasm'], 200),
  contender('tfjs CPU', ['ours', 'cpu'], 20),
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const repeats = Number(process.argv[2] ?? 3);
  const times = new Map(tfjsContenders.map(({ name }) => [name, []]));
  for (const { warmUp } of tfjsContenders) await warmUp();
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const { name, seconds } of tfjsContenders) times.get(name).push(await seconds());
  }
  for (const { close } of tfjsContenders) close();
  const ours = median([...times.values()][0]);
  printTable(
    [...times].map(([name, each]) => ({
      case: name,
      median: median(each),
      ...spread(each),
      timesOurs: median(each) / ours,
    })),
  );
}
