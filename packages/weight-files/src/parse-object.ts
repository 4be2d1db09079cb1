import { firstLineOf } from '@superposition/core/internal/config/first-line';
import { limits } from '@superposition/core/internal/config/limits';
import { quoted, WeightFileError } from './weight-file-error.js';

/** How large a text may be. Values that are nested a million deep, or as many, take much memory. */
export interface ParseLimits {
  /** How deep it may be nested. */
  readonly deepest: number;
  /** The most lists and objects, and the most keys. */
  readonly most: number;
}

/** More than two matrices have rows. */
const ofMatrices: ParseLimits = { deepest: 8, most: 2 * limits.neurons.max + 1000 };

/**
 * Parses a JSON object of a file. `NaN`, `Infinity` and `-Infinity`, which Python writes and JSON lacks, become these texts: who reads
 * a number meets a text, and who does not need it does not.
 *
 * @param what the name of the text in messages
 * @throws WeightFileError when it is not UTF-8, not JSON, not an object, nested too deeply, or has a key twice or the
 *   key `__proto__`
 */
export function parseObject(
  bytes: Uint8Array,
  what: string,
  limit: ParseLimits = ofMatrices,
): Readonly<Record<string, unknown>> {
  const fail = (why: string): never => {
    throw new WeightFileError(`${what} ${why}`);
  };
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('is not text in UTF-8');
  }
  const strange = checkKeys(text, limit, fail);
  try {
    value = JSON.parse(quotedAt(text, strange));
  } catch (error) {
    return fail(`is not JSON, or it is cut short: ${firstLineOf(error).slice(0, 120)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail('is not a JSON object');
  return value as Record<string, unknown>;
}

/**
 * Checks depth, size and keys before `JSON.parse` runs. `JSON.parse` would silently keep the last of two equal keys,
 * and would build values that are nested a million deep. This is one pass over the text, which may not even be JSON.
 */
function checkKeys(
  text: string,
  { deepest, most }: ParseLimits,
  fail: (why: string) => never,
): readonly Place[] {
  const open: Part[] = [];
  const strange: Place[] = [];
  let [parts, keys] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      if (open.length === deepest) fail(`is nested more than ${deepest} deep`);
      if (++parts > most)
        fail(`has more than ${most} lists and objects, but a matrix has at most ${limits.neurons.max} rows`);
      open.push({ keys: new Set() });
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === 'N' || character === 'I') {
      const [word] = /^(NaN|Infinity)\b(?![\t\n\r ]*:)/.exec(text.slice(at, at + 20)) ?? [];
      const start = text[at - 1] === '-' ? at - 1 : at;
      if (word !== undefined && /[\t\n\r ,:[]/.test(text[start - 1] ?? ''))
        strange.push({ start, end: at + word.length });
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (/^[\t\n\r ]*:/.test(text.slice(end + 1, end + 20))) {
        if (++keys > most) fail(`has more than ${most} keys`);
        checkKey(unquote(text.slice(at, end + 1)), open.at(-1), fail);
      }
      at = end;
    }
  }
  return strange;
}

/** A list or an object that is open at some place of the text. */
interface Part {
  readonly keys: Set<string>;
}

/** A number of Python that JSON lacks, by where it begins and ends. */
interface Place {
  readonly start: number;
  readonly end: number;
}

function quotedAt(text: string, places: readonly Place[]): string {
  let from = 0;
  const pieces = places.map(({ start, end }) => {
    const piece = `${text.slice(from, start)}"${text.slice(start, end)}"`;
    from = end;
    return piece;
  });
  return pieces.join('') + text.slice(from);
}

function checkKey(key: string, part: Part | undefined, fail: (why: string) => never): void {
  if (key === '__proto__') fail('has the key "__proto__"');
  if (part === undefined) return;
  if (part.keys.has(key)) fail(`has the key ${quoted(key)} twice`);
  part.keys.add(key);
}

/** The place of the quote that ends the string beginning at `start`, or the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function unquote(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal;
  }
}
