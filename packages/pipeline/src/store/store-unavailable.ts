import { hideFields } from '../values/hidden-fields.js';

/** We increase it when an older program would misread the tables or rows of a newer one. Every database records it. */
export const formatVersion = 1;

/** A database cannot be used. The message gives the reason. @public */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** The place of the store, without user and password. */
  declare readonly location: string;

  constructor(message: string, { location, cause }: { readonly location: string; readonly cause?: unknown }) {
    super(message);
    causes.set(this, cause);
    hideFields(this, { location });
  }

  /** What the database or its client threw. Node 22 and later do not print it once more below the message, which says it. */
  override get cause(): unknown {
    return causes.get(this);
  }
}

const causes = new WeakMap<StoreError, unknown>();

export { StoreError as StoreUnavailable };

/**
 * Whether an error is a `StoreError`. We compare names, because a bundled program may contain this class twice.
 */
export function isUnavailable(error: unknown): error is StoreError {
  return error instanceof Error && error.name === 'StoreError';
}

/** The error for a database of a newer program. */
export function newerFormat(location: string): StoreError {
  return new StoreError(
    `the cache ${location} was written by a newer version, and we did not change it: update this program, or choose another cache`,
    { location },
  );
}

/** Wraps an error in a `StoreError`, unless it is one already. */
export function unavailable(location: string, error: unknown): StoreError {
  if (isUnavailable(error)) return error;
  return new StoreError(`the cache ${location} cannot be used: ${(error as Error).message}`, {
    location,
    cause: error,
  });
}
