import { exp, ln } from '@superposition/core/internal/numbers/elementary';
import { UserError } from '../user-error.js';

/** The numbers between two ends, as in `0.002:0.2:log:9`. */
export interface SettingRange {
  readonly low: number;
  readonly high: number;
  /** Equal steps, or equal factors. */
  readonly scale: 'linear' | 'log';
  /** How many values a grid has. A design that draws its values needs none. */
  readonly count?: number;
}

const scales: readonly string[] = ['linear', 'log'] satisfies readonly SettingRange['scale'][];
const mostValues = 10_000;

/**
 * Reads LOW:HIGH, LOW:HIGH:COUNT, LOW:HIGH:SCALE or LOW:HIGH:SCALE:COUNT. Undefined for a text that is no range.
 *
 * @param name what messages call the text
 * @throws UserError for a range that has no values
 */
export function settingRange(name: string, text: string): SettingRange | undefined {
  const parts = text.split(':').map((part) => part.trim());
  if (parts.length < 2 || !isNumber(parts[0]!)) return undefined;
  const [first, second, ...others] = parts as [string, string, ...string[]];
  const scale = scales.includes(others[0] ?? '') ? (others.shift() as SettingRange['scale']) : 'linear';
  const count = others.shift();
  if (!isNumber(second) || others.length > 0 || (count !== undefined && !/^\d+$/.test(count)))
    throw new UserError(
      `${name} is '${text}': a range must be LOW:HIGH:COUNT or LOW:HIGH:log:COUNT, for example 0.002:0.2:log:9`,
    );
  const [low, high] = [Number(first), Number(second)];
  if (!(low < high))
    throw new UserError(`${name} is '${text}': the first end of a range must be the lower one`);
  if (scale === 'log' && low <= 0)
    throw new UserError(`${name} is '${text}': the ends of a range with equal factors must be above 0`);
  if (count !== undefined && (Number(count) < 2 || Number(count) > mostValues))
    throw new UserError(`${name} is '${text}': a range must have 2 … ${mostValues} values`);
  return { low, high, scale, ...(count !== undefined && { count: Number(count) }) };
}

/** The values of a grid, from one end to the other. */
export function gridOf(range: SettingRange & { readonly count: number }): readonly number[] {
  return Array.from({ length: range.count }, (_, index) => valueAt(range, index / (range.count - 1)));
}

/**
 * The value at a place between the ends, 0 … 1. It has at most six significant digits, so that the number that a table prints is the one
 * that a model was trained with.
 */
export function valueAt({ low, high, scale }: SettingRange, place: number): number {
  if (place === 0) return low;
  if (place === 1) return high;
  const value = scale === 'log' ? exp(ln(low) + place * (ln(high) - ln(low))) : low + place * (high - low);
  return Math.min(high, Math.max(low, Number(value.toPrecision(6))));
}

const isNumber = (text: string) => text !== '' && Number.isFinite(Number(text));
