import { trainedModel } from '@superposition/analyses/internal/models/codecs';
import { complete } from '@superposition/core/internal/training/complete';
import type { TrainingRequest } from '@superposition/core/internal/training/engine';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import { digestOf } from '@superposition/pipeline/internal/values/digest';
import { inflateSync } from 'fflate';
import { assemble } from '../src/page/assemble.js';
import { bytesOfDenseText } from '../src/page/dense-text.js';
import { page } from '../src/page/page.js';
import { readAssets } from '../src/read-assets.js';
import { fixture, fixtureProvenance } from './fixture.js';

/** The digest of a model as the cache of a report has it. */
export function digestOfTraining(request: TrainingRequest): string {
  return digestOf(trainedModel.encode(complete(trainKernel(request))));
}

/** A page whose provenance has the digest of the training that its settings describe, or another one. */
export function trainingPage(change: (digest: string) => string = (digest) => digest): string {
  const { inputs, params, config } = fixture({ training: { steps: 40, batchSize: 256 } });
  const { model, data, training } = params.settings;
  const digest = digestOfTraining({ config: { model, data, training }, seed: 0 });
  const { stages, ...rest } = fixtureProvenance(config);
  return assemble({
    page: page(inputs, params),
    provenance: {
      ...rest,
      stages: stages.map((each) =>
        each.name === 'model[seed=0]' ? { ...each, output: change(digest) } : each,
      ),
    },
    ...readAssets(),
  });
}

/** The script of the worker, as the page unpacks it. */
export function workerScript(): string {
  return new TextDecoder().decode(inflateSync(bytesOfDenseText(readAssets().trainer!)));
}

/**
 * Trains in workers, one after another, and gives the digests. It runs in the page, so it uses nothing from here.
 *
 * @param orders JSON of a list of training orders
 */
export async function digestsInWorkers(script: string, orders: string): Promise<string[]> {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const digests: string[] = [];
  for (const order of JSON.parse(orders) as object[]) {
    const worker = new Worker(address);
    digests.push(
      await new Promise<string>((resolve) => {
        worker.addEventListener(
          'message',
          ({ data }: MessageEvent<{ kind: string; digest?: string; message?: string }>) => {
            if (data.kind !== 'state') resolve(data.digest ?? data.message ?? 'nothing');
          },
        );
        worker.postMessage({ ...order, checkpoints: [0] });
      }),
    );
    worker.terminate();
  }
  return digests;
}
