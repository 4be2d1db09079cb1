import { join, resolve } from 'node:path';
import type { TrainedModel } from '@superposition/core/internal/training/engine';
import type { Options } from '../arguments/command-line.js';
import { UserError } from '../user-error.js';
import { runTargets } from '../workbench/run-targets.js';
import type { Workbench } from '../workbench/workbench.js';

/** Writes the files of `--tensorboard`. */
export interface TensorBoard {
  /**
   * Writes a run for each seed, with the loss curve of its model, in a folder such as `seed=3`. Leaves failed models
   * out.
   */
  write(bench: Workbench, options: Options, interrupted: AbortSignal): Promise<void>;
}

/**
 * Checks, before any work is done, that native TensorFlow can write the files. Without `--tensorboard` it loads
 * nothing.
 *
 * @throws UserError when native TensorFlow is missing
 */
export async function claimTensorBoard(options: Options, folder: string): Promise<TensorBoard | undefined> {
  if (options.tensorboard === undefined) return undefined;
  const root = resolve(folder, options.tensorboard);
  const { findBackend, prepareNative } = await import('@superposition/engine-tfjs/internal/find-backend');
  const found = findBackend();
  if (found?.backend !== 'tensorflow')
    throw new UserError(
      `--tensorboard needs native TensorFlow, which writes its files: ${found?.whyNotNative ?? 'TensorFlow.js is not installed'}`,
    );
  prepareNative();
  return {
    async write(bench, asked, interrupted) {
      const { writeLossSummaries } = await import('@superposition/engine-tfjs/internal/loss-summaries');
      const { trainedModels } = bench.pipeline.analyses;
      const curves = new Map<string, TrainedModel['curve']>();
      // The run of the report has trained the models. This run must only read them, so it forces and refreshes nothing.
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
