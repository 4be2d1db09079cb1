import type { OrderParameter } from '@superposition/analyses/internal/sweeps/order-parameters';
import { ln } from '@superposition/core/internal/numbers/elementary';
import { colourWords } from '../sentences/colour-words.js';
import type { Sentence } from '../sentences/rule.js';
import { significant } from '../text/format.js';
import { type Colour, type ColourScale, inkOn, sequentialScale, signedScale } from '../theme.js';

/** How values become colours: the place of each value on the scale, and the texts of the colour bar. */
export interface ColourRange {
  readonly scale: ColourScale;
  readonly low: number;
  readonly high: number;
  /** The place of a value between `low` and `high`. */
  readonly place: (value: number) => number;
  readonly ticks: readonly (readonly [at: number, text: string])[];
  /** A sentence that describes the range. */
  readonly sentence: Sentence;
  /** A text colour that is readable on the colour of a value. */
  readonly ink: (value: number) => Colour;
}

const identity = (value: number) => value;

/** The text on a cell follows from the place of its colour on the scale. */
const inkFor =
  (scale: ColourScale, low: number, high: number, place: (value: number) => number) => (value: number) =>
    inkOn((place(value) - low) / (high - low), scale);

/**
 * The colours of an order parameter with these values. The scale is symmetric around 1 for ratios to the naive
 * solution, and around 0 for an order parameter that may have either sign.
 */
export function colourRange(id: OrderParameter, values: readonly number[]): ColourRange {
  if (id.startsWith('relative.')) {
    const positive = values.filter((value) => value > 0);
    const most = Math.max(1.1, ...positive.map((value) => Math.max(value, 1 / value)));
    const end = ln(most);
    const place = (value: number) => (value > 0 ? ln(value) : -end);
    return {
      scale: signedScale,
      low: -end,
      high: end,
      place,
      ink: inkFor(signedScale, -end, end, place),
      ticks: [
        [-end, significant(1 / most, 2)],
        [0, '1'],
        [end, significant(most, 2)],
      ],
      sentence: colourWords(id, 'ratio', 1 / most, most),
    };
  }
  if (id === 'output.minusOne') {
    const end = Math.max(0, ...values.map(Math.abs)) || 1;
    return {
      scale: signedScale,
      low: -end,
      high: end,
      place: identity,
      ink: inkFor(signedScale, -end, end, identity),
      ticks: [
        [-end, significant(-end, 2)],
        [0, '0'],
        [end, significant(end, 2)],
      ],
      sentence: colourWords(id, 'signed', -end, end),
    };
  }
  const least = Math.min(...values);
  if (id === 'gain.spread' && values.length > 0 && least > 0) {
    const [low, high] = [least, Math.max(...values, least * 1.1)];
    return {
      scale: sequentialScale,
      low: ln(low),
      high: ln(high),
      place: ln,
      ink: inkFor(sequentialScale, ln(low), ln(high), ln),
      ticks: [
        [ln(low), significant(low, 2)],
        [ln(high), significant(high, 2)],
      ],
      sentence: colourWords(id, 'logarithmic', low, high),
    };
  }
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const end = high > low ? high : low + 1;
  return {
    scale: sequentialScale,
    low,
    high: end,
    place: identity,
    ink: inkFor(sequentialScale, low, end, identity),
    ticks: [
      [low, significant(low, 2)],
      [end, significant(end, 2)],
    ],
    sentence: colourWords(id, 'linear', low, end),
  };
}
