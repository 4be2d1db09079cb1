import type { Failure } from './event.js';

/** A value that was asked for could not be computed. @public */
export class StageError extends Error {
  override readonly name = 'StageError';

  constructor(
    /** The name of the stage whose value was asked for. */
    readonly wanted: string,
    /** The name of the stage that failed: the same, or one that it depends on. */
    readonly stage: string,
    /** How it failed: its kind and message, and the place in the sources where that is known. */
    readonly failure: Failure,
  ) {
    const failed = `the stage '${stage}' failed (${failure.kind}): ${failure.message}`;
    super(wanted === stage ? failed : `the stage '${wanted}' has no value, because ${failed}`);
  }
}
