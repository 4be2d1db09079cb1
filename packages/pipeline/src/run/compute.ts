import { callSite } from '../values/called-from.js';
import { needNoMore } from '../values/need.js';
import { needComputeOptions, type Requested, readRequest, type ValuesOf } from './requested.js';
import {
  needRunnerOptions,
  oneOfEach,
  openRunner,
  type RunnerComputeOptions,
  type RunnerOptions,
} from './runner.js';
import { errorAt } from './stage-error.js';

/** Options of `compute`. */
export interface ComputeAloneOptions extends RunnerOptions, RunnerComputeOptions {}

/**
 * The value of a stage, or the values of several: of a list as a list, of an object as an object. It opens a runner, runs what is not
 * in the cache, in worker threads, and closes it. For many computations, `openRunner` opens the cache once.
 *
 * @throws StageError when one of them has no value, after the other stages have finished
 * @throws BundleError, ImpureTaskError, CodeMissingError when a task has no code that could run
 * @throws the signal's reason when it is aborted, after all work has ended
 * @throws TypeError, RangeError when the call is wrong @public
 */
export async function compute<const R extends Requested>(
  requested: R,
  options?: ComputeAloneOptions,
): Promise<ValuesOf<R>>;
export async function compute<const R extends Requested>(
  requested: R,
  options: ComputeAloneOptions = {},
  ...more: readonly unknown[]
): Promise<ValuesOf<R>> {
  needNoMore('compute', more, oneOfEach);
  needRunnerOptions('compute', options, ['signal', 'onEvent', 'force', 'cacheMode']);
  const { cache, jobs, code, warn, ...asked } = options;
  needComputeOptions('compute', asked, ['signal', 'onEvent']);
  // Before the cache is opened: a wrong call must not make a folder.
  readRequest('compute', requested);
  asked.signal?.throwIfAborted();
  const site = callSite(compute);
  const runner = await openRunner({
    ...(cache !== undefined && { cache }),
    ...(jobs !== undefined && { jobs }),
    ...(code !== undefined && { code }),
    ...(warn !== undefined && { warn }),
  });
  try {
    return await runner.compute(requested, asked);
  } catch (error) {
    throw errorAt(site, error);
  } finally {
    await runner.close();
  }
}
