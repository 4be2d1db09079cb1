/** A file of weights cannot be used. The message says what is wrong, where, and what to do. */
export class WeightFileError extends Error {
  override readonly name = 'WeightFileError';
}

/** A name from a file as a message can show it: quoted, and cut if it is long. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 37)}...` : name);
}
