import { familyOf } from '@superposition/pipeline/internal/graph/select';
import { lastUse, type StoredResult } from '@superposition/pipeline/internal/store/store';
import { holding, rowsOf } from '@superposition/pipeline/internal/upkeep/prune';
import { table } from '../../output/table.js';
import { byteSize, duration } from '../../output/units.js';
import { UserError } from '../../user-error.js';
import { loadPipeline } from '../../workbench/load-pipeline.js';
import { recordedResult, resultOfKey } from '../../workbench/recorded-result.js';
import { openCode, refuseStaleBuild } from '../../workbench/workbench.js';
import type { CacheRequest } from './request.js';

/** `cache ls`: lists every result, the most recently used last. */
export async function listCache({ store, options, print }: CacheRequest): Promise<0> {
  const results = (await rowsOf(store)).flatMap(({ result }) => (result === undefined ? [] : [result]));
  results.sort((a, b) => lastUse(a) - lastUse(b) || (a.stage < b.stage ? -1 : 1));
  if (options.json) {
    print(`${JSON.stringify(results.map(withoutRecipe), null, 2)}\n`);
    return 0;
  }
  const lines = results.map((result) => {
    const { key, size, duration: took, stage } = result;
    return [key.slice(0, 12), byteSize(size), duration(took), moment(lastUse(result)), stage];
  });
  print(asLines(table([{}, right, right, {}, {}], lines)));
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
    [
      'output',
      `${result.digest}${present ? '' : result.valueDropped ? ' (not kept: it is built again when it is wanted)' : ' (its bytes are missing)'}`,
    ],
    ['size', byteSize(result.size)],
    ['took', duration(result.duration)],
    ['built', moment(result.builtAt)],
    ['used', moment(lastUse(result))],
  ] as const;
  print(asLines(table([{}, {}], lines)));
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
    if (!result.valueDropped) sums.bytes += result.size;
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
  const lines = sorted.map(([family, { results, bytes, milliseconds }]) => [
    String(results),
    byteSize(bytes),
    duration(milliseconds),
    family,
  ]);
  print(asLines(table([right, right, right, {}], lines)));
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
  return recordedResult('cache show', word, { store, pipeline, code: await openCode() }, options);
}

const right = { align: 'right' } as const;

function asLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
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
