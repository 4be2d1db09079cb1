/** The name of a figure by its id: `Figure 5`, `Figure A`, `Claims`; undefined for an id of another form. */
export function figureName(id: string): string | undefined {
  const name = /^figure-(\d+|[a-z]+)$/.exec(id)?.[1];
  if (name === undefined) return undefined;
  return /^(\d+|.)$/.test(name)
    ? `Figure ${name.toUpperCase()}`
    : `${name[0]!.toUpperCase()}${name.slice(1)}`;
}
