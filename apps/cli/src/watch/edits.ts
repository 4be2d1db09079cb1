import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type FSWatcher, watch as watchPaths } from 'chokidar';
import { changedFiles, type FileDigests, fileDigests } from './file-digests.js';
import { isSource, sourceFiles, sourcePlaces } from './source-files.js';

/** Files whose content changed. */
export interface Edit {
  /** Files that decide the config. */
  readonly config: readonly string[];
  readonly sources: readonly string[];
}

/** We wait for so many milliseconds without an event, because an editor may write in several steps. */
const quiet = 50;

/**
 * Watches the config and, in a checkout, the sources. Each call of `onEdit` names what changed since the call before.
 *
 * @param configFiles returns the files that decide the config; an edit may change this list
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

  // We watch the folders of these files, because a file may appear later, or an editor may replace it by a new file of
  // the same name. In the folders we ignore all other files.
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
  // Finds edits from before the watchers were ready.
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
  // If a place cannot be watched, we do not hear of its changes, but we read it again whenever another place changes.
  watcher.on('error', () => {});
  return new Promise((resolve) => watcher.once('ready', resolve));
}
