import { mostSweepPoints, type SweepSample } from './sweep-points.js';
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

/** An integer in a range. */
export function readInteger(name: string, [least, most]: readonly [number, number], text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw usage(`${name} is '${text}': it must be an integer ${least} … ${most}`);
  return number;
}

/** How the points of a sweep are drawn: KIND:POINTS or KIND:POINTS:SEED. */
export function readSample(name: string, text: string): SweepSample {
  const [, kind, points, seed = '0'] = /^(random|latin-hypercube):(\d+)(?::(\d+))?$/.exec(text) ?? [];
  const isGood = Number(points) >= 1 && Number(points) <= mostSweepPoints && Number(seed) < 2 ** 32;
  if (kind === undefined || !isGood)
    throw usage(
      `${name} is '${text}': it must be random:N or latin-hypercube:N with N from 1 to ${mostSweepPoints}, for example latin-hypercube:200`,
    );
  return { kind: kind as SweepSample['kind'], points: Number(points), seed: Number(seed) };
}

/** Names with commas between them. */
export function readNames(name: string, texts: readonly string[] = []): readonly string[] {
  const names = texts.flatMap((text) => text.split(',')).map((each) => each.trim());
  if (names.includes(''))
    throw usage(`${name} is '${texts.join(',')}': it must be names with commas between them`);
  return names;
}

/** The names of both matrices: W_in=NAME,W_out=NAME. A name may hold commas. */
export function readTensorNames(
  name: string,
  text: string,
): { readonly W_in: string; readonly W_out: string } {
  const { W_in, W_out } =
    (/^W_in=(?<W_in>.+),W_out=(?<W_out>.+)$/.exec(text) ?? /^W_out=(?<W_out>.+),W_in=(?<W_in>.+)$/.exec(text))
      ?.groups ?? {};
  if (W_in !== undefined && W_out !== undefined) return { W_in, W_out };
  throw usage(
    `${name} is '${text}': it must be W_in=NAME,W_out=NAME, for example W_in=fc1.weight,W_out=fc2.weight`,
  );
}

/** An age in milliseconds. */
export function readAge(name: string, text: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?) ?([mhdw])$/i.exec(text) ?? [];
  const age = Number(amount) * (minutesIn.get(unit.toLowerCase()) ?? Number.NaN) * 60_000;
  if (Number.isFinite(age)) return age;
  throw usage(
    `${name} is '${text}': it must be a number of minutes, hours, days or weeks: 90m, 12h, 30d or 4w`,
  );
}

const minutesIn: ReadonlyMap<string, number> = new Map([
  ['m', 1],
  ['h', 60],
  ['d', 1_440],
  ['w', 10_080],
]);

/** A number of bytes, with a unit or without. */
export function readBytes(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const [, amount, unit = 'B'] = /^(\d+(?:\.\d+)?) ?([a-z]+)?$/i.exec(text) ?? [];
  const factor = bytesIn.get(unit.toLowerCase());
  const bytes = Math.round(Number(amount) * (factor ?? Number.NaN));
  if (Number.isSafeInteger(bytes)) return bytes;
  throw usage(`${name} is '${text}': it must be a number of bytes, for example 500MB or 1GiB`);
}

/** The units of bytes that a user can write. */
export const byteUnits: readonly (readonly [unit: string, bytes: number])[] = [
  ['B', 1],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
  ['TiB', 2 ** 40],
];

const bytesIn: ReadonlyMap<string, number> = new Map(
  byteUnits.map(([unit, bytes]) => [unit.toLowerCase(), bytes]),
);

/** Whether the text is one of these words. */
export function isOneOf<T extends string>(allowed: readonly T[], text: string): text is T {
  return (allowed as readonly string[]).includes(text);
}
