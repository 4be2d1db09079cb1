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
 * Without a list, there is one point. If a path is given several times, only the last counts. Points may turn out to be the same.
 *
 * @throws UserError for a list with an empty value, and for too many points
 */
export function settingPoints(set: Settings): readonly SettingPoint[] {
  const last = set.filter(([path], index) => set.findLastIndex(([other]) => other === path) === index);
  let points: readonly SettingPoint[] = [{ settings: [], varied: {} }];
  for (const [path, text] of last) {
    const values = valuesOf(path, text);
    points = points.flatMap(({ settings, varied }) =>
      values.map((each) => ({
        settings: [...settings, [path, each] as const],
        varied: values.length > 1 ? { ...varied, [path]: valueIn(path, each) } : varied,
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

/**
 * Refuses a list that a later setting of the same place replaces: its user wanted several reports, and would get one.
 *
 * @param name what messages call the place
 * @throws UserError
 */
export function refuseReplacedLists(name: string, set: Settings): void {
  for (const [index, [path, text]] of set.entries()) {
    const later = set.slice(index + 1).find(([other]) => other === path);
    if (later !== undefined && valuesOf(path, text).length > 1)
      throw new UserError(
        `${name} ${path}=${text} would have no effect, because ${path}=${later[1]} comes after it`,
      );
  }
}

/**
 * Refuses points that give the same report, such as those of `training.steps=10,1e1`.
 *
 * @param contentOf what the report of a point depends on
 * @throws UserError
 */
export function refuseSame(points: readonly SettingPoint[], contentOf: (index: number) => string): void {
  const known = new Map<string, SettingPoint>();
  for (const [index, point] of points.entries()) {
    const content = contentOf(index);
    const earlier = known.get(content);
    if (earlier !== undefined) {
      const [one, other] = [wordsOf(earlier), wordsOf(point)];
      throw new UserError(
        one === other
          ? `${one} stands twice in the lists of --set`
          : `${one} and ${other} in the lists of --set give the same report`,
      );
    }
    known.set(content, point);
  }
}

function wordsOf({ settings, varied }: SettingPoint): string {
  const listed = settings.filter(([path]) => Object.hasOwn(varied, path));
  return listed.map(([path, text]) => `${path}=${text}`).join(', ');
}

/** The value that a text gives to a setting. */
export function valueIn(path: string, text: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], applySetting({}, path, text));
}

/**
 * The values in the text of a setting: several only where the setting takes a single one of that kind.
 *
 * @throws UserError for an empty value
 */
export function valuesOf(path: string, text: string): readonly string[] {
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
