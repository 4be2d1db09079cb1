/**
 * Gives an error fields that one can read, but that Node does not print below the error when nobody catches it: the message says
 * what they say, and a graph or the lines of a source would bury it.
 */
export function hideFields(error: Error, fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(error, name, { value, enumerable: false, writable: true, configurable: true });
}
