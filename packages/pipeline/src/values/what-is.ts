import { inspect, types } from 'node:util';

/** A few words for what stands where something else was expected. */
export function whatIs(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing (undefined)';
    case 'string':
      return `the text ${inspect(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`;
    case 'number':
    case 'bigint':
    case 'boolean':
      return `${inspect(value)}`;
    case 'function':
      return value.name === '' ? 'a function' : `the function ${value.name}`;
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return `a list of ${value.length}`;
      if (types.isPromise(value)) return 'a promise (await it first)';
      const name = ownClassOf(value);
      return name === undefined ? 'an object' : `an instance of ${name}`;
    }
    default:
      return `a ${typeof value}`;
  }
}

function ownClassOf(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return undefined;
  return value.constructor?.name || undefined;
}

/** Whether a value has members at all. Those of a promise are not what anybody means. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !types.isPromise(value);
}
