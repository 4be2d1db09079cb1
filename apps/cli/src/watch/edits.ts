import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type FSWatcher, watch as watchPaths } from 'chokidar';
import { changedFiles, type FileDigests, fileDigests } from './file-digests.js';
import { isSource, sourceFiles, sourcePlaces } from './source-files.js';

/** Files that hold something else than before. */
export interface Edit {
  /** The config, and what it is made of. */
  readonly config: readonly string[];
  readonly sources: readonly string[];
}

/** Milliseconds without an event after which an editor has written all it was about to. */
const quiet = 50;

/**
 * Watches the config and, in a checkout, the sources, and tells of what has changed since it was told last.
 *
 * @param configFiles the files that decide the config, which an edit may change
 */
export async function watchEdits(
  configFiles: () => readonly string[],
  checkout: string | undefined,
  onEdit: (edit: Edit) => void,
): Promise<AsyncDisposable> {
  const places = checkout === undefined ? [] : sourcePlaces(checkout);
  let awaited = new Set<string>();
  const folders = new Set<string>();
  let config: FileDigests;
  let sources: FileDigests;
  let settling: NodeJS.Timeout | undefined;

  // Folders, as a file may come later or be replaced by another of its name; in them nothing but the files.
  const configs = watchPaths([], {
    ...options,
    depth: 0,
    ignored: (path) => !awaited.has(path) && !folders.has(path),
  });
  const code = watchPaths([], { ...options, ignored: (path) => !isSource(path) });
  const readConfig = (): FileDigests => {
    const files = configFiles();
    const added = files.filter((file) => !awaited.has(file));
    awaited = new Set(files);
    for (const file of added) folders.add(dirname(file));
    configs.add(added.flatMap((file) => [dirname(file), file]).filter((path) => existsSync(path)));
    return fileDigests(files);
  };
  const compare = () => {
    const now = { config: readConfig(), sources: fileDigests(sourceFiles(places)) };
    const edit = {
      config: changedFiles(config, now.config),
      sources: changedFiles(sources, now.sources),
    };
    ({ config, sources } = now);
    if (edit.config.length > 0 || edit.sources.length > 0) onEdit(edit);
  };
  const settle = () => {
    clearTimeout(settling);
    settling = setTimeout(compare, quiet);
  };

  config = readConfig();
  sources = fileDigests(sourceFiles(places));
  code.add([...places]);
  for (const watcher of [configs, code]) watcher.on('all', settle);
  await Promise.all([configs, code].map(ready));
  // What was edited before the watchers were ready.
  settle();
  return {
    async [Symbol.asyncDispose]() {
      clearTimeout(settling);
      await Promise.all([configs.close(), code.close()]);
    },
  };
}

const options = { ignoreInitial: true, ignorePermissionErrors: true } as const;

function ready(watcher: FSWatcher): Promise<void> {
  // A place that cannot be watched is read all the same whenever anything else changes.
  watcher.on('error', () => {});
  return new Promise((resolve) => watcher.once('ready', resolve));
}
