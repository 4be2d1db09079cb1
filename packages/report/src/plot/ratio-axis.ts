import { exp, ln } from '@superposition/core/internal/numbers/elementary';
import type { Layout } from '../figure.js';
import { significant, whole } from '../text/format.js';
import { axis } from './axis.js';

/** A logarithmic axis of ratios, and its ends. */
export interface RatioAxis {
  readonly axis: Layout;
  readonly low: number;
  readonly high: number;
}

/** From tick to tick, ratios grow by one of these factors. A tick is always at 1. */
const factors = [2, 4, 10, 100, 1e3, 1e5, 1e10, 1e20, 1e50];
const mostTicks = 6;

/**
 * An axis of ratios with 1 on it: at least from 1/2 to 2, so that ratios that hardly differ look alike. A ratio of 0 has no place
 * on it.
 */
export function ratioAxis(title: string, ratios: readonly (number | null)[]): RatioAxis {
  const places = [1, ...ratios].flatMap((ratio) =>
    ratio !== null && ratio > 0 && Number.isFinite(ratio) ? [ln(ratio)] : [],
  );
  const [least, most] = [Math.min(...places), Math.max(...places)];
  const isShort = most - least < 2 * ln(2);
  const [from, to] = isShort ? [Math.min(least, -ln(2)), Math.max(most, ln(2))] : [least, most];
  const room = 0.08 * (to - from);
  const [low, high] = [from - room, to + room];
  const powers = (factor: number) => {
    const first = Math.ceil(low / ln(factor));
    return Array.from({ length: Math.floor(high / ln(factor)) - first + 1 }, (_, index) => first + index);
  };
  const factor = factors.find((each) => powers(each).length <= mostTicks) ?? factors.at(-1)!;
  const ticks = powers(factor).map((power) => tick(factor, power));
  return {
    axis: axis(title, {
      type: 'log',
      range: [decimalLogarithm(exp(low)), decimalLogarithm(exp(high))],
      tickvals: ticks.map(({ value }) => value),
      ticktext: ticks.map(({ text }) => text),
      zeroline: false,
    }),
    low: exp(low),
    high: exp(high),
  };
}

/** The place of a value along a logarithmic axis. */
export function decimalLogarithm(value: number): number {
  return ln(value) / ln(10);
}

function tick(factor: number, power: number): { readonly value: number; readonly text: string } {
  let size = 1;
  for (let times = 0; times < Math.abs(power); times++) size *= factor;
  if (power >= 0) return { value: size, text: size < 1e5 ? whole(size) : significant(size, 1) };
  return { value: 1 / size, text: size < 1e5 ? `1/${whole(size)}` : significant(1 / size, 1) };
}
