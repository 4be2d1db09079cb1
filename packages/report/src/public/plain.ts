import { described, tagOf } from '@superposition/core/internal/public/arguments';

/**
 * Data for Plotly must be plain JSON, or typed arrays, which become lists. JSON would write a map as `{}`, and Plotly reads
 * a Date by the time zone of the reader.
 *
 * @throws TypeError that names the place of anything else
 */
export function checkPlain(place: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    if (!['bigint', 'symbol', 'function'].includes(typeof value)) return;
    throw new TypeError(`${place} is ${described(value)}: must be plain JSON, numbers and texts`);
  }
  const tag = tagOf(value);
  if (/^(?!Big).*Array$/.test(tag) && tag !== 'Array') return;
  if (tag === 'Date')
    throw new TypeError(`${place} is a Date: give a text, such as '2026-05-01' or date.toISOString()`);
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) checkPlain(`${place}[${index}]`, each);
    return;
  }
  if (tag !== 'Object')
    throw new TypeError(`${place} is ${described(value)}: must be plain JSON or a typed array`);
  for (const [name, each] of Object.entries(value)) checkPlain(`${place}.${name}`, each);
}

/** @throws TypeError unless it is a text */
export function checkText(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new TypeError(`${name} is ${described(value)}: must be a text`);
}
