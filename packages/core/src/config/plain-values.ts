/** Deeper than any setting lies: what is nested further is wrong anyway, and is left as it is. */
const deepest = 20;

/**
 * The same values in plain objects and lists, with what getters give now, so that nothing of their maker's runs later.
 *
 * @throws TypeError naming the path of an instance of a class; whatever a getter throws
 */
export function plainValues(input: unknown): unknown {
  // Each object is copied once, so that one that contains itself does so still.
  const copies = new Map<object, unknown>();
  const copy = (value: unknown, path: readonly string[]): unknown => {
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
      // An assignment would take the name '__proto__' for more than a name.
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
