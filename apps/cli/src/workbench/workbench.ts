import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { staleSources } from '@superposition/pipeline/built-sources';
import { type CodeLibrary, openCodeLibrary } from '@superposition/pipeline/code-library';
import type { Graph } from '@superposition/pipeline/graph';
import { layeredStore } from '@superposition/pipeline/layered-store';
import { layerAt, type OpenOptions, openStore } from '@superposition/pipeline/open-store';
import { selectStages } from '@superposition/pipeline/select';
import { shownLocation } from '@superposition/pipeline/server-location';
import { someOf } from '@superposition/pipeline/some-of';
import type { Store } from '@superposition/pipeline/store';
import { type WorkerPool, workerPool } from '@superposition/pipeline/worker-pool';
import { buildPipeline } from '@superposition/report/pipeline';
import type { Options } from '../arguments/command-line.js';
import { type LoadedConfig, loadConfig } from '../config/config-file.js';
import { type GivenWeights, loadWeights, withShapeOf } from '../config/given-weights.js';
import { UserError } from '../user-error.js';
import { nearestHint } from './nearest-hint.js';
import { packages } from './packages.js';

/** What the process gives to each command: the current folder, the output streams, and the user's interruption. */
export interface CommandContext {
  /** Relative paths start here. */
  readonly folder: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborts when the user interrupts. */
  readonly interrupted: AbortSignal;
}

/** A config, and the pipeline that follows from it. */
export interface LoadedPipeline {
  readonly loaded: LoadedConfig;
  /** The weights that `--weights` gives. The pipeline measures them, and trains no model. */
  readonly given?: GivenWeights;
  readonly pipeline: ReturnType<typeof buildPipeline>;
  /** Names of the stages that `--force` selects. */
  readonly force: ReadonlySet<string>;
}

/**
 * What a run needs besides its graph: the code of the tasks, the cache and the threads. It serves graphs of any config.
 */
export interface Tools extends AsyncDisposable {
  readonly code: CodeLibrary;
  readonly store: Store;
  readonly workers: WorkerPool;
  /** Warns the user of a problem with the cache. */
  readonly warn: (message: string) => void;
}

/** What a command does with the cache. */
export type CacheUse = 'run' | 'look';

/** What every command works with. */
export interface Workbench extends LoadedPipeline, Tools {}

/**
 * Loads the config, builds its graph and opens the cache.
 *
 * @param warn receives problems that the work can go on with: of the cache, and weights that had to be rounded
 * @param use `look`: what is found in a cache of `--cache-read` is not copied
 * @throws UserError for a config, an option or a build that cannot be used
 */
export async function openWorkbench(
  options: Options,
  { folder }: Pick<CommandContext, 'folder'>,
  warn: (message: string) => void,
  use: CacheUse = 'run',
): Promise<Workbench> {
  refuseStaleBuild();
  const asked = await loadPipeline(options, folder, warn);
  const location = cacheLocation(options, asked.loaded);
  return { ...asked, ...(await openTools(options, folder, location, warn, use)) };
}

/**
 * Loads the config and builds its graph.
 *
 * @throws UserError for a config or an option that cannot be used
 */
export async function loadPipeline(
  options: Options,
  folder: string,
  warn: (message: string) => void,
): Promise<LoadedPipeline> {
  const { given, ...loaded } = await loadSubject(options, folder);
  if (given?.isRounded) warn('some weights are not float32 numbers; each was rounded to the nearest one');
  const pipeline = buildPipeline(loaded.config, { ...loaded.machine, weights: given?.weights });
  const force = forcedStages(pipeline.graph, options.force);
  return { loaded, ...(given !== undefined && { given }), pipeline, force };
}

/** Where the results of a config are kept. */
export function cacheLocation(options: Options, loaded: LoadedConfig): string {
  if (options.cacheMode === 'off') return 'memory:';
  return options.cache ?? join(loaded.folder, '.superposition');
}

