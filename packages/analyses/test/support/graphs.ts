import { type Config, type ConfigInput, parseConfig } from '@superposition/core/config';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import { type Graph, graph } from '@superposition/pipeline/internal/graph/graph';
import { type Stage, stagesOf } from '@superposition/pipeline/internal/graph/stage';
import { canonicalJson } from '@superposition/pipeline/internal/values/canonical-json';
import { buildAnalyses } from '../../src/pipeline.js';

/** The config of these settings. */
export function configOf(input: ConfigInput): Config {
  const parsed = parseConfig(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

/** The graph of the analyses of these settings, without sweeps and the single models. */
export function graphOf(input: ConfigInput, options?: Parameters<typeof buildAnalyses>[1]): Graph {
  // The part of the graph with the sweeps has tests of its own.
  const config = configOf({ sweeps: noSweeps, ...input });
  const {
    models: _,
    trainedModels: __,
    sweeps: ___,
    understood: ____,
    ...targets
  } = buildAnalyses(config, options);
  return graph(Object.values(targets).filter((stage) => stage !== undefined));
}

/** The recipe of a stage itself: its task, its parameters, and the stages that it takes as inputs. */
export function ownRecipe({ task, params, inputs }: Stage): string {
  const bound = Object.entries(inputs).map(([name, input]) => [
    name,
    stagesOf(input).map((each) => each.name),
  ]);
  return canonicalJson({ task: task.address, params, inputs: Object.fromEntries(bound) });
}

const folded = (name: string) =>
  name.replace(/seed=\d+/, 'seed=…').replace(/activeProbability=[\d.]+/, 'activeProbability=…');

/** Names of stages with their counts, where all sweeps and seeds of a kind of stage share one name. */
export function families(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} ×${count}`)).sort();
}

/** Stages of `after` that `before` lacks, or whose own recipe has changed. */
export function changed(before: Graph, after: Graph): string[] {
  const differs = (stage: Stage) => {
    const twin = before.byName.get(stage.name);
    return twin === undefined || ownRecipe(twin) !== ownRecipe(stage);
  };
  return families(after.order.filter(differs).map(({ name }) => name));
}
