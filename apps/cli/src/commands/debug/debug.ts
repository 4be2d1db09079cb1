import { writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { codeOf } from '@superposition/pipeline/internal/code/code-library';
import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import type { Failure, RunEvent } from '@superposition/pipeline/internal/run/event';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import type { Options } from '../../arguments/command-line.js';
import { describeFailure } from '../../output/describe-failure.js';
import { outlineOf } from '../../output/event-outline.js';
import { progressView } from '../../output/progress.js';
import { shellWord } from '../../output/shell-word.js';
import { UserError } from '../../user-error.js';
import { findIds } from '../../workbench/find-ids.js';
import { Interrupted, runTargets } from '../../workbench/run-targets.js';
import { usedFiles } from '../../workbench/used-files.js';
import { type CommandContext, openWorkbench, type Workbench } from '../../workbench/workbench.js';
import { stackText } from './debug-files.js';
import { claimDebugFolder, fileNameOf } from './debug-folder.js';
import { inputsOf } from './stage-inputs.js';
import { writeStage } from './write-stage.js';

/**
 * `superposition debug`: writes what a stage is made from into a folder, with a script that runs its function again. If the
 * stage is skipped because another one failed, it does so for that one.
 *
 * @returns 0 when the folder was written, whether the stage fails or not
 */
export async function debug(words: readonly string[], options: Options, context: CommandContext): Promise<0> {
  const { folder, stdout, stderr, interrupted } = context;
  using view = progressView(stderr, { ...options, tellsFailures: false });
  await using bench = await openWorkbench(options, context, (message) => view.line(`warning: ${message}`));
  const show = (event: RunEvent) => {
    if (!options.quiet) view.show(outlineOf(event));
  };
  // It takes several runs, and none computes again what one before has made: with `--cache-mode off`, the cache is in memory.
  const then: Options = { ...options, cacheMode: 'use' };
  const first = options.cacheMode === 'refresh' ? options : then;
  const asked = theStage(words[0]!, bench);
  const used = usedFiles(options, folder);
  let stage = asked;
  let output = await claimDebugFolder(placeOf(stage, options, bench, folder), used);
  let inputs = await inputsOf(stage, bench, first, interrupted, show);
  // The failed stage has all its inputs, so there is no third one.
  if ('failed' in inputs) {
    stage = bench.pipeline.graph.byName.get(inputs.failed)!;
    output = await claimDebugFolder(placeOf(stage, options, bench, folder), used);
    inputs = await inputsOf(stage, { ...bench, force: new Set() }, then, interrupted, show);
  }
  if ('failed' in inputs) throw new Error(`'${stage.name}' failed although its input '${inputs.failed}' did`);
  await writeStage(stage, inputs, bench, output);

  const shown = relative(folder, output.path) || '.';
  let failure: Failure | undefined;
  try {
    // Whoever looks into a stage wants to see it run, also where its family is frozen.
    const freeze = new Set([...bench.freeze].filter((name) => name !== stage.name));
    const isForced = first.cacheMode === 'refresh' || bench.force.has(stage.name);
    const force = new Set(isForced ? [stage.name] : []);
    failure = await failureOf(stage, { ...bench, freeze, force }, then, interrupted, show);
  } catch (error) {
    if (error instanceof Interrupted)
      stdout.write(`${stage.name} was interrupted before it ended; ${describeFolder(shown)}`);
    throw error;
  }
  if (failure !== undefined) await writeFile(join(output.path, 'stack.txt'), stackText(stage.name, failure));
  if (options.json) {
    const told = { stage: stage.name, folder: output.path, failure: failure ?? null };
    stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return 0;
  }
  if (stage !== asked)
    stdout.write(
      `${asked.name} was skipped because ${stage.name} failed, so this looks into ${stage.name}\n`,
    );
  const how = failure === undefined ? 'does not fail' : `failed: ${describeFailure(failure)}`;
  stdout.write(`${stage.name} ${how}\n${describeFolder(shown)}`);
  return 0;
}

function describeFolder(folder: string): string {
  const script = shellWord(join(folder, 'run.mjs'));
  const lines = [`node ${script}`, `node --inspect-brk ${script}`];
  const width = lines[1]!.length + 3;
  return [
    `${folder} has its parameters, inputs and code`,
    `  ${lines[0]!.padEnd(width)}runs its function again`,
    `  ${lines[1]!.padEnd(width)}waits for a debugger`,
    '',
  ].join('\n');
}

/** The one stage that a word names. */
function theStage(word: string, bench: Workbench): Stage {
  const { pipeline } = bench;
  const found = findIds('debug', word, bench).map((wanted) =>
    'stage' in wanted ? wanted.stage : pipeline.quantities,
  );
  const stages = [...new Set(found)];
  if (stages.length > 1)
    throw new UserError(
      `debug ${word}: ${stages.length} stages have this name: give one of ${someOf(stages.map(({ name }) => name))}`,
    );
  const stage = stages[0]!;
  if (codeOf(stage, bench.code)?.file === undefined && stage.code !== undefined)
    throw new UserError(`debug ${word}: its value is given and not computed, so there is no function to run`);
  return stage;
}

function placeOf(stage: Stage, { out }: Options, { loaded }: Workbench, folder: string): string {
  if (out !== undefined) return resolve(folder, out);
  return join(loaded.folder, `superposition-debug-${fileNameOf(stage.name)}`);
}

/** Runs the stage, unless its result is in the cache. Returns how it failed. */
async function failureOf(
  stage: Stage,
  bench: Workbench,
  options: Options,
  interrupted: AbortSignal,
  onEvent: (event: RunEvent) => void,
): Promise<Failure | undefined> {
  const { ends } = await runTargets(bench, [stage], options, interrupted, onEvent);
  const end = ends.get(stage.name);
  return end?.type === 'failed' ? end.failure : undefined;
}
