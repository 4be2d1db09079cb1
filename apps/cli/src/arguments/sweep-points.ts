import { configPaths } from '@superposition/core/config';
import { randomStream } from '@superposition/core/internal/numbers/random';
import { canonicalJson, type Json } from '@superposition/pipeline/internal/values/canonical-json';
import { UserError } from '../user-error.js';
import { type SettingPoint, type Settings, valueIn, valuesOf } from './setting-lists.js';
import { gridOf, type SettingRange, settingRange, valueAt } from './setting-ranges.js';

/** How a sweep draws its points, instead of taking every combination. */
export interface SweepSample {
  /** `random` draws each value by itself. `latin-hypercube` also spreads the values of each setting evenly. */
  readonly kind: 'random' | 'latin-hypercube';
  readonly points: number;
  /** Names the streams of the draws. */
  readonly seed: number;
}

/** A sweep has at most so many points. Each trains a model for each seed. */
export const mostSweepPoints = 1_000_000;

/** The values of one setting: some texts, or all numbers of a range. */
type Values = readonly string[] | SettingRange;

/**
 * The points of a sweep: every combination of the values of lists and ranges, or points that are drawn from them. A point that would come
 * twice is there once.
 *
 * @throws UserError when there is nothing to draw from, when a range lacks its number of values, and for too many points
 */
export function sweepPoints(set: Settings, sample?: SweepSample): readonly SettingPoint[] {
  const last = set.filter(([path], index) => set.findLastIndex(([other]) => other === path) === index);
  const settings = last.map(([path, text]) => ({ path, values: settingValues(path, text, sample) }));
  const varied = settings.filter(({ values }) => isRange(values) || values.length > 1);
  if (sample !== undefined && varied.length === 0)
    throw new UserError(
      '--sample draws from settings with several values: give one, for example --set data.activeProbability=0.002:0.2:log',
    );
  const rows =
    sample === undefined
      ? product(varied.map(({ values }) => values as readonly string[]))
      : drawn(varied, sample);
  const names = varied.map(({ path }) => path);
  const fixed = settings.filter(({ path }) => !names.includes(path));
  const always = fixed.map(({ path, values }) => [path, (values as readonly string[])[0]!] as const);
  const points = new Map<string, SettingPoint>();
  for (const row of rows) {
    const texts = names.map((path, index) => [path, row[index]!] as const);
    const point = Object.fromEntries(texts.map(([path, text]) => [path, valueIn(path, text)]));
    const name = canonicalJson(point as Json);
    if (!points.has(name)) points.set(name, { settings: [...always, ...texts], varied: point });
  }
  return [...points.values()];
}

function settingValues(path: string, text: string, sample: SweepSample | undefined): Values {
  const name = `--set ${path}`;
  const setting = configPaths.find((each) => each.path === path);
  const range =
    setting?.type === 'integer' || setting?.type === 'number' ? settingRange(name, text) : undefined;
  if (range === undefined) return valuesOf(path, text);
  const { count } = range;
  if (count !== undefined)
    return [...new Set(gridOf({ ...range, count }).map((value) => accepted(path, value)))];
  if (sample === undefined)
    throw new UserError(
      `${name} is '${text}': a range needs the number of its values, for example ${text}:9; only with --sample values are drawn from it`,
    );
  return range;
}

const isRange = (values: Values): values is SettingRange => 'low' in values;

/** The value that is nearest among those that the setting takes: some are integers, and exponents multiples of a half. */
function accepted(path: string, value: number): string {
  const schema = configPaths.find((each) => each.path === path)!.schema;
  const candidates = [value, Math.round(2 * value) / 2, Math.round(value)];
  return String(candidates.find((each) => schema.safeParse(each).success) ?? value);
}

function product(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const count = lists.reduce((all, { length }) => all * length, 1);
  if (count > mostSweepPoints)
    throw new UserError(
      `the lists and ranges of --set ask for ${count} points: a sweep has at most ${mostSweepPoints}`,
    );
  return lists.reduce<readonly (readonly string[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );
}

/** Each setting has streams of its own, so that its values do not depend on which others vary. */
function drawn(
  varied: readonly { readonly path: string; readonly values: Values }[],
  { kind, points, seed }: SweepSample,
): readonly (readonly string[])[] {
  const columns = varied.map(({ path, values }) => {
    const uniform = randomStream(seed, `sweep ${kind} ${path}`);
    const place = () => (uniform.signedUnit() + 1) / 2;
    const places =
      kind === 'random'
        ? Array.from({ length: points }, place)
        : shuffled(points, randomStream(seed, `sweep order ${path}`)).map(
            (part) => (part + place()) / points,
          );
    return places.map((at) =>
      isRange(values) ? accepted(path, valueAt(values, at)) : values[Math.floor(at * values.length)]!,
    );
  });
  return Array.from({ length: points }, (_, row) => columns.map((column) => column[row]!));
}

/** 0 … count − 1 in random order (Fisher and Yates). */
function shuffled(count: number, stream: ReturnType<typeof randomStream>): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor((stream.uint32() / 2 ** 32) * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}
