import { readable } from '../numbers/readable.js';
import { type Condition, unlessAbove, unlessBelow } from './condition.js';
import { type Explained, limits, onConverged, ownId } from './explained.js';

/** The directions are closer to right angles than random ones, and no two of them are near each other. */
export function isNearlyOrthogonal(explained: Explained): Condition {
  return onConverged(
    explained,
    (look) =>
      unlessBelow('the largest |cosine|', look('geometry.raw.maxAbsCos').value, limits.orthogonalCosine) ??
      unlessBelow('z of the root mean square cosine', look('geometry.raw.rmsCos.z').value, 0) ??
      unlessBelow(
        'p of the root mean square cosine',
        look('geometry.raw.rmsCos.p').value,
        limits.chanceOfSix,
      ),
  );
}

/** Some directions are near each other. */
export function isFarFromOrthogonal(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    unlessAbove('the largest |cosine|', look('geometry.raw.maxAbsCos').value, limits.orthogonalCosine),
  );
}

/** Networks whose encodings are random directions lose about as little. */
export function randomDirectionsDo(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    unlessBelow(
      'the loss of random directions, relative to the model’s',
      look('ladder.gaussian.ratio').value,
      1 + limits.sameHeight,
    ),
  );
}

/** Every feature drives several neurons. */
export function isDistributed(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    unlessAbove('the least number of neurons of a feature', look(ownId(explained, 'K.least')).value, 1),
  );
}

/** The decoder follows from the encoder, and the response to feature i at output j is about that to j at i. */
export function isMirrored(explained: Explained): Condition {
  return onConverged(
    explained,
    (look) =>
      unlessBelow(
        'the loss with the pseudo-inverse of relu(W_in) as decoder, relative to the model’s',
        look('ladder.pinvRelu.ratio').value,
        1 + limits.sameHeight,
      ) ?? unlessBelow('‖R⁺ − R⁺ᵀ‖/‖R⁺‖', look('theory.asymmetry').value, limits.asymmetry),
  );
}

/** Outputs receive about the same from other features. */
export function isReceivedAlike(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    unlessBelow(
      'the deviation over outputs of what they receive, over its mean,',
      look(ownId(explained, 'received.cv')).value,
      limits.describedByMean,
    ),
  );
}

/** And the angles between the encodings explain which of them receive more. */
export function isReceivedByAngles(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    unlessAbove(
      'the correlation of what an output receives with its sum of cos²',
      look(ownId(explained, 'received.angles')).value,
      limits.explains,
    ),
  );
}

/** What an output receives from other features is about 0 on average. */
export function interferenceCancels(explained: Explained): Condition {
  return onConverged(explained, (look) =>
    unlessBelow(
      'the mean of R⁺ off its diagonal over the mean size',
      Math.abs(look(ownId(explained, 'off.mean')).value) / look(ownId(explained, 'off.meanAbs')).value,
      limits.cancelled,
    ),
  );
}

/** The loss of each active feature rises with the number that are active together. */
export function crowdCosts(explained: Explained): Condition {
  return onConverged(explained, (look) => {
    const each = (k: number) => {
      const { value, margin } = look(`crowd.l4.${k}`);
      return { value: value / k, margin: margin / k };
    };
    for (let k = 2; k <= crowd; k++) {
      const [fewer, more] = [each(k - 1), each(k)];
      if (more.value - fewer.value <= more.margin + fewer.margin)
        return `the mean fourth power for each of ${k} active features is ${readable(more.value)}, and ${readable(fewer.value)} for each of ${k - 1}`;
    }
    return undefined;
  });
}

const crowd = 4;
