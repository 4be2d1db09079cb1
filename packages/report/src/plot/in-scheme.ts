/** The colour scheme that a figure is drawn for. */
export type Scheme = 'light' | 'dark';

const colour = String.raw`\s*([^,()]+|[\w-]+\([^()]*\))\s*`;
const pair = new RegExp(`^light-dark\\(${colour},${colour}\\)$`);

/** A deep copy in which every `light-dark(a, b)` has become the colour for this scheme. Typed arrays stay as they are. */
export function inScheme<T>(value: T, scheme: Scheme): T {
  if (typeof value === 'string') {
    const match = pair.exec(value);
    return (match ? match[scheme === 'light' ? 1 : 2] : value) as T;
  }
  if (Array.isArray(value)) return value.map((element) => inScheme<unknown>(element, scheme)) as T;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, inScheme<unknown>(member, scheme)]),
  ) as T;
}
