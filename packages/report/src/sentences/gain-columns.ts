import { significant, whole } from '../text/format.js';
import { rule } from './rule.js';

/** The gains for readers who cannot see them. */
export const gainsOfColumns = rule(
  'describes the drawn gains of each model by the least, the middle and the greatest, exactly',
  (columns: readonly { readonly name: string; readonly gains: readonly number[] }[]) =>
    columns
      .map(({ name, gains }) => {
        if (gains.length === 0) return `${name}: no value.`;
        const ascending = [...gains].sort((a, b) => a - b);
        const middle = ascending[Math.floor((ascending.length - 1) / 2)]!;
        return `${name}: from ${significant(ascending[0]!)} over ${significant(middle)} to ${significant(ascending.at(-1)!)}.`;
      })
      .join(' '),
);

/** What the hairlines are. */
export const hairlines = rule(
  'describes the drawn gains',
  (features: number, drawn: number, seed: number) =>
    `Gain of each feature: ${
      features > drawn
        ? `${whole(drawn)} of the ${whole(features)} features of the model of seed ${seed}, evenly spaced in the order of their gains, the least and the greatest among them`
        : `every feature of the model of seed ${seed}`
    } is a hairline at R⁺[i,i], the output at x = 1 with only feature i active. A solid block is many features with nearly the same gain.`,
);
