/** A file of weights that cannot be used: the message says what is wrong, where, and what to do. */
export class WeightFileError extends Error {
  override readonly name = 'WeightFileError';
}

/** A name out of a file as a message can show it: quoted, and never long. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 37)}...` : name);
}
