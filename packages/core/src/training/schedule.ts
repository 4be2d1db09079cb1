import type { Config } from '../config/config-schema.js';
import { cos } from '../numbers/elementary.js';

/**
 * The learning rate of step t = 0 … T − 1, float64: rate·½(1 + cos(πt/T)) for the cosine schedule (Loshchilov
 * and Hutter 2017, without restarts), the rate itself for the constant one.
 */
export function learningRateAt(
  step: number,
  { steps, learningRate, schedule }: Pick<Config['training'], 'steps' | 'learningRate' | 'schedule'>,
): number {
  if (schedule === 'constant') return learningRate;
  return learningRate * (0.5 * (1 + cos((Math.PI * step) / steps)));
}
