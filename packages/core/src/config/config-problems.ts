import { firstLineOf } from './first-line.js';
import type { z } from 'zod';
import { configPaths, valueAt } from './config-paths.js';
import { nearest } from './nearest.js';

/** One thing wrong with a config: where, what stands there, and what would be right (with the allowed range). */
export interface ConfigProblem {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/** Every group of settings: the beginnings of the paths. */
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

/** The setting or group that a wrong path most likely meant: by its last name if that exists, else the nearest. */
function intended(path: string, key: string): string | undefined {
  const known = [...configPaths.map((setting) => setting.path), ...groups];
  const lastName = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  const twin = known.find((name) => lastName(name) === lastName(key));
  const near = nearest(key, known.map(lastName));
  return twin ?? nearest(path, known) ?? known.find((name) => lastName(name) === near);
}

function unknownKey(parent: string, key: string, input: unknown): ConfigProblem {
  const path = parent === '' ? key : `${parent}.${key}`;
  const guess = intended(path, key);
  const hint = guess === undefined ? '' : ` (did you mean ${guess}?)`;
  const message = `is not a setting${hint}; it must be one of ${membersOf(parent).join(', ')}`;
  const container = parent === '' ? input : valueAt(input, parent);
  const value = Object.getOwnPropertyDescriptor(container ?? {}, key)?.value as unknown;
  return { path, value, message };
}

/** What one of the schema's issues means for the person who wrote the config. */
export function describeIssue(issue: z.core.$ZodIssue, input: unknown): ConfigProblem[] {
  // Inside a list the whole setting is at fault: its allowed values are documented as one.
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

/** What is wrong with a config that cannot even be read. */
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
    // JSON has no NaN and no Infinity, and they are just what an error message must not hide.
    if (typeof value === 'number') return String(value);
    return JSON.stringify(value) ?? String(value).replace(/\s+/g, ' ');
  } catch {
    // It contains itself, or has a value that JSON lacks, or code of its own that throws.
    return typeof value === 'bigint' ? String(value) : 'an object';
  }
}
