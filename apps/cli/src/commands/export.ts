import { join, resolve } from 'node:path';
import type { Model } from '@superposition/analyses/internal/models/model';
import type { Weights } from '@superposition/core/internal/network/weights';
import { familyOf } from '@superposition/pipeline/internal/graph/select';
import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import type { WeightFormat } from '@superposition/weight-files/internal/read-weights';
import { writeWeights } from '@superposition/weight-files/internal/write-weights';
import type { Options } from '../arguments/command-line.js';
import type { ExportFormat } from '../arguments/command-table.js';
import { claimOutput, type UsedFile } from '../output/output-file.js';
import { claimFolder } from '../output/output-folder.js';
import { progressView } from '../output/progress.js';
import { UserError } from '../user-error.js';
import { findIds } from '../workbench/find-ids.js';
import { refuseIdle } from '../workbench/load-pipeline.js';
import { runTargets } from '../workbench/run-targets.js';
import { usedFiles } from '../workbench/used-files.js';
import { type CommandContext, openWorkbench, type Workbench } from '../workbench/workbench.js';

/** `superposition export`: trains a model or finds it in the cache, and writes its weights for other programs. */
export async function exportModel(
  words: readonly string[],
  options: Options,
  context: CommandContext,
): Promise<0> {
  const { stdout, stderr, folder, interrupted } = context;
  using view = progressView(stderr, options);
  await using bench = await openWorkbench(options, context, (message) => view.line(`warning: ${message}`));
  const format = options.format as ExportFormat;
  const stage = modelStage(words[0], bench);
  refuseIdle(bench, [stage], options);
  const fallback = format === 'tfjs' ? 'model' : `model.${format}`;
  const place =
    options.out === undefined ? join(bench.loaded.folder, fallback) : resolve(folder, options.out);
  const output = await claim(format, place, usedFiles(options, folder));
  let model: Model | undefined;
  await runTargets(bench, [stage], options, interrupted, (event) => {
    if (event.type === 'value') model = event.value as Model;
    if (!options.quiet || event.type === 'failed') view.show(event);
  });
  if (model === undefined) throw new UserError(`${stage.name} failed, so nothing is written`, 1);
  await output.write(model.weights);
  const { features, neurons } = model.weights;
  stdout.write(
    options.json
      ? `${JSON.stringify({ path: output.path, format, stage: stage.name, features, neurons })}\n`
      : `${output.path}\n`,
  );
  return 0;
}

/** The named model, or else the model of the first seed. */
function modelStage(word: string | undefined, bench: Workbench): Stage {
  const { models } = bench.pipeline.analyses;
  if (word === undefined) return models[0]!.model;
  const found = findIds('export', word, bench).map((wanted) =>
    'stage' in wanted ? wanted.stage : undefined,
  );
  const [stage] = found;
  const known = [...bench.pipeline.graph.byName.keys()].filter((name) => familyOf(name) === 'model');
  if (stage === undefined || familyOf(stage.name) !== 'model')
    throw new UserError(`export ${word}: this is not a model; models are ${someOf(known)}`);
  if (found.length > 1)
    throw new UserError(
      `export ${word}: this names ${found.length} stages, not one model; models are ${someOf(known)}`,
    );
  return stage;
}

/** Checks that the model can be written: to a file, or for `tfjs` to a folder with the files of a LayersModel. */
async function claim(
  format: ExportFormat,
  place: string,
  used: readonly UsedFile[],
): Promise<{ readonly path: string; write(weights: Weights): Promise<void> }> {
  if (format !== 'tfjs') {
    const file = await claimOutput('the model', place, used);
    return { path: file.path, write: async (weights) => file.write(encode(weights, format)) };
  }
  const folder = await claimFolder('the model', place, ['model.json', 'weights.bin'], used);
  const { layersModelFiles } = await import('@superposition/engine-tfjs/internal/layers-model');
  const { loadBackend } = await import('@superposition/engine-tfjs/internal/load-backend');
  // We only write files here and compute nothing. The backend in plain JavaScript keeps every bit of the weights.
  const tf = await loadBackend('cpu').catch((error: Error) => {
    throw new UserError(`TensorFlow.js, which writes this format, does not load: ${error.message}`);
  });
  return {
    path: folder.path,
    write: async (weights) => folder.write({ ...(await layersModelFiles(tf, weights)) }),
  };
}

function encode(weights: Weights, format: WeightFormat): Uint8Array {
  try {
    return writeWeights(weights, format);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`the model cannot be written: ${error.message}`, 1);
    throw error;
  }
}
