/** We increase it when an older program would misread the tables or rows of a newer one. Every database records it. */
export const formatVersion = 1;

/** A database cannot be used. The message gives the reason. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/**
 * Whether an error is a `StoreUnavailable`. We compare names, because a bundled program may contain this class twice.
 */
export function isUnavailable(error: unknown): error is StoreUnavailable {
  return error instanceof Error && error.name === 'StoreUnavailable';
}

/** The error for a database of a newer program. */
export function newerFormat(location: string): StoreUnavailable {
  return new StoreUnavailable(
    `the cache ${location} was written by a newer version, and we did not change it: update this program, or choose another cache with --cache`,
  );
}

/** Wraps an error in a `StoreUnavailable`, unless it is one already. */
export function unavailable(location: string, error: unknown): StoreUnavailable {
  if (isUnavailable(error)) return error;
  return new StoreUnavailable(`the cache ${location} cannot be used: ${(error as Error).message}`, {
    cause: error,
  });
}
