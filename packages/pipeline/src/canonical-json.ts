/** Anything JSON can say; the parameters of a stage are of this type. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON text that is the same for equal values: object keys sorted by UTF-16 code unit, no white space,
 * members that are `undefined` left out.
 *
 * @throws TypeError naming the path of anything JSON cannot say exactly: NaN, infinities, −0, functions,
 *   symbols, bigints, class instances, cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', new Set());
}

function write(value: unknown, path: string, ancestors: Set<object>): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value) || Object.is(value, -0))
        throw notJson(path, Object.is(value, -0) ? '-0' : value);
      return String(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, path, ancestors);
    default:
      throw notJson(path, typeof value);
  }
}

function writeObject(value: object, path: string, ancestors: Set<object>): string {
  if (ancestors.has(value)) throw notJson(path, 'a cycle');
  ancestors.add(value);
  let text: string;
  if (Array.isArray(value)) {
    text = `[${value.map((element, index) => write(element, `${path}[${index}]`, ancestors)).join(',')}]`;
  } else {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      throw notJson(path, `an instance of ${value.constructor.name}`);
    }
    const members: string[] = [];
    // `sort` without a comparator orders strings by code unit, whatever the locale.
    for (const key of Object.keys(value).sort()) {
      const member = (value as Record<string, unknown>)[key];
      if (member === undefined) continue;
      members.push(`${JSON.stringify(key)}:${write(member, `${path}.${key}`, ancestors)}`);
    }
    text = `{${members.join(',')}}`;
  }
  ancestors.delete(value);
  return text;
}

function notJson(path: string, what: unknown): TypeError {
  return new TypeError(`${path} is ${String(what)}, which plain JSON cannot say: pass plain values only`);
}
