import { familyOf, matchesPattern } from '@superposition/pipeline/internal/graph/select';
import type { StoredResult } from '@superposition/pipeline/internal/store/store';
import { dropResults } from '@superposition/pipeline/internal/upkeep/drop';
import { rowsOf } from '@superposition/pipeline/internal/upkeep/prune';
import { nearestTo } from '@superposition/pipeline/internal/values/nearest-names';
import { byteSize } from '../../output/units.js';
import { UserError } from '../../user-error.js';
import { nearestHint } from '../../workbench/nearest-hint.js';
import type { CacheRequest } from './request.js';

/**
 * `cache drop STAGE|FAMILY|GLOB|KEY...`: removes the results of the stages that a word names, whatever config made them, or the
 * result whose key begins with the word. It loads no config, so it works without the config that made a result.
 *
 * @throws UserError when a word means no result; then nothing is removed
 */
export async function dropFromCache({ store, words, options, print }: CacheRequest): Promise<0> {
  const { dryRun } = options;
  const known = (await rowsOf(store)).flatMap(({ result }) => (result === undefined ? [] : [result]));
  const meant = new Set(words.flatMap((word) => resultsOf(word, known).map(({ key }) => key)));
  const { results, removed } = await dropResults(store, ({ key }) => meant.has(key), dryRun);
  if (!dryRun && removed.bytes > 0) await store.compact();
  if (options.json) {
    const gone = results.map(({ key, stage }) => ({ key, stage }));
    print(`${JSON.stringify({ dropped: gone, removed, dryRun }, null, 2)}\n`);
    return 0;
  }
  const families = new Map<string, number>();
  for (const { stage } of results) families.set(familyOf(stage), (families.get(familyOf(stage)) ?? 0) + 1);
  const what = [...families]
    .sort(([, a], [, b]) => b - a)
    .map(([family, count]) => `${count} of ${family}`)
    .join(', ');
  const size = byteSize(removed.bytes);
  print(
    `${dryRun ? 'would remove' : 'removed'} ${results.length} ${results.length === 1 ? 'result' : 'results'} (${what}) and ${removed.artifacts} artifacts, ${size}\n`,
  );
  return 0;
}

function resultsOf(word: string, known: readonly StoredResult[]): readonly StoredResult[] {
  const named = known.filter(({ stage }) => matchesPattern(stage, word));
  if (named.length > 0) return named;
  const byKey = /^[0-9a-f]{6,64}$/.test(word) ? known.filter(({ key }) => key.startsWith(word)) : [];
  if (byKey.length > 1)
    throw new UserError(
      `cache drop ${word}: ${byKey.length} keys begin with this; give more letters of the key`,
    );
  if (byKey.length === 1) return byKey;
  const names = [...new Set(known.flatMap(({ stage }) => [familyOf(stage), stage]))];
  throw new UserError(
    `cache drop ${word}: the cache has no result of such a stage, family or key${nearestHint(nearestTo(word, names))}`,
  );
}
