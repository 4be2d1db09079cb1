/** The title and the exact definition of a quantity, for tables and captions. */
export interface QuantityDefinition {
  readonly title: string;
  readonly definition: string;
}

const RELU_MAP = 'with only feature i active';
const ENTRIES = {
  active: 'over active entries (a sample and a feature active in it)',
  all: 'over every entry of the output',
} as const;

/** The quantities of every map: of the trained model, the naive solution and the zero output. */
const ofAnyMap = {
  'gain.positive': {
    title: 'Gain for positive inputs',
    definition: `Mean over features i of R⁺[i,i], the output at x = 1 ${RELU_MAP}; R⁺ = W_out·relu(W_in).`,
  },
  'gain.positive.sd': {
    title: 'Spread of that gain',
    definition: 'Standard deviation over features of R⁺[i,i] (divides by n).',
  },
  'output.minusOne': {
    title: 'Output at x = −1',
    definition: `Mean over features i of R⁻[i,i], the output at x = −1 ${RELU_MAP}; R⁻ = W_out·relu(−W_in).`,
  },
  'gain.effective': { title: 'Linear self-gain', definition: 'Mean over features i of (W_out·W_in)[i,i].' },
  'gain.effective.sd': {
    title: 'Spread of the linear self-gain',
    definition: 'Standard deviation over features of (W_out·W_in)[i,i] (divides by n).',
  },
  'crossGain.mean': {
    title: 'Cross-gain, mean',
    definition: 'Mean of the n(n−1) off-diagonal entries of R⁺.',
  },
  'crossGain.meanAbs': {
    title: 'Cross-gain, mean size',
    definition: 'Mean absolute off-diagonal entry of R⁺.',
  },
  'crossGain.rms': { title: 'Cross-gain, rms', definition: 'Root mean square off-diagonal entry of R⁺.' },
  'crossGain.min': { title: 'Cross-gain, smallest', definition: 'Smallest off-diagonal entry of R⁺.' },
  'crossGain.max': { title: 'Cross-gain, largest', definition: 'Largest off-diagonal entry of R⁺.' },
  'cosine.mean': {
    title: 'Cosine between features, mean',
    definition:
      'Mean over pairs i < j of the cosine between columns i and j of W_in; zero columns are left out.',
  },
  'cosine.meanAbs': {
    title: 'Cosine between features, mean size',
    definition: 'Mean over pairs i < j of |cos|.',
  },
  'cosine.rms': {
    title: 'Cosine between features, rms',
    definition: 'Root mean square over pairs i < j of cos.',
  },
  'cosine.maxAbs': {
    title: 'Cosine between features, largest size',
    definition: 'Largest |cos| over pairs i < j.',
  },
  framePotential: {
    title: 'Frame potential',
    definition:
      'Σ cos² over all ordered pairs of columns of W_in, i = j included; zero columns are left out. For c other columns it is at least c²/m, and at least c.',
  },
  zeroColumns: { title: 'Features without a direction', definition: 'Number of zero columns of W_in.' },
  'mse.active': { title: 'MSE, active entries', definition: `Mean of (y − t)² ${ENTRIES.active}.` },
  'mse.positive': {
    title: 'MSE, positive entries',
    definition: 'Mean of (y − t)² over active entries with x > 0.',
  },
  'mse.all': { title: 'MSE, all entries', definition: `Mean of (y − t)² ${ENTRIES.all}.` },
  'mse.allPerActive': { title: 'MSE, all entries per active one', definition: 'mse.all / p.' },
  'mse.isolated': {
    title: 'MSE, one feature at a time',
    definition:
      'Mean over features of ((1 − R⁺[i,i])² + R⁻[i,i]²)/6, the MSE of its active values when alone; exact.',
  },
  'mse.interference': {
    title: 'MSE from interference',
    definition:
      'Mean over active entries of (y−t)² less the square that the feature would have alone at the same value: mse.active − mse.isolated.',
  },
  'l4.active': { title: 'L4, active entries', definition: `Mean of (y − t)⁴ ${ENTRIES.active}.` },
  'l4.all': { title: 'L4, all entries', definition: `Mean of (y − t)⁴ ${ENTRIES.all}.` },
  'l4.allPerActive': { title: 'L4, all entries per active one', definition: 'l4.all / p.' },
  'l4.isolated': {
    title: 'L4, one feature at a time',
    definition: 'Mean over features of ((1 − R⁺[i,i])⁴ + R⁻[i,i]⁴)/10; exact.',
  },
  'lq.active': {
    title: 'Lq, active entries',
    definition: `Mean of |y − t|^q ${ENTRIES.active}; q is training.lossExponent.`,
  },
  'lq.all': {
    title: 'Lq, all entries',
    definition: `Mean of |y − t|^q ${ENTRIES.all}; q is training.lossExponent. Models that were trained with this q minimised it.`,
  },
  'lq.allPerActive': { title: 'Lq, all entries per active one', definition: 'lq.all / p.' },
  'lq.isolated': {
    title: 'Lq, one feature at a time',
    definition: 'Mean over features of (|1 − R⁺[i,i]|^q + |R⁻[i,i]|^q)/(2(q + 1)); exact.',
  },
  'perFeature.mse.min': {
    title: 'Per-feature MSE, smallest',
    definition: 'Smallest over features of the MSE of its active entries.',
  },
  'perFeature.mse.max': {
    title: 'Per-feature MSE, largest',
    definition: 'Largest over features of the MSE of its active entries.',
  },
  'perFeature.mse.sd': {
    title: 'Per-feature MSE, spread',
    definition:
      'Standard deviation over features of the MSE of its active entries (divides by n), sampling noise included.',
  },
  'perFeature.mse.sdTrue': {
    title: 'Per-feature MSE, spread without sampling noise',
    definition:
      '√(sd² − (1 − 1/n)·mean over features of the squared Monte-Carlo standard error), 0 where that is negative.',
  },
  'perFeature.mse.standardError': {
    title: 'Per-feature MSE, sampling error',
    definition: 'Root mean square over features of the Monte-Carlo standard error of its active MSE.',
  },
  'perFeature.interference.sdTrue': {
    title: 'Per-feature interference, spread without sampling noise',
    definition:
      'Standard deviation over features (divides by n) of the MSE of its active entries less its isolated MSE, the Monte-Carlo noise subtracted as in perFeature.mse.sdTrue.',
  },
  'neuronUsage.mean': {
    title: 'Neurons a feature uses',
    definition:
      'Mean over features of the number of neurons k with W_in[k,i] > ¼ of the root mean square of W_in.',
  },
} as const satisfies Record<string, QuantityDefinition>;