/**
 * Opens the cache and the code of the tasks; threads start when they are needed.
 *
 * @throws UserError for a cache of an unknown kind
 */
export async function openTools(
  options: Options,
  folder: string,
  location: string,
  warn: (message: string) => void,
  use: CacheUse = 'run',
): Promise<Tools> {
  const layers = readLayers(options, folder);
  const code = await openCode();
  const local = await openCache(location, folder, warn);
  const store =
    layers.length === 0
      ? local
      : layeredStore(local, layers, { copy: use === 'run', push: options.cachePush, warn });
  const workers = workerPool(options.jobs);
  return {
    code,
    store,
    workers,
    warn,
    async [Symbol.asyncDispose]() {
      await workers[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/**
 * Loads the config. With `--weights`, the config gets the shape of the weights, and the facts of the machine are left
 * out, because only trainings depend on them.
 */
async function loadSubject(
  options: Options,
  folder: string,
): Promise<LoadedConfig & { readonly given?: GivenWeights }> {
  const given =
    options.weights === undefined ? undefined : await loadWeights(resolve(folder, options.weights));
  const loaded = await loadConfig(folder, options.config, options.set);
  if (given === undefined) return loaded;
  return { ...loaded, config: withShapeOf(loaded.config, given, options.set), machine: {}, given };
}

/**
 * Opens the cache that `--cache` names.
 *
 * @param warn receives problems of the cache that the work can go on with
 * @throws UserError when the location names no kind of cache
 */
export async function openCache(
  location: string,
  folder: string,
  warn: (message: string) => void,
  how: OpenOptions = {},
): Promise<Store> {
  try {
    return await openStore(location, folder, warn, how);
  } catch (error) {
    if (error instanceof TypeError)
      throw new UserError(`--cache is '${shownLocation(location)}': ${error.message}`);
    throw error;
  }
}

/**
 * The caches of `--cache-read`. Each is opened when a result is first looked up in it.
 *
 * @throws UserError when one of the locations names no kind of cache
 */
function readLayers({ cacheRead, cacheMode, cachePush }: Options, folder: string) {
  if (cacheMode === 'off') return [];
  return cacheRead.map((location) => {
    try {
      return layerAt(location, folder, { push: cachePush });
    } catch (error) {
      if (error instanceof TypeError)
        throw new UserError(`--cache-read is '${shownLocation(location)}': ${error.message}`);
      throw error;
    }
  });
}

/** Opens the code of the tasks. */
export function openCode(): Promise<CodeLibrary> {
  return openCodeLibrary(codeFolders());
}

/** The folders in which the packages with tasks keep the bundles of their code. */
function codeFolders(): URL[] {
  const withTasks = ['@superposition/analyses', '@superposition/report'];
  return packages
    .filter(({ name }) => withTasks.includes(name))
    .map(({ root }) => pathToFileURL(`${root}/dist/tasks/`));
}

/**
 * In a checkout, a source may have changed since the build. The old code would then run without the user noticing.
 *
 * @throws UserError that names the changed sources
 */
export function refuseStaleBuild(): void {
  const stale = packages.flatMap(({ root }) => staleSources(root).map((file) => join(root, file)));
  if (stale.length === 0) return;
  throw new UserError(
    `sources have changed since the last build: ${someOf(stale)}\nrun 'pnpm build' first, or use 'pnpm report' or 'pnpm superposition', which build first`,
  );
}

function forcedStages(graph: Graph, patterns: readonly string[]): ReadonlySet<string> {
  const forced = new Set<string>();
  for (const pattern of patterns) {
    const selected = selectStages(graph, pattern);
    if ('nearest' in selected)
      throw new UserError(
        `--force ${pattern}: there is no stage or family of this name${nearestHint(selected.nearest)}`,
      );
    for (const name of selected.found) forced.add(name);
  }
  return forced;
}
