import { differingModules } from '@superposition/pipeline/internal/code/module-digests';
import { storedModules } from '@superposition/pipeline/internal/code/stored-modules';
import { describeReason, explain } from '@superposition/pipeline/internal/run/reasons';
import type { StoredResult } from '@superposition/pipeline/internal/store/store';
import type { Options } from '../arguments/command-line.js';
import { reasonWords } from '../output/reason-words.js';
import { recordedResult } from '../workbench/recorded-result.js';
import type { Workbench } from '../workbench/workbench.js';

/**
 * Says how the recipes of two recorded results differ, as lines or as JSON.
 *
 * @param first the name of a stage, which stands for the result that it has under the config; or a key, or the beginning of
 *   one
 * @throws UserError when there is no such result, or a word means several
 */
export async function compareRecipes(
  first: string,
  second: string,
  bench: Workbench,
  options: Options,
): Promise<string> {
  const [one, other] = [
    await recordedResult('explain', first, bench, options),
    await recordedResult('explain', second, bench, options),
  ];
  const modules = await modulesBetween(one, other, bench);
  const stage = bench.pipeline.graph.byName.get(other.stage) ?? { inputs: {} };
  const reasons = explain(one.recipe, other.recipe, stage, modules);
  if (options.json) {
    const summary = ({ key, stage: name, recipe }: StoredResult) => ({ key, stage: name, recipe });
    return `${JSON.stringify({ from: summary(one), to: summary(other), reasons }, null, 2)}\n`;
  }
  const title = ({ stage: name, key }: StoredResult) => `${name} (${key.slice(0, 12)})`;
  if (one.key === other.key) return `${title(one)} and ${title(other)} have the same recipe\n`;
  const values = reasons.filter(({ kind }) => kind === 'input value').map(describeReason);
  const others = inFull(reasons.filter(({ kind }) => kind !== 'input value')).map(({ changed }) => changed);
  return [
    `from ${title(one)} to ${title(other)}:`,
    ...[...others, ...values].map((difference) => `  ${difference}`),
    '',
  ].join('\n');
}

const inFull = reasonWords(true);

async function modulesBetween(
  one: StoredResult,
  other: StoredResult,
  { store, code }: Workbench,
): Promise<readonly string[]> {
  if (one.recipe.task !== other.recipe.task || one.recipe.code === other.recipe.code) return [];
  const [before, now] = await storedModules(store, code, [one.recipe.code, other.recipe.code]);
  return before === undefined || now === undefined ? [] : differingModules(before, now);
}
