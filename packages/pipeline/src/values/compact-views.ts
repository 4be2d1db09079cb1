import { types } from 'node:util';
import { isPlain } from './refuse-instances.js';

/**
 * A structured clone of a typed array takes the whole buffer with it, however small a part the array shows. This makes a value in
 * which each view has a buffer of its own size. It copies only where there is such a view.
 *
 * @param value without instances of classes, see `refuseInstances`
 */
export function compactViews(value: unknown): unknown {
  return hasLooseView(value) ? copied(value, new Map()) : value;
}

function hasLooseView(value: unknown): boolean {
  const seen = new Set<unknown>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    if (isLoose(part)) return true;
    seen.add(part);
    if (types.isMap(part)) for (const entry of part) waiting.push(entry[0], entry[1]);
    else if (types.isSet(part)) for (const member of part) waiting.push(member);
    else if (Array.isArray(part)) {
      for (let index = 0; index < part.length; index++)
        if (typeof part[index] === 'object') waiting.push(part[index]);
    } else if (isPlain(part)) for (const member of Object.values(part)) waiting.push(member);
  }
  return false;
}

/** Memory that several threads share stays shared. */
function isLoose(value: object): value is ArrayBufferView<ArrayBuffer> {
  return (
    ArrayBuffer.isView(value) &&
    types.isArrayBuffer(value.buffer) &&
    value.buffer.byteLength > value.byteLength
  );
}

function copied(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const keep = <T>(copy: T): T => {
    copies.set(value, copy);
    return copy;
  };
  if (isLoose(value)) return keep(compact(value));
  if (types.isMap(value)) {
    const copy = keep(new Map<unknown, unknown>());
    for (const [key, member] of value) copy.set(copied(key, copies), copied(member, copies));
    return copy;
  }
  if (types.isSet(value)) {
    const copy = keep(new Set<unknown>());
    for (const member of value) copy.add(copied(member, copies));
    return copy;
  }
  if (!Array.isArray(value) && !isPlain(value)) return value;
  const copy = keep(
    Array.isArray(value)
      ? Array.from<unknown>({ length: value.length })
      : (Object.create(Object.getPrototypeOf(value) as object | null) as object),
  );
  // Not by assignment: a member may be called `__proto__`.
  for (const [key, member] of Object.entries(value))
    Object.defineProperty(copy, key, {
      value: copied(member, copies),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  return copy;
}

function compact(view: ArrayBufferView<ArrayBuffer>): unknown {
  const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  return new (view.constructor as new (bytes: ArrayBuffer) => ArrayBufferView)(bytes);
}
