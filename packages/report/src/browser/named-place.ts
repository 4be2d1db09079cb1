/** The id that the address names, and '' where it names none. An address may end with anything that a reader types. */
export function namedPlace(): string {
  const name = location.hash.slice(1);
  return isThere(name) ? decoded(name) : decoded(name.split('?')[0]!);
}

/** What a fragment has behind a place and a question mark. */
export function queryOf(fragment: string): string {
  const name = fragment.slice(1);
  return isThere(name) ? '' : name.split('?').slice(1).join('?');
}

/** Ids of stages may have any characters. */
function isThere(name: string): boolean {
  return document.getElementById(decoded(name)) !== null;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
