import type { Settled } from '../../src/index.js';

export const threshold = 1;

export class Year {}

export function rainfall(_inputs: unknown, { seed }: { seed: number }) {
  return Float64Array.from({ length: 365 }, (_, day) => (seed * (day + 1) * 16_807) % 21);
}

export function* wetDays({ days }: { days: Float64Array }, { threshold }: { threshold: number }) {
  yield { done: 0, total: days.length };
  return days.filter((rain) => rain > threshold).length;
}

export async function promised({ count }: { count: number }): Promise<{ readonly half: number }> {
  return { half: count / 2 };
}

export const summary = ({ years }: { years: readonly Settled<number>[] }): string[] =>
  years.map((year) => (year.status === 'value' ? String(year.value) : year.message));

export function optional(_inputs: object, { times = 2 }: { times?: number }): number {
  return times;
}

export function defaults(
  { count = 1 }: { count?: number } = {},
  { times }: { times: number } = { times: 2 },
) {
  return count * times;
}

export function lastDay(): Date {
  return new Date(Date.UTC(2026, 11, 31));
}

// biome-ignore lint/style/noDefaultExport: a task may be one
export default function name(): string {
  return 'rain';
}
