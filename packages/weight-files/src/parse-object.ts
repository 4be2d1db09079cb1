import { firstLineOf } from '@superposition/core/first-line';
import { limits } from '@superposition/core/limits';
import { quoted, WeightFileError } from './weight-file-error.js';

/** Deeper than any file of weights goes. */
const deepest = 8;

/** Lists and objects, or keys: more than two matrices have rows. What is beyond takes memory to build, and is no weights. */
const most = 2 * limits.neurons.max + 1000;

/**
 * A JSON object of a file.
 *
 * @param what the text as messages name it
 * @throws WeightFileError when it is not UTF-8, no JSON, no object, nested deeply, or has a key twice or `__proto__`
 */
export function parseObject(bytes: Uint8Array, what: string): Readonly<Record<string, unknown>> {
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
  checkKeys(text, fail);
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(`is no JSON, or cut short: ${firstLineOf(error).slice(0, 120)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('is no JSON object');
  return value as Record<string, unknown>;
}

/**
 * `JSON.parse` keeps the last of two equal keys without a word, and builds what is nested a million deep. One pass over the
 * text, which may be no JSON at all.
 */
function checkKeys(text: string, fail: (why: string) => never): void {
  const open: Set<string>[] = [];
  let [parts, keys] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      if (open.length === deepest) fail(`is nested more than ${deepest} deep`);
      if (++parts > most)
        fail(
          `has more than ${most} lists and objects, where a matrix has at most ${limits.neurons.max} rows`,
        );
      open.push(new Set());
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (/^[\t\n\r ]*:/.test(text.slice(end + 1, end + 20))) {
        if (++keys > most) fail(`has more than ${most} keys`);
        checkKey(unquote(text.slice(at, end + 1)), open.at(-1), fail);
      }
      at = end;
    }
  }
}

function checkKey(key: string, keys: Set<string> | undefined, fail: (why: string) => never): void {
  if (key === '__proto__') fail('has the key "__proto__"');
  if (keys?.has(key)) fail(`has the key ${quoted(key)} twice`);
  keys?.add(key);
}

/** The place of the quote that ends the string that begins at `start`; the end of the text where there is none. */
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
