import { usage } from './usage.js';

/** One of some words; the first if none is given. `name` is what messages call the value, here and below. */
export function readChoice<T extends string>(name: string, choices: readonly [T, ...T[]], text?: string): T {
  if (text === undefined) return choices[0];
  if (isOneOf(choices, text)) return text;
  throw usage(`${name} is '${text}': it must be one of ${choices.join(', ')}`);
}

/** A setting: PATH=VALUE. */
export function readSetting(name: string, text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals <= 0) throw usage(`${name} is '${text}': it must be PATH=VALUE, for example model.neurons=20`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

/** An integer from 1 to `most`. */
export function readInteger(name: string, most: number, text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most)
    throw usage(`${name} is '${text}': it must be an integer 1 … ${most}`);
  return number;
}

/** A number of bytes, with a unit or without; 1 GiB if none is given. */
export function readBytes(name: string, text: string | undefined): number {
  if (text === undefined) return 2 ** 30;
  const [, amount, unit = 'B'] = /^(\d+(?:\.\d+)?) ?([a-z]+)?$/i.exec(text) ?? [];
  const factor = bytesIn.get(unit.toLowerCase());
  const bytes = Math.round(Number(amount) * (factor ?? Number.NaN));
  if (Number.isSafeInteger(bytes)) return bytes;
  throw usage(`${name} is '${text}': it must be a number of bytes, for example 500MB or 1GiB`);
}

const bytesIn: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['kb', 1e3],
  ['mb', 1e6],
  ['gb', 1e9],
  ['tb', 1e12],
  ['kib', 2 ** 10],
  ['mib', 2 ** 20],
  ['gib', 2 ** 30],
  ['tib', 2 ** 40],
]);

/** Whether the text is one of these words. */
export function isOneOf<T extends string>(allowed: readonly T[], text: string): text is T {
  return (allowed as readonly string[]).includes(text);
}
