import { selectStages } from '@superposition/pipeline/internal/graph/select';
import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import { plan } from '@superposition/pipeline/internal/run/plan';
import type { Store, StoredResult } from '@superposition/pipeline/internal/store/store';
import type { Digest } from '@superposition/pipeline/internal/values/digest';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import { type DecidingOptions, optionWords } from '../output/option-words.js';
import { UserError } from '../user-error.js';
import { nearestHint } from './nearest-hint.js';
import { describeOrigin, originOf } from './result-origin.js';
import type { Workbench } from './workbench.js';

/** What a name is looked up in: the stages of a config, the code that they run, and the cache. */
export type NamedResults = Pick<Workbench, 'pipeline' | 'code' | 'store'>;

/**
 * Finds the recorded result that a word means: the result whose key begins with the word, or the result that a stage of
 * this name has under the config.
 *
 * @param options of the command, for the command that a message names
 * @throws UserError when there is no such result, or the word means several
 */
export async function recordedResult(
  command: string,
  word: string,
  results: NamedResults,
  options: DecidingOptions,
): Promise<StoredResult> {
  const selected = selectStages(results.pipeline.graph, word);
  if ('nearest' in selected) {
    const byKey = await resultOfKey(command, word, results.store);
    if (byKey !== undefined) return byKey;
    throw new UserError(
      `${command} ${word}: the config has no stage of this name, and the cache has no result of such a key${nearestHint(selected.nearest)}`,
    );
  }
  const [name, ...others] = selected.found;
  if (others.length > 0)
    throw new UserError(
      `${command} ${word}: this names ${selected.found.length} stages, ${someOf(selected.found)}; name one`,
    );
  return resultOfStage(command, results.pipeline.graph.byName.get(name!)!, results, options);
}

/**
 * The result whose key begins with this text; undefined if there is none.
 *
 * @throws UserError when several keys begin with it
 */
export async function resultOfKey(
  command: string,
  beginning: string,
  store: Store,
): Promise<StoredResult | undefined> {
  const found: StoredResult[] = [];
  if (!/^[0-9a-f]{1,64}$/.test(beginning)) return undefined;
  if (beginning.length === 64) {
    // A cache below this one answers only for whole keys.
    const [result] = await store.results([beginning as Digest]);
    if (result !== undefined) return result;
  }
  for await (const rows of store.contents()) {
    for (const { result } of rows) if (result?.key.startsWith(beginning)) found.push(result);
  }
  if (found.length > 1)
    throw new UserError(
      `${command} ${beginning}: ${found.length} keys begin with this; give more letters of the key`,
    );
  return found[0];
}

async function resultOfStage(
  command: string,
  stage: Stage,
  results: NamedResults,
  options: DecidingOptions,
): Promise<StoredResult> {
  const { store, code } = results;
  const planned = await plan(results.pipeline.graph, { store, code, targets: [stage] });
  const own = planned.find((each) => each.stage === stage.name)!;
  const [found] = own.state === 'fresh' ? await store.results([own.key]) : [];
  if (found !== undefined) return found;

  const keys = (await store.latest([stage.name])).filter((key): key is Digest => key !== undefined);
  const [last] = await store.results(keys);
  const none = `${command} ${stage.name}: it has no result for this config`;
  if (last === undefined) throw new UserError(`${none}, and the cache has none of another`);
  // It has the recipe of this config, and only its bytes are gone.
  if (own.state === 'runs' && own.reasons.every(({ kind }) => kind === 'missing')) return last;
  const origin = await originOf(stage, last, results);
  const show = [
    'superposition cache show',
    last.key.slice(0, 12),
    ...optionWords(options, ['config', 'cache']),
  ];
  throw new UserError(`${none}; the last one was made ${describeOrigin(origin)}: ${show.join(' ')}`);
}
