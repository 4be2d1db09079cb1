import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { staleSources } from '@superposition/pipeline/built-sources';
import { type CodeLibrary, openCodeLibrary } from '@superposition/pipeline/code-library';
import type { Graph } from '@superposition/pipeline/graph';
import { openStore } from '@superposition/pipeline/open-store';
import { selectStages } from '@superposition/pipeline/select';
import { shownLocation } from '@superposition/pipeline/server-location';
import type { Store } from '@superposition/pipeline/store';
import { type WorkerPool, workerPool } from '@superposition/pipeline/worker-pool';
import { buildPipeline } from '@superposition/report/pipeline';
import type { Options } from '../arguments/command-line.js';
import { type LoadedConfig, loadConfig } from '../config/config-file.js';
import { type GivenWeights, loadWeights, withShapeOf } from '../config/given-weights.js';
import { UserError } from '../user-error.js';
import { packages } from './packages.js';

/** Where the user stands, and how they are told things. */
export interface Surroundings {
  /** Relative paths start here. */
  readonly folder: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborts when the user interrupts. */
  readonly interrupted: AbortSignal;
}

/** A config with the graph that it makes. */
export interface LoadedPipeline {
  readonly loaded: LoadedConfig;
  /** The weights that are measured instead of trained ones. */
  readonly given?: GivenWeights;
  readonly pipeline: ReturnType<typeof buildPipeline>;
  readonly force: ReadonlySet<string>;
}

/** What runs a graph, of whichever config: the tasks' code, the cache and the threads. */
export interface Tools extends AsyncDisposable {
  readonly code: CodeLibrary;
  readonly store: Store;
  readonly workers: WorkerPool;
  /** Tells the user what is wrong with the cache. */
  readonly warn: (message: string) => void;
}

/** What every command works with. */
export interface Workbench extends LoadedPipeline, Tools {}

/**
 * Loads the config, builds its graph and opens the cache.
 *
 * @param warn is told what is wrong with the cache; the work goes on
 * @throws UserError for a config, an option or a build that cannot be used
 */
export async function openWorkbench(
  options: Options,
  { folder }: Pick<Surroundings, 'folder'>,
  warn: (message: string) => void,
): Promise<Workbench> {
  refuseStaleBuild();
  const asked = await loadPipeline(options, folder, warn);
  return { ...asked, ...(await openTools(options, folder, cacheLocation(options, asked.loaded), warn)) };
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
  if (given?.isRounded) warn('some weights are no float32 numbers and were rounded to the nearest');
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
): Promise<Tools> {
  const code = await openCodeLibrary(codeFolders());
  const store = await openCache(location, folder, warn);
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

/** The config; with `--weights`, of their shape and without facts of the machine, which only trainings depend on. */
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
 * @param warn is told what is wrong with it; the work goes on
 * @throws UserError when it names none
 */
export async function openCache(
  location: string,
  folder: string,
  warn: (message: string) => void,
): Promise<Store> {
  try {
    return await openStore(location, folder, warn);
  } catch (error) {
    if (error instanceof TypeError)
      throw new UserError(`--cache is '${shownLocation(location)}': ${error.message}`);
    throw error;
  }
}

/** Where the packages with tasks keep the bundles of their code. */
function codeFolders(): URL[] {
  const withTasks = ['@superposition/analyses', '@superposition/report'];
  return packages
    .filter(({ name }) => withTasks.includes(name))
    .map(({ root }) => pathToFileURL(`${root}/dist/tasks/`));
}

/** In a checkout, sources may be newer than what was built from them; nobody wants the old code to run unseen. */
export function refuseStaleBuild(): void {
  const stale = packages.flatMap(({ root }) => staleSources(root).map((file) => join(root, file)));
  if (stale.length === 0) return;
  const more = stale.length > 3 ? ` and ${stale.length - 3} more` : '';
  throw new UserError(
    `the build is older than its sources: ${stale.slice(0, 3).join(', ')}${more}\nrun 'pnpm build' first, or start it as 'pnpm report' or 'pnpm superposition', which build`,
  );
}

function forcedStages(graph: Graph, patterns: readonly string[]): ReadonlySet<string> {
  const forced = new Set<string>();
  for (const pattern of patterns) {
    const selected = selectStages(graph, pattern);
    if ('nearest' in selected) {
      const hint = selected.nearest.length === 0 ? '' : `; the nearest are ${selected.nearest.join(', ')}`;
      throw new UserError(`--force ${pattern}: no stage or family is named so${hint}`);
    }
    for (const name of selected.found) forced.add(name);
  }
  return forced;
}
