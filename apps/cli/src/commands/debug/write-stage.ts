import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf } from '@superposition/pipeline/internal/code/code-library';
import { findInstalled } from '@superposition/pipeline/internal/code/find-installed';
import { portableBundle } from '@superposition/pipeline/internal/code/portable-bundle';
import { recipeOf } from '@superposition/pipeline/internal/graph/recipe';
import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import type { TaskCode } from '@superposition/pipeline/internal/graph/task';
import type { Workbench } from '../../workbench/workbench.js';
import { exactJson, inputFiles, recipeText } from './debug-files.js';
import { type DebugFolder, fileNamesOf } from './debug-folder.js';
import { runScript } from './run-script.js';
import type { StageInputs } from './stage-inputs.js';

/** Writes parameters, inputs and code of a stage to the folder, with the script that runs its function. */
export async function writeStage(
  stage: Stage,
  { values, digests }: StageInputs,
  bench: Workbench,
  output: DebugFolder,
): Promise<void> {
  const code = codeOf(stage, bench.code)!;
  const { code: text, map } = (await portableBundle(code, 'task.mjs.map'))!;
  const names = fileNamesOf(Object.keys(values));
  const inputs = Object.entries(values).map(([name, value]) => ({
    name,
    files: inputFiles(names.get(name)!, value),
  }));
  const script = runScript({
    stage: stage.name,
    exportName: code.exportName,
    inputs: inputs.map(({ name, files }) => [name, files[0].path]),
    environment: stage.task.externals.length > 0 ? nativeVariables(bench) : {},
  });
  const files = new Map<string, string | Uint8Array>([
    ['params.json', exactJson(stage.params)!],
    ['recipe.json', recipeText(stage, recipeOf(stage, code, digests))],
    ['run.mjs', script],
    ['task.mjs', text],
    ...inputs.flatMap(({ files }) => files.map(({ path, content }) => [path, content] as const)),
  ]);
  if (map !== undefined) files.set('task.mjs.map', map);
  await output.write(files, (folder) => linkExternals(stage, code, folder));
}

/** What this program sets for native TensorFlow before it loads it. */
function nativeVariables({ loaded }: Workbench): Readonly<Record<string, string>> {
  return { TF_CPP_MIN_LOG_LEVEL: '2', ...loaded.machine.tfjs?.environment };
}

/** Lets the copy of the code find the packages that are not in the bundle. */
async function linkExternals({ task }: Stage, { file }: TaskCode, folder: string): Promise<void> {
  for (const name of task.externals) {
    const found = findInstalled(dirname(fileURLToPath(file!)), name);
    if (found === undefined) continue;
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(found, link);
  }
}
