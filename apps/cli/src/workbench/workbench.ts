import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isUnfinished, staleSources } from '@superposition/pipeline/internal/code/built-sources';
import { type CodeLibrary, openCodeLibrary } from '@superposition/pipeline/internal/code/code-library';
import { layeredStore } from '@superposition/pipeline/internal/store/layered-store';
import {
  databaseFile,
  layerAt,
  type OpenOptions,
  openStore,
} from '@superposition/pipeline/internal/store/open-store';
import { isMissingPackage } from '@superposition/pipeline/internal/store/optional-package';
import { shownLocation } from '@superposition/pipeline/internal/store/server-location';
import type { Store } from '@superposition/pipeline/internal/store/store';
import { openWorkers, type WorkerPool } from '@superposition/pipeline/internal/threads/worker-pool';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import type { Options } from '../arguments/command-line.js';
import type { LoadedConfig } from '../config/config-file.js';
import { defaultCache } from '../config/find-config.js';
import { header } from '../output/header.js';
import { UserError } from '../user-error.js';
import { type LoadedPipeline, loadPipeline } from './load-pipeline.js';
import { packages } from './packages.js';

/** What the process gives to each command: the current folder, the output streams, and the user's interruption. */
export interface CommandContext {
  /** Relative paths start here. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborts when the user interrupts. */
  readonly interrupted: AbortSignal;
  /** Threads that outlive the command, for a process that runs several. Without them, or with --jobs, it starts its own. */
  readonly workers?: WorkerPool | undefined;
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

/** How the tools are opened. */
interface ToolOptions {
  /** The code, if it is being opened already. */
  readonly code?: Promise<CodeLibrary>;
  /** Whether what is found in a cache of `--cache-read` stays there. */
  readonly onlyLooks?: boolean;
  readonly workers?: WorkerPool | undefined;
}

/** What every command works with. */
export interface Workbench extends LoadedPipeline, Tools {}

/** How a workbench is opened. */
interface WorkbenchOptions {
  readonly onlyLooks?: boolean;
  readonly tells?: boolean;
  readonly begin?: (phase: string) => void;
}

/**
 * Loads the config, builds its graph and opens the cache.
 *
 * @param warn receives problems that the work can go on with: of the cache, and weights that had to be rounded
 * @param how.onlyLooks whether the command must not create a cache where there is none
 * @param how.tells whether the command says what it works with, even if nothing about it is unusual
 * @param how.begin hears which phase of this begins
 * @throws UserError for a config, an option or a build that cannot be used
 */
export async function openWorkbench(
  options: Options,
  { folder, stderr, workers }: Pick<CommandContext, 'folder' | 'stderr' | 'workers'>,
  warn: (message: string) => void,
  { onlyLooks = false, tells = false, begin = () => {} }: WorkbenchOptions = {},
): Promise<Workbench> {
  begin('config');
  const note = (line: string) => {
    if (!options.quiet) stderr.write(`${line}\n`);
  };
  const leaving = new AbortController();
  try {
    // The config runs in a thread of its own. Meanwhile we do what does not depend on it.
    const asking = loadPipeline(options, folder, warn, { note, signal: leaving.signal });
    asking.catch(() => {});
    refuseStaleBuild();
    const code = openCode();
    code.catch(() => {});
    const asked = await asking;
    begin('opening the cache');
    const location = cacheLocation(options, asked.loaded);
    const isMissing = onlyLooks && !isCacheThere(location, folder);
    const tools = await openTools(options, folder, isMissing ? 'memory:' : location, warn, {
      code,
      onlyLooks,
      workers,
    });
    if (!options.json)
      for (const line of await header(asked, options, { location, store: tools.store }, folder, {
        tells,
        columns: stderr.columns,
      }))
        note(line);
    return { ...asked, ...tools };
  } finally {
    leaving.abort();
  }
}

/** Where the results of a config are kept. */
export function cacheLocation(options: Options, loaded: LoadedConfig): string {
  if (options.cacheMode === 'off') return 'memory:';
  return options.cache ?? defaultCache(loaded.folder);
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
  { code: opening = openCode(), onlyLooks = false, workers: given }: ToolOptions = {},
): Promise<Tools> {
  const joined = withLayers(options, folder, warn, { copy: !onlyLooks });
  const code = await opening;
  const store = joined(await openCache(location, folder, warn, { name: options.origins.cache ?? '--cache' }));
  const kept = options.jobs === undefined ? given : undefined;
  const workers = kept ?? openWorkers(options.jobs);
  return {
    code,
    store,
    workers,
    warn,
    async [Symbol.asyncDispose]() {
      if (kept === undefined) await workers[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/**
 * Opens the cache that `--cache` names.
 *
 * @param warn receives problems of the cache that the work can go on with
 * @param how also `name`: what messages call the value of the option
 * @throws UserError when the location names no kind of cache
 */
export async function openCache(
  location: string,
  folder: string,
  warn: (message: string) => void,
  { name = '--cache', ...how }: OpenOptions & { readonly name?: string | undefined } = {},
): Promise<Store> {
  try {
    return await openStore(location, folder, warn, how);
  } catch (error) {
    if (error instanceof TypeError || isMissingPackage(error))
      throw new UserError(`${name} is '${shownLocation(location)}': ${error.message}`);
    throw error;
  }
}

/** Whether there is a cache at a location. We cannot tell this of a server before we connect. */
export function isCacheThere(location: string, folder: string): boolean {
  let file: string | undefined;
  try {
    file = databaseFile(location, folder);
  } catch {
    // Opening the cache tells what is wrong with the location.
  }
  if (file === undefined) return true;
  if (!existsSync(file)) return false;
  // An empty file holds nothing yet. To open it would make our tables in it.
  const facts = statSync(file, { throwIfNoEntry: false });
  return facts?.isFile() !== true || facts.size > 0;
}

/**
 * Joins a cache with those of `--cache-read`. Each is opened when a result is first looked up in it.
 *
 * @param how.copy whether what is found there is copied to the cache
 * @throws UserError when one of the locations names no kind of cache
 */
export function withLayers(
  { cacheRead, cachePush: push, origins }: Options,
  folder: string,
  warn: (message: string) => void,
  { copy }: { readonly copy: boolean },
): (local: Store) => Store {
  const layers = cacheRead.map((location) => {
    try {
      return layerAt(location, folder, { push, warn });
    } catch (error) {
      if (error instanceof TypeError)
        throw new UserError(
          `${origins['cache-read'] ?? '--cache-read'} is '${shownLocation(location)}': ${error.message}`,
        );
      throw error;
    }
  });
  return (local) => (layers.length === 0 ? local : layeredStore(local, layers, { copy, push, warn }));
}

/** Opens the bundles of the packages with tasks. */
export function openCode(): Promise<CodeLibrary> {
  const withTasks = ['@superposition/analyses', '@superposition/report'];
  const folders = packages
    .filter(({ name }) => withTasks.includes(name))
    .map(({ root }) => pathToFileURL(`${root}/dist/tasks/`));
  return openCodeLibrary(folders);
}

/**
 * In a checkout, the build may have failed, or a source may have changed since. Old code would then run unnoticed.
 *
 * @throws UserError that names the packages or the changed sources
 */
export function refuseStaleBuild(): void {
  const unfinished = packages.filter(({ root }) => isUnfinished(root)).map(({ name }) => name);
  if (unfinished.length > 0)
    throw new UserError(
      `the last build of ${someOf(unfinished)} failed or was ended: run 'pnpm build', which says why, and mend what it names`,
    );
  const stale = packages.flatMap(({ root }) => staleSources(root).map((file) => join(root, file)));
  if (stale.length === 0) return;
  throw new UserError(
    `sources have changed since the last build: ${someOf(stale)}\nrun 'pnpm build' first, or use 'pnpm report' or 'pnpm superposition', which build first`,
  );
}
