// The Monte-Carlo standard errors of a million samples of the document's model, and the processor time that they take; beside
// them, those of the same samples without the control variate, and the time in which the evaluation would reach these.

import { fileURLToPath } from 'node:url';
import { defaultConfig, evaluate, type SampledLoss, sampledLosses, train } from '@superposition/core';
import { plainErrors } from './plain-errors.js';
import { median, spread } from './statistics.js';
import type { Measurement } from './table.js';
import { printTable } from './table.js';

const samples = 1_000_000;
const repeats = 7;

/** A row for each loss. */
export async function bench(): Promise<Measurement> {
  const { weights } = await train(defaultConfig);
  const seconds: number[] = [];
  const losses = async () => {
    const before = process.cpuUsage();
    const evaluation = await evaluate(weights, { samples });
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
    return evaluation.losses;
  };
  let found = await losses();
  for (let repeat = 1; repeat < repeats; repeat++) found = await losses();
  const plain = plainErrors(weights, defaultConfig.data.activeProbability, samples);
  const row = (id: SampledLoss) => {
    const standardError = found[id].standardError!;
    const share = standardError / plain[id];
    return {
      case: id,
      median: median(seconds),
      ...spread(seconds),
      mean: found[id].mean!,
      standardError,
      plainError: plain[id],
      // An error falls with the square root of the number of samples.
      secondsToPlainError: median(seconds) * share * share,
    };
  };
  return { title: 'evaluation by the kernel', unit: 's of processor time', rows: sampledLosses.map(row) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) printTable((await bench()).rows);
