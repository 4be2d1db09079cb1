import type { Config } from '@superposition/core/config';
import { graph } from '@superposition/pipeline/internal/graph/graph';
import { type Stage, stagesOf } from '@superposition/pipeline/internal/graph/stage';
import type { FreshFacts, ResultFacts } from '@superposition/pipeline/internal/run/event';
import { describeFrozen } from '@superposition/pipeline/internal/run/reasons';
import type { Json } from '@superposition/pipeline/internal/values/canonical-json';
import type { GitState, Provenance } from '@superposition/report/internal/provenance';
import type { GivenWeights } from '../config/given-weights.js';
import { reasonWords } from '../output/reason-words.js';
import { packages, versionOf } from './packages.js';
import type { StageEnds } from './stage-ends.js';

/**
 * The provenance of a page, or of a part of one, from the recipes of its run. It holds nothing that differs between two runs of the same
 * config, such as a time. With `git`, it holds what differs between two commits.
 *
 * @param given the weights that were measured instead of trained ones
 * @param targets the stages whose values are shown
 */
export function provenanceOf(
  config: Config,
  given: GivenWeights | undefined,
  targets: readonly Stage[],
  ends: StageEnds,
  plotlyVersion: string,
  git?: GitState,
): Provenance {
  return {
    ...(git !== undefined && { git }),
    config: (given === undefined ? config : settingsBeside(given, config)) as unknown as Json,
    versions: {
      ...Object.fromEntries(packages.map((each) => [each.name, versionOf(each)])),
      'plotly.js-dist-min': plotlyVersion,
    },
    stages: graph(targets).order.map((stage) => {
      const end = ends.get(stage.name);
      const result: ResultFacts | FreshFacts | undefined =
        end?.type === 'fresh' || end?.type === 'built' ? end : undefined;
      const frozen = result !== undefined && 'frozen' in result ? result.frozen : undefined;
      return {
        name: stage.name,
        key: result?.key ?? null,
        task: stage.task.address,
        fingerprint: result?.recipe.code ?? null,
        params: result?.recipe.params ?? stage.params,
        ...(frozen && { frozen: describeFrozen(frozen, { words: reasonWords() }) }),
        inputs: Object.fromEntries(
          Object.entries(stage.inputs).map(([name, input]) => [
            name,
            stagesOf(input).map((source) => source.name),
          ]),
        ),
        output: result?.digest ?? null,
      };
    }),
  };
}

/** The settings that a report of given weights depends on, and the file's format and digest. */
export function settingsBeside(
  { format, sha256, from }: GivenWeights,
  { model, data, training, evaluation, report }: Config,
) {
  const { features, neurons } = model;
  const { lossExponent } = training;
  return {
    weights: { format, sha256, from },
    model: { features, neurons },
    data,
    training: { lossExponent },
    evaluation,
    report,
  };
}
