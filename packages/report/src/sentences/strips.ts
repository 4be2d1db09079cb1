import { whole } from '../text/format.js';
import { linesOfSeeds } from './model.js';
import { rule } from './rule.js';

/** What the dots of a model and the lines of further ones are. */
export const dotsAndLines = rule(
  'describes the marks: how many features have a dot of their own, how many share one, and a line for each further model',
  (
    measured: number,
    {
      single,
      stacks,
    }: { readonly single: readonly number[]; readonly stacks: readonly (readonly number[])[] },
    lines: number,
  ) => {
    const own = measured - stacks.reduce((sum, stack) => sum + stack.length, 0);
    const shared = stacks.length > 0 ? ' A larger dot is several features in one place.' : '';
    const small = stacks.length > 0 ? 'small ' : '';
    const each =
      measured === 1
        ? 'The dot is the feature.'
        : single.length === 0
          ? ''
          : single.length < own
            ? `The ${whole(single.length)} ${small}dots are features, evenly spaced by rank among ${whole(own)}.`
            : `Each ${small}dot is a feature.`;
    const shown = `${each}${shared}`.trim();
    if (lines === 0) return shown;
    return `${shown} Below it, ${linesOfSeeds(lines)} of its features.`;
  },
);
