import { resolve } from 'node:path';
import { BadTransfer, exportStore, importStore } from '@superposition/pipeline/transfer';
import { describeReadError } from '../../config/read-error.js';
import { claimOutput } from '../../output/output-file.js';
import { UserError } from '../../user-error.js';
import { readLines } from './read-lines.js';
import type { CacheRequest } from './request.js';

/**
 * `cache export FILE`: writes every result, with its artifact, into one file.
 *
 * @throws UserError when the cache holds nothing: the name of the cache may be mistyped, and the file may be an earlier
 *   export
 */
export async function exportCache({ store, words, folder, options, print }: CacheRequest): Promise<0> {
  const output = await claimOutput('the export', resolve(folder, words[0]!));
  const { path } = output;
  let results = 0;
  const lines = async function* () {
    for await (const line of exportStore(store)) {
      if (line.startsWith('result', 65)) results++;
      yield `${line}\n`;
    }
    if (results === 0)
      throw new UserError(`the cache ${store.location} holds no results, so nothing is exported`);
  };
  await output.write(lines());
  print(options.json ? `${JSON.stringify({ path, results })}\n` : `exported ${results} results to ${path}\n`);
  return 0;
}

/**
 * `cache import FILE`: adds the results of an exported file. Where the cache has a result already, it keeps its own.
 */
export async function importCache({ store, words, folder, options, print }: CacheRequest): Promise<0> {
  const path = resolve(folder, words[0]!);
  try {
    const taken = await importStore(store, () => readLines(path), Date.now());
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
    const isFileAtFault =
      error instanceof BadTransfer ||
      error instanceof RangeError ||
      error instanceof TypeError ||
      (error as NodeJS.ErrnoException).syscall !== undefined;
    if (!isFileAtFault) throw error;
    throw new UserError(`nothing was imported from ${path}: ${describeReadError(error)}`);
  }
}
