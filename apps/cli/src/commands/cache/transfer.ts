import { resolve } from 'node:path';
import { exportStore, importStore, TransferError } from '@superposition/pipeline/internal/upkeep/transfer';
import { describeReadError } from '../../config/read-error.js';
import { claimOutput } from '../../output/output-file.js';
import { pipeOutput } from '../../output/output-pipe.js';
import { UserError } from '../../user-error.js';
import { usedFiles } from '../../workbench/used-files.js';
import { openInput } from './input.js';
import type { CacheRequest } from './request.js';

/**
 * `cache export FILE`: writes every result, with its artifact, into one file or pipe.
 *
 * @throws UserError when the cache holds nothing: the name of the cache may be mistyped, and the file may be an earlier
 *   export
 */
export async function exportCache(request: CacheRequest): Promise<0> {
  const { store, words, folder, options, print, remark } = request;
  const place = resolve(folder, words[0]!);
  const pipe = await pipeOutput('the export', place);
  const output = pipe ?? (await claimOutput('the export', place, usedFiles(options, folder)));
  const { path } = output;
  let results = 0;
  const chunks = async function* () {
    results = yield* exportStore(store);
    if (results === 0)
      throw new UserError(`the cache ${store.location} holds no results, so nothing is exported`);
  };
  await output.write(chunks());
  const text = options.json
    ? `${JSON.stringify({ path, results })}\n`
    : `exported ${results} results to ${path}\n`;
  // The pipe may be stdout.
  if (pipe === undefined) print(text);
  else remark(text);
  return 0;
}

/**
 * `cache import FILE`: adds the results of an exported file, or of an export that comes through a pipe. Where the cache has a
 * result already, it keeps its own.
 */
export async function importCache({ store, words, folder, options, print }: CacheRequest): Promise<0> {
  const path = resolve(folder, words[0]!);
  let readings = 0;
  try {
    await using input = await openInput(path);
    const open = () => {
      readings++;
      return input.read();
    };
    const taken = await importStore(store, open, Date.now());
    const { results, artifacts, conflicts } = taken;
    const kept =
      conflicts.length === 0
        ? ''
        : `; ${conflicts.length} differ from results in the cache, which are kept: ${conflicts.slice(0, 3).join(', ')}`;
    print(
      options.json
        ? `${JSON.stringify(taken, null, 2)}\n`
        : `imported ${results} results and ${artifacts} artifacts from ${path}${kept}\n`,
    );
    return 0;
  } catch (error) {
    if (!isInputAtFault(error)) throw error;
    const why = describeReadError(error);
    // The first reading only checks.
    if (readings < 2) throw new UserError(`nothing was imported from ${path}: ${why}`);
    throw new UserError(
      `not everything was imported from ${path}, which changed or failed after it was checked: ${why}`,
      1,
    );
  }
}

function isInputAtFault(error: unknown): boolean {
  return error instanceof TransferError || (error as NodeJS.ErrnoException).syscall !== undefined;
}
