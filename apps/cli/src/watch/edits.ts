import { statSync } from 'node:fs';
import { type FSWatcher, watch as watchPaths } from 'chokidar';
import { changedFiles, type FileDigests, fileDigests } from './file-digests.js';
import { isSource, sourceFiles, sourcePlaces } from './source-files.js';
import { writingsOf } from './writings.js';

/** Files whose content changed. */
export interface Edit {
  /** Files that decide the config. */
  readonly config: readonly string[];
  readonly sources: readonly string[];
}

/** We wait for so many milliseconds without an event, because an editor may write in several steps. */
const quiet = 50;

/** Milliseconds from one look at the files that decide the config to the next. */
const pollInterval = 100;

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
  const places = () => (checkout === undefined ? [] : sourcePlaces(checkout));
  let awaited: readonly string[];
  let writings: string;
  let config: FileDigests;
  let sources: FileDigests;
  let settling: NodeJS.Timeout | undefined;
  let isDisposed = false;

  const readConfig = (): FileDigests => {
    awaited = configFiles();
    writings = writingsOf(awaited);
    return fileDigests(awaited);
  };
  const readSources = () => fileDigests(sourceFiles(places()));
  const compare = () => {
    const now = { config: readConfig(), sources: readSources() };
    const edit = {
      config: changedFiles(config, now.config),
      sources: changedFiles(sources, now.sources),
    };
    ({ config, sources } = now);
    if (edit.config.length > 0 || edit.sources.length > 0) onEdit(edit);
  };
  const settle = () => {
    clearTimeout(settling);
    if (!isDisposed) settling = setTimeout(compare, quiet);
  };

  config = readConfig();
  sources = readSources();
  let watched: string | undefined = identities(places());
  const watchPlaces = () =>
    watchSources(places(), {
      onEvent: settle,
      onLostPlace() {
        watched = undefined;
      },
    });
  let watcher = watchPlaces();
  // Most of the files that decide the config do not exist, and neither may their folders. A watcher of folders hears
  // nothing of a folder that appears, or that is moved away and back. So we look at these few files again and again, and
  // at the places of the sources too.
  const polling = setInterval(() => {
    if (writingsOf(awaited) !== writings) {
      writings = writingsOf(awaited);
      settle();
    }
    if (identities(places()) === watched) return;
    watched = identities(places());
    watcher = watcher.then(async (previous) => {
      await previous?.close();
      return isDisposed ? undefined : watchPlaces();
    });
    void watcher.then(settle);
  }, pollInterval);
  await watcher;
  // Finds edits from before the watcher was ready.
  settle();
  return {
    async [Symbol.asyncDispose]() {
      isDisposed = true;
      clearInterval(polling);
      clearTimeout(settling);
      await (await watcher)?.close();
    },
  };
}

/** What a watcher of sources tells. */
interface SourceEvents {
  onEvent(): void;
  /** A place is gone. The watcher hears nothing more of it, even if it is back already. */
  onLostPlace(): void;
}

/** Watches the sources in these places. Resolves when it hears of every event. */
async function watchSources(
  places: readonly string[],
  { onEvent, onLostPlace }: SourceEvents,
): Promise<FSWatcher | undefined> {
  // A watcher without any path never gets ready.
  if (places.length === 0) return undefined;
  const watcher = watchPaths([...places], {
    ignoreInitial: true,
    ignorePermissionErrors: true,
    ignored: (path) => !isSource(path),
  });
  watcher.on('all', (event, path) => {
    if (event.startsWith('unlink') && places.includes(path)) onLostPlace();
    onEvent();
  });
  // If a place cannot be watched, we do not hear of its changes, but we read it again whenever another place changes.
  watcher.on('error', () => {});
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return watcher;
}

/** A text that changes when one of these files or folders goes, comes or is replaced by another. */
function identities(places: readonly string[]): string {
  return places
    .map((place) => {
      const found = statSync(place, { throwIfNoEntry: false });
      return `${place}\n${found?.dev} ${found?.ino}`;
    })
    .join('\n');
}
