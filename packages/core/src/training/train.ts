import type { Weights } from '../network/weights.js';
import type {
  ExperimentSettings,
  TrainedModel,
  TrainingEngine,
  TrainingProgress,
  TrainingRequest,
} from './engine.js';
import { trainKernel } from './train-kernel.js';

/** Options of `train`. */
export interface TrainOptions extends Omit<TrainingRequest, 'config'> {
  readonly engine?: TrainingEngine | undefined;
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
}

/**
 * Trains one model in Node or a browser, by the kernel unless another engine is given. It returns to the event loop
 * after about every 20 ms of work, so an abort takes effect within 50 ms. It then rejects with the signal's reason. It
 * rejects with a RangeError, before any work, when a setting, the seed or the initial weights are out of range.
 */
export async function train(
  config: ExperimentSettings,
  { engine = trainKernel, onProgress, ...request }: TrainOptions,
): Promise<TrainedModel> {
  const training = engine({ config, ...request });
  const { port1, port2 } = new MessageChannel();
  // We return to the event loop by a message, which takes microseconds. A timer would take a millisecond or more.
  const turn = () =>
    new Promise<void>((resolve) => {
      port1.addEventListener('message', () => resolve(), { once: true });
      port2.postMessage(null);
    });
  port1.start();
  try {
    for (;;) {
      const { done, value } = training.next();
      if (done) return value;
      onProgress?.(value);
      await turn();
    }
  } finally {
    port1.close();
  }
}

/** The weights of a training after the given numbers of finished steps. Each is yielded when it is reached. */
export function* trajectory(
  request: TrainingRequest & { readonly checkpoints: readonly number[] },
  engine: TrainingEngine = trainKernel,
): Generator<{ readonly step: number; readonly weights: Weights }, TrainedModel> {
  const training = engine(request);
  for (;;) {
    const { done, value } = training.next();
    if (done) return value;
    if (value.weights !== undefined) yield { step: value.step, weights: value.weights };
  }
}
