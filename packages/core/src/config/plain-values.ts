/** No setting lies deeper than this. Values that are nested deeper are wrong anyway, so we leave them as they are. */
const deepest = 20;

/**
 * Copies values into plain objects and lists. Each getter is read once, here, so that no code of the input runs later.
 *
 * @throws TypeError that names the path of an instance of a class; also whatever a getter throws
 */
export function plainValues(input: unknown): unknown {
  // Each object is copied once. So the copy of an object that contains itself also contains itself.
  const copies = new Map<object, unknown>();
  const copy = (value: unknown, path: readonly string[]): unknown => {
    // −0 too becomes 0. No setting distinguishes them, and the recipe of a stage cannot hold −0.
    if (value === 0) return 0;
    if (typeof value !== 'object' || value === null || path.length > deepest) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      copies.set(value, list);
      for (const [index, element] of value.entries()) list.push(copy(element, [...path, String(index)]));
      return list;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      throw new TypeError(`${path.join('.') || 'it'} is an instance of a class, where plain values belong`);
    const plain: Record<string, unknown> = {};
    copies.set(value, plain);
    for (const [key, element] of Object.entries(value)) {
      // An assignment to the name '__proto__' would change the prototype instead of adding a property.
      Object.defineProperty(plain, key, {
        value: copy(element, [...path, key]),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return plain;
  };
  return copy(input, []);
}
