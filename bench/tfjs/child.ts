// One way to train by TensorFlow.js in a process of its own: says "ready" when it is warm, then trains once for each line
// that comes and says how many seconds it took. Words: the way (ours, plain), the backend, the number of steps.
import { createInterface } from 'node:readline';
import { defaultConfig } from '@superposition/core';
import { prepareNative } from '@superposition/engine-tfjs/internal/find-backend';
import { type BackendName, loadBackend } from '@superposition/engine-tfjs/internal/load-backend';
import { trainTfjs } from '@superposition/engine-tfjs/internal/train-tfjs';
import { plainTraining } from './plain.js';

const [way, backend, stepsText] = process.argv.slice(2);
const steps = Number(stepsText);

// Written plainly, it has as many threads as the library takes by itself.
if (way === 'ours') prepareNative();
process.env['TF_CPP_MIN_LOG_LEVEL'] = '2';
const tf = await loadBackend(backend as BackendName);

function train(count: number, seed: number): number {
  const config = { ...defaultConfig, training: { ...defaultConfig.training, steps: count } };
  if (way === 'plain') return plainTraining(tf, config);
  const training = trainTfjs(tf)({ config, seed });
  let step = training.next();
  while (!step.done) step = training.next();
  return step.value.curve.loss.at(-1)!;
}

train(Math.min(20, steps), 0);
console.log('ready');
let seed = 0;
for await (const _ of createInterface({ input: process.stdin })) {
  const started = performance.now();
  const loss = train(steps, seed++);
  const seconds = (performance.now() - started) / 1000;
  if (!(loss > 0 && loss < 0.003)) throw new Error(`the training ended with a loss of ${loss}`);
  console.log(seconds);
}