/** The quantities that only a trained model has. */
const ofTrained = {
  'balanced.cosine.mean': {
    title: 'Cosine, mean, balanced gauge',
    definition:
      'cosine.mean with every neuron’s input and output weights scaled to equal norms (the same map).',
  },
  'balanced.cosine.meanAbs': {
    title: 'Cosine, mean size, balanced gauge',
    definition: 'cosine.meanAbs in the balanced gauge.',
  },
  'balanced.cosine.rms': {
    title: 'Cosine, rms, balanced gauge',
    definition: 'cosine.rms in the balanced gauge.',
  },
  'balanced.cosine.maxAbs': {
    title: 'Cosine, largest size, balanced gauge',
    definition: 'cosine.maxAbs in the balanced gauge.',
  },
  'balanced.framePotential': {
    title: 'Frame potential, balanced gauge',
    definition: 'framePotential in the balanced gauge.',
  },
  'balanced.neuronUsage.mean': {
    title: 'Neurons a feature uses, balanced gauge',
    definition: 'neuronUsage.mean in the balanced gauge.',
  },
  'ratio.mse.active': {
    title: 'Naive over the model, MSE, active',
    definition: 'naive.mse.active / mse.active; above 1 where the model’s is the smaller.',
  },
  'ratio.mse.all': {
    title: 'Naive over the model, MSE, all',
    definition: 'naive.mse.all / mse.all; above 1 where the model’s is the smaller.',
  },
  'ratio.l4.active': {
    title: 'Naive over the model, L4, active',
    definition: 'naive.l4.active / l4.active; above 1 where the model’s is the smaller.',
  },
  'ratio.l4.all': {
    title: 'Naive over the model, L4, all',
    definition: 'naive.l4.all / l4.all; above 1 where the model’s is the smaller.',
  },
  'ratio.lq.active': {
    title: 'Naive over the model, Lq, active',
    definition: 'naive.lq.active / lq.active; above 1 where the model’s is the smaller.',
  },
  'ratio.lq.all': {
    title: 'Naive over the model, Lq, all',
    definition: 'naive.lq.all / lq.all; above 1 where the model’s is the smaller.',
  },
} as const satisfies Record<string, QuantityDefinition>;

