import { isCodeError } from '../code/code-errors.js';
import { type CallSite, endStackAt } from '../values/called-from.js';
import { hideFields } from '../values/hidden-fields.js';
import type { Failure } from './event.js';

/**
 * A value that was asked for could not be computed. Its stack leads to the place in the task that threw, and to the call of `compute`.
 * @public
 */
export class StageError extends Error {
  override readonly name = 'StageError';
  /** The name of the stage whose value was asked for. */
  declare readonly wanted: string;
  /** The name of the stage that failed: the same, or one that it depends on. */
  declare readonly stage: string;
  /** How it failed: its kind and message, and the place in the sources where that is known. */
  declare readonly failure: Failure;

  constructor(wanted: string, stage: string, failure: Failure) {
    const failed = `the stage '${stage}' failed (${failure.kind}): ${failure.message}`;
    super(wanted === stage ? failed : `the stage '${wanted}' has no value, because ${failed}`);
    hideFields(this, { wanted, stage, failure });
  }
}

/**
 * An error of ours as the caller of `compute` should see it: with the place of the call in the place of our own functions, and with the
 * stack of the task. Any other error stays as it is.
 */
export function errorAt(site: CallSite, error: unknown): unknown {
  if (error instanceof StageError) endStackAt(error, site, error.failure.stack);
  else if (isCodeError(error)) endStackAt(error, site);
  return error;
}
