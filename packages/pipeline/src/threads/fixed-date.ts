import { types } from 'node:util';

/** Refuses a use of something that a task may not depend on. */
export type Refuse = (name: string) => never;

const parts = ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds'] as const;

/**
 * Takes the clock and the time zone away from `Date`. A date made from arguments works as in UTC, whatever the machine's zone.
 * `Date.now()` is always 0, because libraries ask for it to measure how often they are called. A date of the present is refused
 * (0 while modules are loaded), and so is formatting by locale.
 *
 * @param isLoading whether the modules of a task are being loaded
 * @returns the new `Date`; it and the old one have the same prototype
 */
export function fixDate(
  NativeDate: DateConstructor,
  refuse: Refuse,
  isLoading: () => boolean,
): DateConstructor {
  const prototype = NativeDate.prototype as unknown as Record<string, unknown>;
  for (const part of parts) {
    prototype[`get${part}`] = prototype[`getUTC${part}`];
    if (part !== 'Day') prototype[`set${part}`] = prototype[`setUTC${part}`];
  }
  Object.assign(prototype, {
    getTimezoneOffset: () => 0,
    getYear(this: Date) {
      return this.getUTCFullYear() - 1900;
    },
    setYear(this: Date, year: number) {
      return this.setUTCFullYear(year >= 0 && year <= 99 ? 1900 + Math.trunc(year) : year);
    },
    toString: NativeDate.prototype.toUTCString,
    toDateString(this: Date) {
      return this.toUTCString().slice(0, 16);
    },
    toTimeString(this: Date) {
      return this.toUTCString().slice(17);
    },
  });
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'])
    prototype[name] = () => refuse(`Date.prototype.${name}`);

  const { isDate } = types;
  const { getTime } = NativeDate.prototype;
  const parse = (value: unknown) => {
    const text = `${value as string}`;
    const time = NativeDate.parse(text);
    return Number.isNaN(time) || namesItsZone(text) ? time : parseAsUtc(NativeDate, text);
  };
  const Fixed = function (...values: unknown[]) {
    if (new.target === undefined) return refuse('Date()');
    if (values.length === 0 && !isLoading()) return refuse('new Date() without arguments');
    const only = values.length === 0 ? 0 : values[0];
    const time =
      values.length > 1
        ? NativeDate.UTC(...(values as [number]))
        : isDate(only)
          ? getTime.call(only)
          : timeOf(only, parse);
    return Reflect.construct(NativeDate, [time], new.target) as Date;
  } as unknown as DateConstructor;
  Object.defineProperty(Fixed, 'prototype', { value: NativeDate.prototype });
  Object.defineProperty(Fixed, 'name', { value: 'Date' });
  Object.defineProperty(Fixed, 'length', { value: 7 });
  Object.assign(Fixed, { UTC: NativeDate.UTC, parse, now: () => 0 });
  Object.defineProperty(prototype, 'constructor', { value: Fixed });
  return Fixed;
}

function timeOf(value: unknown, parse: (text: string) => number): number {
  const primitive = primitiveOf(value);
  return typeof primitive === 'string' ? parse(primitive) : Number(primitive);
}

/** What JavaScript takes for an object where neither a number nor a text is preferred. */
function primitiveOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  const convert = value[Symbol.toPrimitive];
  if (convert !== undefined && convert !== null) {
    const primitive = (convert as (hint: string) => unknown).call(value, 'default');
    if (!isObject(primitive)) return primitive;
  } else {
    for (const name of ['valueOf', 'toString']) {
      const method = value[name];
      const primitive = typeof method === 'function' ? (method.call(value) as unknown) : value;
      if (!isObject(primitive)) return primitive;
    }
  }
  throw new TypeError('Cannot convert object to primitive value');
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Whether a text for `Date.parse` says its time zone, or is a date alone in the form of ISO, which always means UTC. */
function namesItsZone(text: string): boolean {
  // An offset follows a time of day, or GMT. A year after a hyphen is none.
  const zone =
    /(Z|(UTC?|GMT)([+-]\d{1,2}(:?\d\d)?)?|\d:\d\d(:\d\d([.,]\d+)?)?\s*[+-]\d\d(:?\d\d)?|\b[ECMP][SD]T)(\s*\(.*\))?\s*$/i;
  return zone.test(text) || /^\s*[+-]?\d{4,6}(-\d\d(-\d\d)?)?\s*$/.test(text);
}

/** Reads a text without a time zone as a time in UTC. */
function parseAsUtc(NativeDate: DateConstructor, text: string): number {
  const isIso = /^[+-]?\d{4,6}-\d\d-\d\dT/.test(text.trim());
  return NativeDate.parse(isIso ? `${text.trim()}Z` : `${text} UTC`);
}
