import {
  type OrderParameter,
  orderParameters,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import { significant } from '../text/format.js';
import { rule } from './rule.js';

/** What the colours of a map mean. */
export const colourWords = rule(
  'describes the scale, from its own ends',
  (id: OrderParameter, scale: 'ratio' | 'signed' | 'logarithmic' | 'linear', low: number, high: number) => {
    const [from, to] = [significant(low, 2), significant(high, 2)];
    const ends = {
      ratio: `logarithmic, from ${from} (blue, better than naive) over 1 to ${to} (orange, worse)`,
      signed: `from ${from} (blue) over 0 to ${to} (orange)`,
      logarithmic: `logarithmic, from ${from} (pale) to ${to} (blue)`,
      linear: `from ${from} (pale) to ${to} (blue)`,
    };
    return `Colours of the ${orderParameters[id].title}: ${ends[scale]}.`;
  },
);
