/** The id that the address names, and '' where it names none. An address may end with anything that a reader types. */
export function namedPlace(): string {
  const name = location.hash.slice(1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
