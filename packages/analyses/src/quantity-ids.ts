import {
  type QuantityId as CoreQuantityId,
  quantityDefinitions as coreDefinitions,
} from '@superposition/core/quantity-definitions';

/** Quantities that the document's claims need beside those of core. */
const furtherDefinitions = {
  'crossGain.effective.mean': 'Mean of the off-diagonal entries of W_out·W_in.',
  'crossGain.effective.meanAbs': 'Mean absolute off-diagonal entry of W_out·W_in.',
  'crossGain.effective.rms': 'Root mean square off-diagonal entry of W_out·W_in.',
  'crossGain.effective.min': 'Smallest off-diagonal entry of W_out·W_in.',
  'crossGain.effective.max': 'Largest off-diagonal entry of W_out·W_in.',
  'attenuation.positive':
    'Mean over features of (1 − R⁺[i,i])²/6: the MSE of a relu with that slope that leaks nothing for x < 0.',
  'attenuation.effective':
    'Mean over features of (1 − (W_out·W_in)[i,i])²/6: the same with the linear self-gain.',
  'mse.isolated.share': 'mse.isolated / mse.active.',
  'mse.interference.share': 'mse.interference / mse.active.',
  'cosine.random.meanAbs': 'E|cos| of two random directions in ℝ^m; exact.',
  'data.activePerSample': 'Active features per sample on average, n·p; exact.',
  'data.coactivation': 'Probability that two given features are active together, p²; exact.',
  'data.coactivationGivenOne': 'Probability that a feature is active in a sample where another is, p; exact.',
} as const;

export type FurtherQuantityId = keyof typeof furtherDefinitions;

/** The id of every quantity of the report. */
export type QuantityId = CoreQuantityId | FurtherQuantityId;

/** What each quantity is, in the order of tables. */
export const quantityDefinitions: Readonly<Record<QuantityId, string>> = (() => {
  const core = Object.entries(coreDefinitions).map(([id, { definition }]) => [id, definition] as const);
  const measured = core.findIndex(([id]) => isExact(id));
  const all = [...core.slice(0, measured), ...Object.entries(furtherDefinitions), ...core.slice(measured)];
  return Object.fromEntries(all) as Record<QuantityId, string>;
})();

/** Every id, in the order of tables. */
export const quantityIds = Object.keys(quantityDefinitions) as readonly QuantityId[];

/** True of a quantity in closed form, the same for every seed: naive, zero, and what the data are. */
export function isExact(id: string): boolean {
  return id === 'cosine.random.meanAbs' || /^(naive|zero|data)\./.test(id);
}
