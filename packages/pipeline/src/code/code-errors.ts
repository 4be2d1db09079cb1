import type { TaskAddress } from '../graph/task.js';

/** The code of a task depends on more than its inputs and parameters. The message names what it uses. @public */
export class ImpureTaskError extends Error {
  override readonly name = 'ImpureTaskError';

  constructor(
    message: string,
    readonly address: TaskAddress,
    /** The globals and modules that the code uses, such as `Date` and `node:fs`. */
    readonly uses: readonly string[],
  ) {
    super(message);
  }
}

/** The code of a task cannot be bundled: its file is missing or has a mistake, or a package it imports is not there. @public */
export class BundleError extends Error {
  override readonly name = 'BundleError';

  constructor(
    message: string,
    readonly address: TaskAddress,
    /** The path of the file that was to be bundled, or the module that the address names. */
    readonly file: string,
  ) {
    super(message);
  }
}

/** The code of a task was not built. @public */
export class CodeMissingError extends Error {
  override readonly name: string = 'CodeMissingError';
}

/** The code of a task was built from sources that have changed since. @public */
export class CodeStaleError extends CodeMissingError {
  override readonly name = 'CodeStaleError';

  constructor(
    message: string,
    /** Paths of the sources. */
    readonly sources: readonly string[],
  ) {
    super(message);
  }
}
