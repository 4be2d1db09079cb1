import { familyOf } from '@superposition/pipeline/internal/graph/select';
import { lastUse, type StoredResult } from '@superposition/pipeline/internal/store/store';
import { holding, rowsOf } from '@superposition/pipeline/internal/upkeep/prune';
import { byteSize, duration } from '../../output/units.js';
import { UserError } from '../../user-error.js';
import { recordedResult, resultOfKey } from '../../workbench/recorded-result.js';
import { loadPipeline, openCode, refuseStaleBuild } from '../../workbench/workbench.js';
import type { CacheRequest } from './request.js';

/** `cache ls`: lists every result, the most recently used last. */
export async function listCache({ store, options, print }: CacheRequest): Promise<0> {
  const results = (await rowsOf(store)).flatMap(({ result }) => (result === undefined ? [] : [result]));
  results.sort((a, b) => lastUse(a) - lastUse(b) || (a.stage < b.stage ? -1 : 1));
  if (options.json) {
    print(`${JSON.stringify(results.map(withoutRecipe), null, 2)}\n`);
    return 0;
  }
  for (const result of results) {
    const { key, size, duration: took, stage } = result;
    const columns = [key.slice(0, 12), byteSize(size).padStart(9), duration(took).padStart(9)];
    print(`${columns.join('  ')}  ${moment(lastUse(result))}  ${stage}\n`);
  }
  return 0;
}

/** `cache show KEY|STAGE`: shows one result with its whole recipe. A stage has one result for each config. */
export async function showResult(request: CacheRequest): Promise<0> {
  const { store, options, print } = request;
  const result = await namedResult(request);
  if (options.json) {
    print(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  }
  const { recipe } = result;
  const present = (await store.present([result.digest])).size > 0;
  const lines = [
    ['stage', result.stage],
    ['key', result.key],
    ['task', recipe.task],
    ['code', recipe.code],
    ['codec', recipe.codec],
    ['params', JSON.stringify(recipe.params)],
    ...Object.entries(recipe.inputs).map(([name, bound]) => [`input ${name}`, JSON.stringify(bound)]),
    ['output', `${result.digest}${present ? '' : ' (its bytes are missing)'}`],
    ['size', byteSize(result.size)],
    ['took', duration(result.duration)],
    ['built', moment(result.builtAt)],
    ['used', moment(lastUse(result))],
  ] as const;
  const width = Math.max(...lines.map(([name]) => name!.length)) + 2;
  print(lines.map(([name, value]) => `${name!.padEnd(width)}${value}\n`).join(''));
  return 0;
}

/** `cache stats`: shows for each family of stages the number of results, their bytes, and the time that they took. */
export async function showStats({ store, options, print }: CacheRequest): Promise<0> {
  const rows = await rowsOf(store);
  const families = new Map<string, { results: number; bytes: number; milliseconds: number }>();
  for (const { result } of rows) {
    if (result === undefined) continue;
    const family = familyOf(result.stage);
    const sums = families.get(family) ?? { results: 0, bytes: 0, milliseconds: 0 };
    sums.results++;
    sums.bytes += result.size;
    sums.milliseconds += result.duration;
    families.set(family, sums);
  }
  const sorted = [...families].sort(([, a], [, b]) => b.bytes - a.bytes);
  const file = await store.size();
  const total = holding(rows);
  if (options.json) {
    const stats = {
      location: store.location,
      file: file ?? null,
      ...total,
      families: Object.fromEntries(sorted),
    };
    print(`${JSON.stringify(stats, null, 2)}\n`);
    return 0;
  }
  for (const [family, { results, bytes, milliseconds }] of sorted) {
    const columns = [
      String(results).padStart(6),
      byteSize(bytes).padStart(9),
      duration(milliseconds).padStart(9),
    ];
    print(`${columns.join('  ')}  ${family}\n`);
  }
  const onDisk = file === undefined ? '' : `, ${byteSize(file)} on disk`;
  print(
    `${total.results} results, ${total.artifacts} artifacts, ${byteSize(total.bytes)} in rows${onDisk}: ${store.location}\n`,
  );
  return 0;
}

async function namedResult({ store, words, options, folder, remark }: CacheRequest): Promise<StoredResult> {
  const word = words[0]!;
  // The commands print so many letters of a key. Such a word needs no config, which may have mistakes.
  const byKey = /^[0-9a-f]{12,64}$/.test(word) ? await resultOfKey('cache show', word, store) : undefined;
  if (byKey !== undefined) return byKey;
  const warn = (message: string) => remark(`warning: ${message}\n`);
  const loaded = await loadPipeline(options, folder, warn).catch((error: unknown) => error);
  if (loaded instanceof UserError) {
    const found = await resultOfKey('cache show', word, store);
    if (found !== undefined) return found;
  }
  if (loaded instanceof Error) throw loaded;
  refuseStaleBuild();
  const { pipeline } = loaded as Awaited<ReturnType<typeof loadPipeline>>;
  return recordedResult('cache show', word, { store, pipeline, code: await openCode() });
}

function withoutRecipe({ recipe: _, ...facts }: StoredResult): Omit<StoredResult, 'recipe'> {
  return facts;
}

function moment(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? 'at an unknown time'
    : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
