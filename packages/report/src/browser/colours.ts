export type Scheme = 'light' | 'dark';

const pair = /^light-dark\((#\w+|rgba?\([^)]*\)), (#\w+|rgba?\([^)]*\))\)$/;

/** A deep copy in which every `light-dark(a, b)` has become the colour for this scheme. */
export function inScheme<T>(value: T, scheme: Scheme): T {
  if (typeof value === 'string') {
    const match = pair.exec(value);
    return (match ? match[scheme === 'light' ? 1 : 2] : value) as T;
  }
  if (Array.isArray(value)) return value.map((element) => inScheme(element, scheme)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, inScheme(member, scheme)]),
  ) as T;
}
