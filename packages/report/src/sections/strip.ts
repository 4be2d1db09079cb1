import type { Html } from '../text/html.js';

/** Pixels. */
export const stripWidth = 120;

/** What a strip shows, in pixels along it. */
export interface Strip {
  readonly band?: readonly [from: number, to: number];
  readonly line?: number;
  readonly bar?: readonly [from: number, to: number];
  readonly dots: readonly number[];
}

/** A small drawing in a cell of a table. Its numbers stand beside it, so that readers who cannot see it miss nothing. */
export function strip({ band, line, bar, dots }: Strip): Html {
  const parts = [
    band && `<path class="band" d="M${band[0]} 1H${band[1]}V17H${band[0]}z"/>`,
    line !== undefined && `<path class="line" d="M${line} 1V17"/>`,
    bar && `<path class="bar" d="M${bar[0]} 9H${bar[1]}"/>`,
    `<path class="dots" d="${dots.map((at) => `M${at} 9h0`).join('')}"/>`,
  ];
  return {
    markup: `<svg class="strip" width="${stripWidth}" height="18" viewBox="0 0 ${stripWidth} 18" aria-hidden="true">${parts.filter(Boolean).join('')}</svg>`,
  };
}
