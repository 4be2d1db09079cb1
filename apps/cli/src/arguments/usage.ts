import { UserError } from '../user-error.js';

/** Throws the error for a mistake in the command line. */
export function refuse(message: string): never {
  throw usage(message);
}

/** The error for a mistake in the command line. */
export function usage(message: string): UserError {
  return new UserError(`${message}\nsee 'superposition --help'`);
}
