import { relative } from 'node:path';
import type { Options } from '../arguments/command-line.js';
import { describeSearch } from '../config/find-config.js';
import { awaitedConfig } from './awaited-config.js';
import { build } from './build.js';
import type { EditQueue } from './edit-queue.js';
import type { WatchEvent } from './message.js';
import { retryWhileWritten } from './retry-while-written.js';
import { type SessionProcess, startSession } from './session-process.js';
import { sourceFiles, sourcePlaces } from './source-files.js';

/** What the supervision works with. */
interface Supervision {
  readonly edits: EditQueue;
  /** Undefined where there are no sources to build. */
  readonly checkout: string | undefined;
  readonly options: Options;
  /** The user's current folder. */
  readonly folder: string;
  readonly interrupted: AbortSignal;
  readonly tell: (event: WatchEvent) => void;
}

/**
 * Acts on one edit after another until the user interrupts. When it returns, no session and no build is running.
 *
 *     edit of the config ──────────────────────────────────────► the session runs a new revision, dropping the old one
 *     edit of sources ──► session ended ──► build ──► built ───► a new session, a new revision
 *                                            │ ▲
 *                                            ▼ └── edit of sources, or a failure over a file that was being written
 *                                       failed or cancelled: no session runs, as its code would not match the sources
 *
 * While the config of the last revision is missing, there is no revision.
 */
export async function supervise(supervision: Supervision): Promise<void> {
  const { edits, checkout, options, folder, interrupted, tell } = supervision;
  if (interrupted.aborted) edits.close();
  else interrupted.addEventListener('abort', edits.close, { once: true });
  let session: SessionProcess | undefined;
  let isBuilt = true;
  let revision = 0;
  let missed: readonly string[] = [];
  const seek = awaitedConfig(folder, options.config);
  let isWaiting = false;
  let search: string | undefined;

  for (let edit = await edits.next(); edit !== undefined; edit = await edits.next()) {
    const sources = edit.sources.map((file) => relative(checkout!, file));
    const config = edit.config.map((file) => relative(folder, file));
    if (sources.length > 0) {
      await session?.end();
      session = undefined;
      tell({ type: 'building', changed: sources });
      const started = performance.now();
      const { sourcesEdited } = edits;
      const outcome = await retryWhileWritten(() => build(checkout!, sourcesEdited), {
        isFailure: ({ kind }) => kind === 'failed',
        files: () => sourceFiles(sourcePlaces(checkout!)),
        cancelled: sourcesEdited,
      });
      isBuilt = outcome.kind === 'built';
      if (outcome.kind === 'built') tell({ type: 'rebuilt', duration: performance.now() - started });
      if (outcome.kind === 'failed' && !sourcesEdited.aborted)
        tell({ type: 'build failed', message: outcome.message });
    }
    missed = [...new Set([...missed, ...sources, ...config])];
    if (!isBuilt) continue;
    const sought = seek(edit.config);
    if (sought.kind === 'missing') {
      session?.rest();
      const message = `the config ${sought.file} is missing: waiting until it is back`;
      if (!isWaiting) tell({ type: 'config missing', file: sought.file, message });
      isWaiting = true;
      continue;
    }
    isWaiting = false;
    const nowSearch = describeSearch(folder, options.config);
    if (nowSearch !== undefined && nowSearch !== search) tell({ type: 'search', message: nowSearch });
    search = nowSearch;
    session ??= startSession(tell, (how) => {
      session = undefined;
      const message = `the process that makes the report has ended (${how}); the next edit starts a new one`;
      tell({ type: 'session lost', message });
    });
    revision++;
    tell({ type: 'revision', revision, changed: missed });
    missed = [];
    // The session looks for no other config if this one goes away meanwhile.
    const asked: Options = sought.file === undefined ? options : { ...options, config: sought.file };
    session.revise({ revision, folder, options: revision === 1 ? asked : later(asked) });
  }
  await session?.end();
}

/** `--force` and `--cache-mode refresh` hold for the first revision only. */
function later(options: Options): Options {
  return { ...options, force: [], cacheMode: options.cacheMode === 'refresh' ? 'use' : options.cacheMode };
}
