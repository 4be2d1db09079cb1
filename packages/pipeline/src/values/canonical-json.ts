import { lostProperty, type Refusal, RefusedValue, refusalOf } from './refused-value.js';

/** A JSON value. The parameters of a stage are of this type. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a codec writes or asks beyond JSON. */
export interface JsonDialect {
  /** The only key of the objects that stand for what JSON lacks. */
  readonly reservedKey?: string;
  /** How the numbers that JSON lacks are written. */
  number?(value: number): string;
  /** How an object that is neither plain nor an array is written; undefined for one that has no such form. */
  object?(value: object): string | undefined;
  /** A member of an array besides its elements whose key is a text. Without this, such members are left out. */
  besides?(array: object, length: number): string | undefined;
}

/**
 * JSON text that is the same for equal values. Object keys are sorted by UTF-16 code unit. There is no white space, and
 * members that are `undefined` are left out.
 *
 * @param dialect writes what JSON lacks
 * @throws TypeError naming the path of anything that JSON cannot represent exactly, and what to give in its place: functions,
 *   symbols, bigints, class instances, gaps in arrays, cycles; NaN, infinities and −0, or the reserved key, by the dialect.
 */
export function canonicalJson(value: unknown, dialect?: JsonDialect): string {
  try {
    return write(value, dialect);
  } catch (error) {
    // The error is a stack overflow (for a cycle) or names no path. Only now do we search for the path.
    throw unsayable(value, dialect, '$', new Set()) ?? error;
  }
}

function write(value: unknown, dialect: JsonDialect | undefined): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (isJsonNumber(value)) return String(value);
      if (dialect?.number !== undefined) return dialect.number(value);
      break;
    case 'object': {
      if (value === null) return 'null';
      if (isPlainArray(value)) return writeArray(value, dialect);
      if (isPlain(value)) return writeMembers(value, dialect);
      const written = dialect?.object?.(value);
      if (written !== undefined) return written;
    }
  }
  throw new RefusedValue('plain JSON cannot say this');
}

function writeArray(values: readonly unknown[], dialect: JsonDialect | undefined): string {
  if (dialect?.besides?.(values, values.length) !== undefined) throw new RefusedValue('a further property');
  let text = '[';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    text += write(values[index], dialect);
  }
  return `${text}]`;
}

function writeMembers(value: Record<string, unknown>, dialect: JsonDialect | undefined): string {
  let text = '{';
  // `sort` without a comparator orders strings by code unit in every locale.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    if (key === dialect?.reservedKey) throw new RefusedValue('a reserved key');
    if (text.length > 1) text += ',';
    text += `${JSON.stringify(key)}:${write(member, dialect)}`;
  }
  return `${text}}`;
}

function isJsonNumber(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

/** Whether an object has no class: then its own members are all it has. */
function isPlain(value: object): value is Record<string, unknown> {
  return hasNoClass(value) && !hasSymbols(value);
}

function hasNoClass(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isPlainArray(value: object): value is readonly unknown[] {
  return Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype && !hasSymbols(value);
}

function hasSymbols(value: object): boolean {
  return Object.getOwnPropertySymbols(value).length > 0;
}

/** An error that names the path of the first thing in a value that cannot be written. */
function unsayable(
  value: unknown,
  dialect: JsonDialect | undefined,
  path: string,
  ancestors: ReadonlySet<unknown>,
): RefusedValue | undefined {
  const refuse = ({ what, instead }: Refusal) =>
    new RefusedValue(
      `${path} is ${what}, which ${dialect?.object === undefined ? 'plain JSON' : 'values()'} cannot say: ${instead}`,
    );
  if (typeof value === 'number')
    return isJsonNumber(value) || dialect?.number !== undefined ? undefined : refuse(refusalOf(value));
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value !== 'object') return refuse(refusalOf(value));
  if (ancestors.has(value))
    return refuse({ what: 'a cycle', instead: 'give a name in place of the object that it leads back to' });
  const lineage = new Set([...ancestors, value]);
  if (dialect?.object !== undefined && !Array.isArray(value) && !isPlain(value)) {
    try {
      if (dialect.object(value) !== undefined) return undefined;
    } catch (error) {
      return new RefusedValue(`${path} ${(error as Error).message}`);
    }
  }
  // Where something follows asynchronous work, Node.js gives every promise symbols. What a value is tells more then.
  if (hasSymbols(value) && (Array.isArray(value) || hasNoClass(value)))
    return refuse({ what: 'an object with a symbol as a key', instead: 'use a text as the key' });
  if (isPlainArray(value)) {
    const besides = dialect?.besides?.(value, value.length);
    if (besides !== undefined)
      return new RefusedValue(`${path} ${lostProperty('an array', besides, '[...rows]')}`);
    for (let index = 0; index < value.length; index++) {
      if (!Object.hasOwn(value, index))
        return new RefusedValue(`${path} is an array without an element ${index}: give null there`);
      const found = unsayable(value[index], dialect, `${path}[${index}]`, lineage);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isPlain(value)) return refuse(refusalOf(value));
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    if (key === dialect?.reservedKey)
      return refuse({ what: `an object with the reserved key '${key}'`, instead: 'use another key' });
    const found = unsayable(member, dialect, `${path}.${key}`, lineage);
    if (found !== undefined) return found;
  }
  return undefined;
}
