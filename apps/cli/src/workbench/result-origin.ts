import { type CodeLibrary, codeOf } from '@superposition/pipeline/internal/code/code-library';
import type { InputDigests } from '@superposition/pipeline/internal/graph/recipe';
import { type Stage, stagesOf } from '@superposition/pipeline/internal/graph/stage';
import { explain } from '@superposition/pipeline/internal/run/reasons';
import type { Store, StoredResult } from '@superposition/pipeline/internal/store/store';
import { rowsOf } from '@superposition/pipeline/internal/upkeep/prune';
import type { Digest } from '@superposition/pipeline/internal/values/digest';
import { own } from '@superposition/pipeline/internal/values/own';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import { settingOf } from '../output/setting-names.js';

/** How a recorded result was made otherwise than the config says now. */
export interface ResultOrigin {
  /** The settings that differ, with the values that made the result; undefined where it was made without the setting. */
  readonly settings: ReadonlyMap<string, unknown>;
  /** The tasks whose code differs. */
  readonly tasks: ReadonlySet<string>;
}

/**
 * Compares the recipe of a result, and the recipes of what it was made from, with a stage of the config and the stages
 * before it.
 */
export async function originOf(
  stage: Stage,
  result: StoredResult,
  { store, code }: { readonly store: Store; readonly code: CodeLibrary },
): Promise<ResultOrigin> {
  // Two stages may have made the same bytes.
  const makers = new Map<string, StoredResult>();
  for (const { result: each } of await rowsOf(store)) {
    if (each === undefined) continue;
    makers.set(each.digest, each);
    makers.set(`${each.digest} ${each.stage}`, each);
  }
  const parameters = new Map<string, unknown>();
  const tasks = new Set<string>();
  const seen = new Set<string>();
  const waiting: [Stage, StoredResult][] = [[stage, result]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [now, { recipe }] = next;
    if (seen.has(now.name)) continue;
    seen.add(now.name);
    const current = {
      ...recipe,
      task: now.task.address,
      code: codeOf(now, code)?.fingerprint ?? recipe.code,
      params: now.params,
    };
    for (const reason of explain(recipe, current, now)) {
      if (reason.kind === 'parameter') parameters.set(reason.path, reason.from);
      else tasks.add(now.task.address);
    }
    for (const [name, input] of Object.entries(now.inputs)) {
      const digests = digestsOf(own(recipe.inputs, name));
      for (const [index, source] of stagesOf(input).entries()) {
        const digest = digests[index];
        const maker = makers.get(`${digest} ${source.name}`) ?? makers.get(`${digest}`);
        if (maker !== undefined) waiting.push([source, maker]);
      }
    }
  }
  return { settings: asSettings(parameters), tasks };
}

/** The digests of an input, in order; undefined in the place of one that failed. */
function digestsOf(input: InputDigests | undefined): readonly (Digest | undefined)[] {
  if (input === undefined) return [];
  const bound = typeof input === 'object' && 'settled' in input ? input.settled : input;
  return [bound].flat().map((each) => (typeof each === 'string' ? (each as Digest) : undefined));
}

/** The origin as the end of "it was made …": "with training.steps=90". */
export function describeOrigin({ settings, tasks }: ResultOrigin): string {
  if (settings.size > 0) {
    const shown = [...settings].map(([path, value]) => {
      if (value === undefined) return `no ${path}`;
      return `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
    });
    return `with ${someOf(shown)}`;
  }
  return tasks.size > 0 ? 'by other code' : 'from other inputs';
}

/** Names parameters as `--set` names settings. Parameters that follow from the settings are left out, if there are others. */
function asSettings(parameters: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  const settings = new Map<string, unknown>();
  for (const [path, value] of parameters) {
    const name = settingOf(path);
    if (name !== undefined && !settings.has(name)) settings.set(name, value);
  }
  return settings.size > 0 ? settings : parameters;
}
