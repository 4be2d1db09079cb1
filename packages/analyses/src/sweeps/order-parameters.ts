/**
 * The numbers that a sweep follows, in the order of tables. They tell one kind of solution from another. Their
 * definitions stand apart, so that a change of wording measures nothing again.
 */
export const orderParameterIds = [
  'gain.positive',
  'gain.spread',
  'output.minusOne',
  'neuronUsage.mean',
  'balanced.neuronUsage.mean',
  'relative.mse.active',
  'relative.lq.active',
  'relative.mse.all',
  'lq.all',
] as const;

export type OrderParameter = (typeof orderParameterIds)[number];

/** The title and exact definition of each. */
export const orderParameters: Readonly<
  Record<OrderParameter, { readonly title: string; readonly definition: string }>
> = {
  'gain.positive': {
    title: 'gain for positive inputs',
    definition:
      'Gain: the mean over features i of R⁺[i,i], the output at x = 1 with only feature i active; exact.',
  },
  'gain.spread': {
    title: 'spread of the gain over features',
    definition:
      'Spread of the gain: the standard deviation over features of R⁺[i,i] (divides by n), divided by its mean; exact. ' +
      '0 when every feature is served alike; √(n/m − 1) when m of n features are served and the others ignored.',
  },
  'output.minusOne': {
    title: 'output at x = −1',
    definition:
      'Output at x = −1: the mean over features i of R⁻[i,i], with only feature i active; exact. That of relu is 0.',
  },
  'neuronUsage.mean': {
    title: 'number of neurons a feature uses',
    definition:
      'Neurons a feature uses: the mean over features i of the number of neurons k with W_in[k,i] > ¼ of the root mean square of W_in; exact.',
  },
  'balanced.neuronUsage.mean': {
    title: 'number of neurons a feature uses, balanced',
    definition:
      'Balanced: the same count after scaling each neuron so that its input and output weights have equal norms, which leaves the map unchanged.',
  },
  'relative.mse.active': {
    title: 'MSE over active entries / naive',
    definition: 'MSE over active entries divided by that of the naive solution, (1 − min(m, n)/n)/6.',
  },
  'relative.lq.active': {
    title: 'trained loss over active entries / naive',
    definition:
      'Trained loss over active entries: the mean of |y − t|^q with the exponent q of that training, divided by that of the naive solution, (1 − min(m, n)/n)/(2(q + 1)).',
  },
  'relative.mse.all': {
    title: 'MSE over all entries / naive',
    definition:
      'MSE over all entries, which also charges for outputs of inactive features, divided by that of the naive solution, p·(1 − min(m, n)/n)/6.',
  },
  'lq.all': {
    title: 'trained loss over all entries',
    definition:
      'Trained loss over all entries: the mean of |y − t|^q over every entry of the output, with the exponent q of that training: what it minimises.',
  },
};
