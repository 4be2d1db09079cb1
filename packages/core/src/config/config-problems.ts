import { firstLineOf } from './first-line.js';
import type { z } from 'zod';
import { configPaths, valueAt } from './config-paths.js';
import { nearest, ourName } from './nearest.js';

/** One problem of a config: its path, the value there, and which values would be right (with the allowed range). */
export interface ConfigProblem {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/** Every group of settings. The path of a group is the beginning of the paths of its settings. */
const groups = [
  ...new Set(
    configPaths.flatMap(({ path }) => {
      const names = path.split('.').slice(0, -1);
      return names.map((_, index) => names.slice(0, index + 1).join('.'));
    }),
  ),
];

/** The settings and groups that stand directly in a group, or in the config. */
function membersOf(parent: string): string[] {
  const depth = parent === '' ? 1 : parent.split('.').length + 1;
  const inside = configPaths.filter(({ path }) => parent === '' || path.startsWith(`${parent}.`));
  return [...new Set(inside.map(({ path }) => path.split('.').slice(0, depth).join('.')))];
}

/**
 * The setting or group that the user most likely meant by a wrong path. One with the same last name comes first, then
 * the one with the nearest path, then the one with the nearest last name.
 */
function intended(path: string, key: string): string | undefined {
  const known = [...configPaths.map((setting) => setting.path), ...groups];
  const lastName = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  const twin = known.find((name) => lastName(name) === ourName(lastName(key)));
  const near = nearest(key, known.map(lastName));
  return twin ?? nearest(path, known) ?? known.find((name) => lastName(name) === near);
}

function unknownKey(parent: string, key: string, input: unknown): ConfigProblem {
  const path = parent === '' ? key : `${parent}.${key}`;
  const message = `is not a setting${hintFor(path, key)}; it must be one of ${membersOf(parent).join(', ')}`;
  const container = parent === '' ? input : valueAt(input, parent);
  const value = Object.getOwnPropertyDescriptor(container ?? {}, key)?.value as unknown;
  return { path, value, message };
}

function hintFor(path: string, key: string): string {
  // Neither the nearest name, sweeps, nor training.seeds, where 3 means three models, is what people mean by it.
  if (path === 'seed' || path === 'training.seed')
    return ' (seed is an option of train; training.seeds has the seeds of all models)';
  const guess = intended(path, key);
  return guess === undefined ? '' : ` (did you mean ${guess}?)`;
}

/** Turns one issue of the schema into problems that the author of the config understands. */
export function describeIssue(issue: z.core.$ZodIssue, input: unknown): ConfigProblem[] {
  // An issue inside a list is reported for the whole setting, because we document the allowed values of the whole.
  const dotted = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(dotted, key, input));
  const setting = configPaths.find(({ path }) => dotted === path || dotted.startsWith(`${path}.`));
  if (setting !== undefined) {
    return [
      { path: setting.path, value: valueAt(input, setting.path), message: `must be ${setting.allowed}` },
    ];
  }
  const message = `must be an object with settings among ${membersOf(dotted).join(', ')}`;
  return [{ path: dotted, value: valueAt(input, dotted), message }];
}

/** The problem of a config that cannot even be read. */
export function unreadable(value: unknown, error: unknown): ConfigProblem {
  return { path: '', value, message: `must be plain values, but ${firstLineOf(error)}` };
}

/** A problem as one line, `path = value: message`, with the value cut to about 80 characters. */
export function formatProblem({ path, value, message }: ConfigProblem): string {
  const name = path === '' ? 'the config' : /\p{Cc}/u.test(path) ? JSON.stringify(path) : path;
  const shown = showValue(value);
  return `${name} = ${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}: ${message}`;
}

function showValue(value: unknown): string {
  try {
    // JSON would write NaN and Infinity as null, but an error message must show them.
    if (typeof value === 'number') return String(value);
    return JSON.stringify(value) ?? String(value).replace(/\s+/g, ' ');
  } catch {
    // The value contains itself, holds something that JSON lacks, or runs code of its own that throws.
    return typeof value === 'bigint' ? String(value) : 'an object';
  }
}
