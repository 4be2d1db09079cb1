import { join, resolve } from 'node:path';
import type { TrainedModel } from '@superposition/core/engine';
import type { Options } from '../arguments/command-line.js';
import { UserError } from '../user-error.js';
import { runTargets } from '../workbench/run-targets.js';
import type { Workbench } from '../workbench/workbench.js';

/** The folder of `--tensorboard`, when it is there and something can be written to it. */
export interface TensorBoard {
  /** Writes the loss curve of each model of the report's seeds that there is, a run of its own in a folder `seed=3`. */
  write(bench: Workbench, options: Options, interrupted: AbortSignal): Promise<void>;
}

/**
 * Readies TensorBoard's files before any work is done; nothing of it is loaded where nobody asks for it.
 *
 * @throws UserError when native TensorFlow, which writes them, is not there
 */
export async function claimTensorBoard(options: Options, folder: string): Promise<TensorBoard | undefined> {
  if (options.tensorboard === undefined) return undefined;
  const root = resolve(folder, options.tensorboard);
  const { findBackend, prepareNative } = await import('@superposition/engine-tfjs/find-backend');
  const found = findBackend();
  if (found?.backend !== 'tensorflow')
    throw new UserError(
      `--tensorboard needs native TensorFlow, which writes its files: ${found?.whyNotNative ?? 'TensorFlow.js is not installed'}`,
    );
  prepareNative();
  return {
    async write(bench, asked, interrupted) {
      const { writeLossSummaries } = await import('@superposition/engine-tfjs/loss-summaries');
      const { trainedModels } = bench.pipeline.analyses;
      const curves = new Map<string, TrainedModel['curve']>();
      // The run of the report has trained them: they are read, and none is trained a second time because it is forced.
      const reading: Options = {
        ...asked,
        cacheMode: asked.cacheMode === 'refresh' ? 'use' : asked.cacheMode,
      };
      await runTargets({ ...bench, force: new Set() }, trainedModels, reading, interrupted, (event) => {
        if (event.type === 'value') curves.set(event.stage, (event.value as TrainedModel).curve);
      });
      try {
        for (const [stage, curve] of curves)
          await writeLossSummaries(join(root, stage.replace(/^model\[(.*)\]$/, '$1')), curve);
      } catch (error) {
        throw new UserError(
          `the loss curves could not be written to ${root}: ${(error as Error).message}`,
          1,
        );
      }
    },
  };
}
