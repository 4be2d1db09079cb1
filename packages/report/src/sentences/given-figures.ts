import { rule } from './rule.js';

/** With which p a figure of somebody’s weights was made. */
export const statedProbability = rule(
  'weights do not say which p they were trained with',
  (activeProbability: number, isAssumed: boolean) =>
    isAssumed
      ? `Here p = ${activeProbability} is assumed, the default of the option activeProbability: weights do not say which p they were trained with.`
      : `Here p = ${activeProbability}, as the option activeProbability says.`,
);
