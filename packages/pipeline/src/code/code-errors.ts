import type { TaskAddress } from '../graph/task.js';
import { hideFields } from '../values/hidden-fields.js';

/** Where in the sources a task uses what it must not use. */
export interface ImpurePlace {
  /** One of `uses`. */
  readonly use: string;
  /** Relative to the workspace or package, or, for an installed package, from `node_modules/` on. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** The lines of the source around the place. */
  readonly frame?: string;
}

/** The code of a task depends on more than its inputs and parameters. The message names what it uses. @public */
export class ImpureTaskError extends Error {
  override readonly name = 'ImpureTaskError';
  declare readonly address: TaskAddress;
  /** The globals and modules that the code uses, such as `Date` and `node:fs`. */
  declare readonly uses: readonly string[];
  /** The first place of each of them, where it is known. */
  declare readonly places: readonly ImpurePlace[];

  constructor(
    message: string,
    address: TaskAddress,
    uses: readonly string[],
    places: readonly ImpurePlace[] = [],
  ) {
    super(message);
    hideFields(this, { address, uses, places });
  }
}

/** The code of a task cannot be bundled: its file is missing or has a mistake, or a package it imports is not there. @public */
export class BundleError extends Error {
  override readonly name = 'BundleError';
  declare readonly address: TaskAddress;
  /** The path of the file that was to be bundled, or the module that the address names. */
  declare readonly file: string;

  constructor(message: string, address: TaskAddress, file: string) {
    super(message);
    hideFields(this, { address, file });
  }
}

/** The code of a task was not built. @public */
export class CodeMissingError extends Error {
  override readonly name: string = 'CodeMissingError';
}

/** The code of a task was built from sources that have changed since. @public */
export class CodeStaleError extends CodeMissingError {
  override readonly name = 'CodeStaleError';
  /** Paths of the sources. */
  declare readonly sources: readonly string[];

  constructor(message: string, sources: readonly string[]) {
    super(message);
    hideFields(this, { sources });
  }
}

/** Whether an error says that the code of a task cannot be had. */
export function isCodeError(error: unknown): error is ImpureTaskError | BundleError | CodeMissingError {
  return (
    error instanceof ImpureTaskError || error instanceof BundleError || error instanceof CodeMissingError
  );
}
