/** Raised when tables or rows change in a way that an older program would misread; every kind of database records it. */
export const formatVersion = 1;

/** Why a database cannot be used; its message says what to do. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Whether that is why; by its name, because a bundled program has a class of its own. */
export function isUnavailable(error: unknown): error is StoreUnavailable {
  return error instanceof Error && error.name === 'StoreUnavailable';
}

/** Says that a database was made by a newer program. */
export function newerFormat(location: string): StoreUnavailable {
  return new StoreUnavailable(
    `the cache ${location} was written by a newer version: it is left as it is; update, or choose another with --cache`,
  );
}

/** Says why a database cannot be used; what says so already is passed on. */
export function unavailable(location: string, error: unknown): StoreUnavailable {
  if (isUnavailable(error)) return error;
  return new StoreUnavailable(`the cache ${location} cannot be used: ${(error as Error).message}`);
}
