import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { databaseFile } from '@superposition/pipeline/internal/store/open-store';
import type { Options } from '../arguments/command-line.js';
import { defaultsPath } from '../arguments/defaults-file.js';
import { configFiles } from '../config/config-files.js';
import { configFolder, defaultCache, findConfig } from '../config/find-config.js';
import { weightFiles } from '../config/weight-files.js';
import type { UsedFile } from '../output/output-file.js';
import { reportPlace } from './make-report.js';

/**
 * The files that a command reads, and those that it writes beside its main output. It must not write another thing to any of them.
 */
export function usedFiles(
  options: Pick<
    Options,
    'config' | 'weights' | 'cache' | 'cacheRead' | 'profile' | 'tensorboard' | 'verify' | 'out' | 'only'
  >,
  folder: string,
): readonly UsedFile[] {
  const { config, weights, cache, cacheRead, profile, tensorboard, verify } = options;
  const home = configFolder(folder, config);
  const caches = [cache ?? defaultCache(home), ...cacheRead];
  const compared = verify ? reportPlace(options, folder, { folder: home }) : undefined;
  // The config imports some of them. Most do not exist: an import may mean one of several files.
  const modules = configFiles(folder, config).filter((file) => existsSync(file));
  const read = [
    findConfig(folder, config),
    ...modules,
    ...weightFiles(folder, weights),
    defaultsPath(process.env),
    compared,
  ];
  const files: readonly (readonly [use: string, paths: readonly (string | undefined)[]])[] = [
    ['this command reads that file', read],
    ['the cache is there', caches.flatMap((location) => databaseFiles(location, folder))],
    ['the profile is written there', [profile]],
    ['the loss curves are written there', [tensorboard]],
  ];
  return files.flatMap(([use, paths]) =>
    paths.flatMap((path) => (path === undefined ? [] : [{ use, path: resolve(folder, path) }])),
  );
}

/** The files of a cache; SQLite keeps two beside its database. */
function databaseFiles(location: string, folder: string): readonly string[] {
  try {
    const file = databaseFile(location, folder);
    return file === undefined ? [] : [file, `${file}-wal`, `${file}-shm`];
  } catch {
    // Opening the cache tells what is wrong with the location.
    return [];
  }
}
