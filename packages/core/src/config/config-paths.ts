import * as z from 'zod';
import { configSchema } from './config-schema.js';
import { type SettingNote, settingNotes } from './setting-schemas.js';

/** One setting of the config: its path as `--set` takes it, its documentation and its default. */
export interface ConfigPath extends SettingNote {
  readonly path: string;
  readonly default: unknown;
  readonly schema: z.ZodType;
}

function settingsOf(schema: z.core.$ZodType, prefix: string): ConfigPath[] {
  if (schema instanceof z.ZodPrefault) return settingsOf(schema.unwrap(), prefix);
  // What prepares the input of a schema has no settings of its own.
  const inner = schema instanceof z.ZodPipe ? schema.out : schema;
  if (inner instanceof z.ZodObject) {
    const shape: Record<string, z.core.$ZodType> = inner.shape;
    return Object.entries(shape).flatMap(([key, child]) =>
      settingsOf(child, prefix === '' ? key : `${prefix}.${key}`),
    );
  }
  const note = settingNotes.get(inner);
  if (!(inner instanceof z.ZodType) || note === undefined) throw new Error(`${prefix} has no note`);
  return [{ path: prefix, ...note, default: inner.parse(undefined), schema: inner }];
}

/**
 * Every setting, in the order of the schema. We derive the list from the schema, so each range is written in one place.
 */
export const configPaths: readonly ConfigPath[] = settingsOf(configSchema, '');

/** The value at a dotted path of any input. Undefined where the input has no own property at that path. */
export function valueAt(input: unknown, path: string): unknown {
  let value = input;
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
