import { allOf, type Condition, unlessBelow } from './condition.js';
import { costsRetrained } from './costs.js';
import { type Explained, limits, onConverged } from './explained.js';

/** The output for a feature's own negative input is worth nothing by itself. */
export function ownNegativeIsWorthless(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    unlessBelow(
      'the relative change of the loss without it',
      Math.abs(look('negative.remove.l4').value),
      limits.worthless,
    ),
  );
}

/** Without negative input weights, the retrained network loses more. */
function inhibitionIsWorthSomething(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    costsRetrained(look, 'trained.nonNegative.ratio', 'networks without negative input weights'),
  );
}

/** The output for negative inputs is worth nothing, but the weights behind it are. */
export function isSideEffect(explained: Explained): Condition {
  return allOf(ownNegativeIsWorthless(explained), inhibitionIsWorthSomething(explained));
}
