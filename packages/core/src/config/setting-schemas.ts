import * as z from 'zod';
import { limits } from './limits.js';

/** How one setting is documented: what it means, and which values it takes, in words that follow "must be". */
export interface SettingNote {
  readonly about: string;
  readonly allowed: string;
  readonly type: 'integer' | 'number' | 'choice' | 'text' | 'flag' | 'seeds' | 'list';
}

/** The notes of the schemas of all settings. Error messages and the list of paths both read them. */
export const settingNotes = z.registry<SettingNote>();

interface Range {
  readonly min: number;
  readonly max: number;
}

/** An integer in a range. */
export const integer = (range: Range, initial: number, about: string) =>
  z
    .int()
    .min(range.min)
    .max(range.max)
    .default(initial)
    .register(settingNotes, {
      about,
      allowed: `an integer ${range.min} … ${range.max}`,
      type: 'integer',
    });

/** A number in a range. */
export const number = (range: Range, initial: number, about: string) =>
  z
    .number()
    .min(range.min)
    .max(range.max)
    .default(initial)
    .register(settingNotes, {
      about,
      allowed: `a number ${range.min} … ${range.max}`,
      type: 'number',
    });

/** One of a list of words. */
export const choice = <const Values extends readonly [string, ...string[]]>(
  values: Values,
  initial: NoInfer<Values[number]>,
  about: string,
) =>
  z
    .enum(values)
    // The enum's values have the union of the literals as their type. TypeScript cannot prove this for a generic type.
    .default(initial as z.output<z.ZodEnum<{ [Value in Values[number]]: Value }>>)
    .register(settingNotes, {
      about,
      allowed: `one of ${values.map((value) => `'${value}'`).join(', ')}`,
      type: 'choice',
    });

/** Yes or no. */
export const flag = (initial: boolean, about: string) =>
  z.boolean().default(initial).register(settingNotes, { about, allowed: 'true or false', type: 'flag' });

/** Yes, no, or null for what the depth of the report says. */
export const flagByDepth = (about: string) =>
  z
    .boolean()
    .nullable()
    .default(null)
    .register(settingNotes, { about, allowed: 'null, true or false', type: 'flag' });

/** A group of settings: unknown keys are errors, a missing group is a group of defaults. */
export const group = <Shape extends z.core.$ZodShape>(shape: Shape) => z.strictObject(shape);

const seed = z.int().min(limits.seed.min).max(limits.seed.max);

const countOrList = z.union([
  z.int().min(limits.seedCount.min).max(limits.seedCount.max),
  z
    .array(seed)
    .min(limits.seedCount.min)
    .max(limits.seedCount.max)
    .refine((list) => new Set(list).size === list.length),
]);

const allowedSeeds =
  `a count ${limits.seedCount.min} … ${limits.seedCount.max}, or a list of ` +
  `${limits.seedCount.min} … ${limits.seedCount.max} distinct integers ${limits.seed.min} … ${limits.seed.max}`;

/** A count of seeds, or the list of them. */
export const seeds = (initial: number, about: string) =>
  countOrList.default(initial).register(settingNotes, { about, allowed: allowedSeeds, type: 'seeds' });

/** The same, or null for what the depth of the report says. */
export const seedsByDepth = (about: string) =>
  countOrList
    .nullable()
    .default(null)
    .register(settingNotes, { about, allowed: `null, ${allowedSeeds}`, type: 'seeds' });
