import {
  BundleError,
  CodeMissingError,
  ImpureTaskError,
} from '@superposition/pipeline/internal/code/code-errors';
import { PipelineMistake } from '@superposition/pipeline/internal/graph/pipeline-mistake';

/** A mistake of the user, or trouble with the machine. The program prints it in plain lines, without a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** @param exitCode 2 for a mistake in the command line or the config, 1 for a failure after that */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 2,
  ) {
    super(message);
  }
}

/**
 * The error as a user is told it. A mistake in the code of the pipeline counts as one of the user, because people add
 * analyses and figures of their own. Undefined for any other error, which is a bug.
 */
export function asUserError(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  const isMistake = mistakes.some((kind) => error instanceof kind);
  return isMistake ? new UserError((error as Error).message) : undefined;
}

const mistakes = [PipelineMistake, CodeMissingError, ImpureTaskError, BundleError];
