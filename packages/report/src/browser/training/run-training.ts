import { unpacked } from '../unpacked.js';
import type { TrainingMessage, TrainingOrder } from './messages.js';

/** A training that runs. */
export interface RunningTraining {
  /** Ends it at once. It tells nothing afterwards. */
  readonly stop: () => void;
}

let address: Promise<string> | undefined;

/** The script of the worker as something that a worker can be made of, without a request. */
function workerAddress(): Promise<string> {
  address ??= unpacked(document.getElementById('trainer')!)
    .text()
    .then((script) => URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  return address;
}

/**
 * Trains in a worker. It tells `listen` that it failed where a policy, a sandbox or the browser forbids workers or WebAssembly, too.
 */
export function runTraining(
  order: TrainingOrder,
  listen: (message: TrainingMessage) => void,
): RunningTraining {
  let worker: Worker | undefined;
  let isOver = false;
  const stop = () => {
    isOver = true;
    worker?.terminate();
  };
  const tell = (message: TrainingMessage) => {
    if (isOver) return;
    if (message.kind !== 'state') stop();
    listen(message);
  };
  const fail = (error: unknown) =>
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  workerAddress()
    .then((script) => {
      if (isOver) return;
      worker = new Worker(script);
      worker.addEventListener('message', ({ data }: MessageEvent<TrainingMessage>) => tell(data));
      // Where a policy forbids the worker, this event has no message.
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        fail(event.message || 'the worker does not start');
      });
      worker.postMessage(order);
    })
    .catch(fail);
  return { stop };
}
