import { networkState } from '@superposition/analyses/internal/formation/network-state';
import { ownResponses } from '@superposition/core/internal/network/responses';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import type { TrainingMessage, TrainingOrder } from './messages.js';
import { modelDigest } from './model-digest.js';

/** The part of a worker's global object that is used here. The types of the DOM know only that of a page. */
interface WorkerScope {
  postMessage(message: TrainingMessage): void;
  addEventListener(name: 'message', listener: (event: MessageEvent<TrainingOrder>) => void): void;
}
const page = globalThis as unknown as WorkerScope;

page.addEventListener('message', ({ data }) => {
  train(data).catch((error: unknown) =>
    page.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

async function train(order: TrainingOrder): Promise<void> {
  const begin = performance.now();
  const training = trainKernel(order);
  // What is reported of each step stands in the curve of the model too; the page gets it as it comes.
  let [steps, losses]: [number[], number[]] = [[], []];
  for (;;) {
    const { done, value } = training.next();
    if (done) {
      const milliseconds = performance.now() - begin;
      const digest = await modelDigest(value);
      const firstGain = ownResponses(value.weights).positive[0]!;
      page.postMessage({ kind: 'trained', digest, firstGain, milliseconds });
      return;
    }
    if (value.loss !== null) {
      steps.push(value.step - 1);
      losses.push(value.loss);
    }
    if (value.weights === undefined) continue;
    page.postMessage({ kind: 'state', state: networkState(value.weights, value.step), steps, losses });
    [steps, losses] = [[], []];
  }
}