/** The further quantities that the claims of the starting document need. */
const ofDocument = {
  'crossGain.effective.mean': {
    title: 'Linear cross-gain, mean',
    definition: 'Mean of the off-diagonal entries of W_out·W_in.',
  },
  'crossGain.effective.meanAbs': {
    title: 'Linear cross-gain, mean size',
    definition: 'Mean absolute off-diagonal entry of W_out·W_in.',
  },
  'crossGain.effective.rms': {
    title: 'Linear cross-gain, rms',
    definition: 'Root mean square off-diagonal entry of W_out·W_in.',
  },
  'crossGain.effective.min': {
    title: 'Linear cross-gain, smallest',
    definition: 'Smallest off-diagonal entry of W_out·W_in.',
  },
  'crossGain.effective.max': {
    title: 'Linear cross-gain, largest',
    definition: 'Largest off-diagonal entry of W_out·W_in.',
  },
  'attenuation.positive': {
    title: 'MSE of attenuation alone',
    definition:
      'Mean over features of (1 − R⁺[i,i])²/6: the MSE of a relu with that slope that leaks nothing for x < 0.',
  },
  'attenuation.effective': {
    title: 'MSE of attenuation alone, linear self-gain',
    definition: 'Mean over features of (1 − (W_out·W_in)[i,i])²/6: the same with the linear self-gain.',
  },
  'mse.isolated.share': {
    title: 'Share of the MSE present in isolation',
    definition: 'mse.isolated / mse.active.',
  },
  'mse.interference.share': {
    title: 'Share of the MSE from interference',
    definition: 'mse.interference / mse.active.',
  },
  'cosine.random.meanAbs': {
    title: 'Cosine between random directions, mean size',
    definition: 'E|cos| of two random directions in ℝ^m; exact.',
  },
  'data.activePerSample': {
    title: 'Active features per sample',
    definition: 'Active features per sample on average, n·p; exact.',
  },
  'data.coactivation': {
    title: 'Co-activation',
    definition: 'Probability that two given features are active together, p²; exact.',
  },
  'data.coactivationGivenOne': {
    title: 'Co-activation, given one',
    definition: 'Probability that a feature is active in a sample where another is, p; exact.',
  },
} as const satisfies Record<string, QuantityDefinition>;

/** A quantity of every map, whether the map is trained or known in closed form. */
export type MapQuantityId = keyof typeof ofAnyMap;

/** The id of every quantity; `naive.` is the naive solution without noise, `zero.` the output that is always 0. */
export type QuantityId =
  | MapQuantityId
  | keyof typeof ofTrained
  | keyof typeof ofDocument
  | `naive.${MapQuantityId}`
  | `zero.${MapQuantityId}`;

/** The ids of `MapQuantityId`, in the order of tables. */
export const mapQuantityIds = Object.keys(ofAnyMap) as readonly MapQuantityId[];

function definitionsOf(prefix: 'naive' | 'zero', name: string): Record<string, QuantityDefinition> {
  const rename = (id: MapQuantityId): [string, QuantityDefinition] => {
    const { title, definition } = ofAnyMap[id];
    return [
      `${prefix}.${id}`,
      { title: `${title} (${name})`, definition: `${definition} Closed form for the ${name}.` },
    ];
  };
  return Object.fromEntries(mapQuantityIds.map(rename));
}

/** Title and definition of every quantity, in the order of tables. They are worded only here. */
export const quantityDefinitions = {
  ...ofAnyMap,
  ...ofTrained,
  ...ofDocument,
  ...definitionsOf('naive', 'naive solution'),
  ...definitionsOf('zero', 'zero output'),
} as Readonly<Record<QuantityId, QuantityDefinition>>;

/** Every id, in the order of tables. */
export const quantityIds = Object.keys(quantityDefinitions) as readonly QuantityId[];

/**
 * True for a quantity in closed form, which is the same for every seed: of the naive solution, of the zero output, of
 * the data, and of random directions.
 */
export function isExact(id: QuantityId): boolean {
  return id === 'cosine.random.meanAbs' || /^(naive|zero|data)\./.test(id);
}

/** True for a quantity that is estimated from the samples of the evaluation. All others follow from the weights exactly. */
export function isSampled(id: QuantityId): boolean {
  return /^(mse|l4|lq|perFeature|ratio)\./.test(id) && !id.endsWith('.isolated');
}
