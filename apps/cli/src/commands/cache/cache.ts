import { resolve } from 'node:path';
import { shownLocation } from '@superposition/pipeline/internal/store/server-location';
import type { Store } from '@superposition/pipeline/internal/store/store';
import { isUnavailable } from '@superposition/pipeline/internal/store/store-unavailable';
import type { Options } from '../../arguments/command-line.js';
import type { CacheCommandName } from '../../arguments/command-table.js';
import { configFolder, defaultCache, refuseUnreadable } from '../../config/find-config.js';
import { warnTo } from '../../output/warn-to.js';
import { UserError } from '../../user-error.js';
import { type CommandContext, isCacheThere, openCache, withLayers } from '../../workbench/workbench.js';
import { dropFromCache } from './drop.js';
import type { CacheRequest } from './request.js';
import { exportCache, importCache } from './transfer.js';
import { clearCache, pruneCache, verifyCache } from './upkeep.js';
import { listCache, showResult, showStats } from './views.js';

const actions: Readonly<Record<CacheCommandName, (request: CacheRequest) => Promise<0 | 1>>> = {
  'cache ls': listCache,
  'cache show': showResult,
  'cache stats': showStats,
  'cache prune': pruneCache,
  'cache drop': dropFromCache,
  'cache verify': verifyCache,
  'cache export': exportCache,
  'cache import': importCache,
  'cache clear': clearCache,
};

/**
 * `superposition cache …`: shows and maintains the cache beside the config. It works even when the config has mistakes.
 */
export async function cache(
  name: CacheCommandName,
  words: readonly string[],
  options: Options,
  { folder, stdout, stderr }: CommandContext,
): Promise<0 | 1> {
  const { config } = options;
  if (config !== undefined) refuseUnreadable(resolve(folder, config));
  const location = options.cache ?? defaultCache(configFolder(folder, options.config));
  const warnings: string[] = [];
  // If there is no cache yet, looking at it must not create one.
  const isNew = !isCacheThere(location, folder);
  if (isNew && name === 'cache export')
    throw new UserError(`there is no cache ${shownLocation(location)}, so nothing is exported`);
  const changes = !(looking.has(name) || options.dryRun);
  const warn = warnTo(stderr);
  const layered = withLayers(options, folder, warn, { copy: false });
  const local = await openCache(
    isNew && name !== 'cache import' ? 'memory:' : location,
    folder,
    (warning) => warnings.push(warning),
    {
      name: options.origins.cache ?? '--cache',
      repair: changes,
      mustWrite: changes,
      note: (message) => void stderr.write(`${message}\n`),
    },
  );
  await using store = layered(local);
  if (store.location === 'memory' && warnings.length > 0) throw new UserError(warnings.join('\n'), 1);
  for (const warning of warnings) warn(warning);
  const shown = warnings.length;
  const [printed, remarks]: [string[], string[]] = [[], []];
  const code = await actionOn(store, name, {
    words,
    options,
    folder,
    print: (text) => void printed.push(text),
    remark: (text) => void remarks.push(text),
  });
  // A run can go on without its cache. But if the cache fails during one of these commands, the command has failed, and what it
  // would tell is not true.
  if (warnings.length > shown) throw new UserError(warnings.slice(shown).join('\n'), 1);
  stdout.write(printed.join(''));
  stderr.write(remarks.join(''));
  return code;
}

/** The commands that change nothing, not even a damaged database. A dry run of `cache prune` changes nothing either. */
const looking: ReadonlySet<CacheCommandName> = new Set([
  'cache ls',
  'cache show',
  'cache stats',
  'cache verify',
  'cache export',
]);

async function actionOn(
  store: Store,
  name: CacheCommandName,
  request: Omit<CacheRequest, 'store'>,
): Promise<0 | 1> {
  try {
    return await actions[name]({ store, ...request });
  } catch (error) {
    if (isUnavailable(error)) throw new UserError(error.message, 1);
    throw error;
  }
}
