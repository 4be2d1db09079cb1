import { applySetting, configPaths } from '@superposition/core/config';
import { UserError } from '../user-error.js';

/** Settings of the command line, as `[path, text]` pairs, in order. */
export type Settings = readonly (readonly [path: string, text: string])[];

/** The settings of one report out of those that lists ask for. */
export interface SettingPoint {
  /** All settings of the command line, with one value each. */
  readonly settings: Settings;
  /** The value of each setting that has a list, by path. */
  readonly varied: Readonly<Record<string, unknown>>;
}

/** More are a mistake: each makes a file of several megabytes. */
const mostPoints = 100;

/**
 * The points that lists such as `training.steps=500,1000` ask for: one for each value, and the product of several lists.
 * Without a list, there is one point. If a path is given several times, only the last counts.
 *
 * @throws UserError for a list with an empty value, and for too many points
 */
export function settingPoints(set: Settings): readonly SettingPoint[] {
  const last = set.filter(([path], index) => set.findLastIndex(([other]) => other === path) === index);
  let points: readonly SettingPoint[] = [{ settings: [], varied: {} }];
  for (const [path, text] of last) {
    const values = distinct(path, valuesOf(path, text));
    points = points.flatMap(({ settings, varied }) =>
      values.map(({ text: each, value }) => ({
        settings: [...settings, [path, each] as const],
        varied: values.length > 1 ? { ...varied, [path]: value } : varied,
      })),
    );
    if (points.length > mostPoints)
      throw new UserError(
        `the lists of --set ask for ${points.length} reports or more: at most ${mostPoints} are made at once`,
      );
  }
  return points;
}

/** The first of these settings that has a list of values, as it was written. */
export function listedSetting(set: Settings): string | undefined {
  const found = set.find(([path, text]) => valuesOf(path, text).length > 1);
  return found?.join('=');
}

function distinct(
  path: string,
  texts: readonly string[],
): readonly { readonly text: string; readonly value: unknown }[] {
  const found = new Map<string, { readonly text: string; readonly value: unknown }>();
  for (const text of texts) {
    const value = path
      .split('.')
      .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], applySetting({}, path, text));
    const name = typeof value === 'number' ? String(value) : JSON.stringify(value);
    if (!found.has(name)) found.set(name, { text, value });
  }
  return [...found.values()];
}

/** The values in the text of a setting: several only where the setting takes a single one of that kind. */
function valuesOf(path: string, text: string): readonly string[] {
  const type = configPaths.find((setting) => setting.path === path)?.type;
  // A title may contain commas.
  if (type === 'text') return [text];
  const parts = splitAtCommas(text).map((part) => part.trim());
  if (parts.length === 1) return [text];
  // `2,3` for a setting whose value is a list is that list without its brackets, which the config refuses by itself.
  if (type === 'list' && !parts.every((part) => part === 'null' || part.startsWith('['))) return [text];
  if (parts.includes('')) throw new UserError(`--set ${path}=${text}: a value of the list is empty`);
  return parts;
}

/** Splits a text at the commas that stand outside of brackets and quotes. */
function splitAtCommas(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === ',' && depth === 0 && !isQuoted) {
      parts.push('');
      continue;
    }
    parts[parts.length - 1] += character;
    if (isQuoted && character === '\\') parts[parts.length - 1] += text[++index] ?? '';
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && '[{'.includes(character)) depth++;
    else if (!isQuoted && ']}'.includes(character)) depth--;
  }
  return depth === 0 && !isQuoted ? parts : [text];
}
