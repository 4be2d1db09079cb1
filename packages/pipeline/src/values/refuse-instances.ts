import { types } from 'node:util';

/**
 * Checks that a value keeps its meaning when it passes to another thread. An instance of a class would lose its class there.
 *
 * @throws TypeError naming the path of the first instance of a class
 */
export function refuseInstances(value: unknown): void {
  const seen = new Set<object>();
  const waiting: [path: string, value: unknown][] = [['$', value]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [path, part] = next;
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    if (types.isMap(part)) {
      for (const [key, member] of part) waiting.push([`${path}.key`, key], [`${path}.value`, member]);
    } else if (types.isSet(part)) {
      for (const member of part) waiting.push([`${path}.value`, member]);
    } else if (Array.isArray(part)) {
      for (const [index, element] of part.entries())
        if (typeof element === 'object') waiting.push([`${path}[${index}]`, element]);
    } else if (isPlain(part)) {
      for (const [key, member] of Object.entries(part)) waiting.push([`${path}.${key}`, member]);
    } else if (!isClonedWhole(part)) {
      const { name = '' } = (part.constructor ?? {}) as { readonly name?: string };
      throw new TypeError(
        `${path} is an instance of ${name || 'an unnamed class'}, which would lose its class: return plain values, typed arrays, maps or sets`,
      );
    }
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a structured clone has the same class. */
function isClonedWhole(value: object): boolean {
  return (
    ArrayBuffer.isView(value) ||
    types.isAnyArrayBuffer(value) ||
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isNativeError(value) ||
    types.isBoxedPrimitive(value)
  );
}
