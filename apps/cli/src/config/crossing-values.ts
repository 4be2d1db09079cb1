/** The deepest level that crosses. No setting lies deeper. */
const deepest = 20;

/**
 * Prepares plain values for the way out of the thread: what cannot be sent, such as a function, becomes a record with the
 * token as its only name and a text as its value. The receiver wants to show what was there, not to call it.
 *
 * @param token a name that no config contains
 */
export function outgoing(value: unknown, token: string): unknown {
  return mapped(value, (one) =>
    typeof one === 'function' || typeof one === 'symbol' ? { [token]: String(one) } : one,
  );
}

/** The values that were sent. In the place of a function or a symbol stands a function with the same text. */
export function incoming(value: unknown, token: string): unknown {
  return mapped(value, (one) => {
    if (typeof one !== 'object' || one === null || !Object.hasOwn(one, token)) return one;
    const text = (one as Readonly<Record<string, string>>)[token]!;
    return Object.assign(() => {}, { toString: () => text });
  });
}

/** Copies plain values, objects that contain themselves too. Cuts them off where no setting lies. */
function mapped(input: unknown, change: (value: unknown) => unknown): unknown {
  const copies = new Map<object, unknown>();
  const copy = (given: unknown, depth: number): unknown => {
    const value = change(given);
    if (value !== given || typeof value !== 'object' || value === null) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    if (depth > deepest) return {};
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      copies.set(value, list);
      for (const element of value) list.push(copy(element, depth + 1));
      return list;
    }
    const plain = {};
    copies.set(value, plain);
    for (const [key, element] of Object.entries(value)) {
      // An assignment to the name '__proto__' would change the prototype instead of adding a property.
      Object.defineProperty(plain, key, {
        value: copy(element, depth + 1),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return plain;
  };
  return copy(input, 0);
}
