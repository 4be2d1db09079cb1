import { definition, type Sentence } from './rule.js';

/** A word of the report that a reader may not know. */
export interface Term {
  readonly id: string;
  readonly name: string;
  readonly meaning: Sentence;
  /** The forms in which the word is linked to its meaning, as a regular expression; none where it is not. */
  readonly forms?: string;
}

export const glossaryTitle = definition('Glossary');
export const referencesTitle = definition('References');

/** The words of the report, in the order of the alphabet. */
export const terms: readonly Term[] = [
  {
    id: 'design',
    name: '4-design, spherical',
    meaning: definition(
      'Unit vectors with the least Σ cos^4 that any can have. Where no set of directions reaches it, it is only a bound.',
    ),
    forms: '(?:spherical )?4-designs?',
  },
  {
    id: 'active-entry',
    name: 'active entry',
    meaning: definition(
      'One feature of one sample, when that feature is not 0. All entries are all outputs of all samples, whether their features are active or not.',
    ),
    forms: '(?:active|all) entr(?:y|ies)',
  },
  {
    id: 'attenuation',
    name: 'attenuation',
    meaning: definition('How much of a feature is lost in its own output when it is active alone: 1 − gain.'),
    forms: 'attenuat(?:ion|ed)',
  },
  {
    id: 'balanced-gauge',
    name: 'balanced gauge',
    meaning: definition(
      'The same network with every neuron scaled so that its input and output weights have equal norm. No output changes.',
    ),
    forms: 'balanced gauge',
  },
  {
    id: 'codeword',
    name: 'codeword, word',
    meaning: definition('The set of neurons that a feature uses: those with a large positive input weight.'),
    forms: 'codewords?',
  },
  {
    id: 'converged',
    name: 'converged',
    meaning: definition(
      'Of a training: a much longer one gives nearly the same loss, gain, output at x = −1 and number of neurons a feature uses.',
    ),
    forms: 'converged?',
  },
  {
    id: 'cosine',
    name: 'cosine',
    meaning: definition(
      'Of two features: that of the angle between their columns of W_in; 0 if these are orthogonal.',
    ),
    // A learning rate is annealed by half of another one.
    forms: '(?<!half a )cosines?',
  },
  {
    id: 'cross-gain',
    name: 'cross-gain',
    meaning: definition('R⁺ⱼᵢ with j ≠ i: what feature i alone, at 1, adds to output j, which should be 0.'),
    forms: '[Cc]ross-gains?',
  },
  {
    id: 'exponent',
    name: 'exponent',
    meaning: definition(
      'The power q in the loss, the mean of |y − t|^q: with L2, q = 2, and with L4, q = 4.',
    ),
    forms: 'exponents?',
  },
  {
    id: 'feature',
    name: 'feature',
    meaning: definition('One of the inputs, with the output of the same index, which should be its relu.'),
  },
  {
    id: 'frame',
    name: 'frame potential, tight frame',
    meaning: definition(
      'The frame potential of n directions in m dimensions is the sum of cos^2 over all ordered pairs, also of a direction with itself. Tight frames, which are spread evenly over all dimensions, have the least, n^2/m.',
    ),
    forms: 'tight frames?|[Ff]rame potential',
  },
  {
    id: 'gain',
    name: 'gain',
    meaning: definition('R⁺ᵢᵢ: output i when feature i alone is 1. That of a relu is 1.'),
    forms: '[Gg]ains?',
  },
  {
    id: 'interference',
    name: 'interference',
    meaning: definition('The part of an error that is there because other features are active too.'),
    forms: 'interference',
  },
  {
    id: 'kurtosis',
    name: 'kurtosis, κ',
    meaning: definition(
      'Of the entries of R⁺ off its diagonal: their mean fourth power over the square of their mean square. It is 1 where all have one size, and the larger, the fewer of them hold most of it.',
    ),
    forms: 'κ',
  },
  {
    id: 'l4',
    name: 'L2, L4, MSE',
    meaning: definition(
      'L2 is the mean of the squared error, also called MSE, and L4 that of its fourth power. Either is a loss when a network is trained to lower it.',
    ),
    forms: 'L[24]|MSE',
  },
  {
    id: 'load',
    name: 'load',
    meaning: definition('Of a neuron: the number of features whose word it is in.'),
    forms: '[Ll]oads',
  },
  {
    id: 'loss',
    name: 'loss',
    meaning: definition(
      'The number that a training lowers: the mean of |y − t|^q, where y is an output and t what it should be.',
    ),
  },
  {
    id: 'letters',
    name: 'n, m, p, q',
    meaning: definition(
      'The number of features, the number of neurons, the probability that a feature is active, and the exponent of the loss. Beside “by chance”, p is a p-value.',
    ),
  },
  {
    id: 'naive',
    name: 'naive solution',
    meaning: definition(
      'Weights by hand: each neuron serves one feature exactly, and the features without a neuron get 0.',
    ),
    forms: '[Nn]aive(?: solution)?',
  },
  {
    id: 'neuron',
    name: 'neuron',
    meaning: definition(
      'A place in the middle of the network: it adds up the inputs, each times a weight. The relu of this sum goes to every output, times a weight of its own.',
    ),
  },
  {
    id: 'overlap',
    name: 'overlap',
    meaning: definition('Of two words: the number of neurons that both have.'),
    forms: '[Oo]verlaps?',
  },
  {
    id: 'p-value',
    name: 'p-value',
    meaning: definition(
      'How often chance alone gives a number that lies as far out, on either side, as the one that is tested.',
    ),
    forms: 'p-values?',
  },
  {
    id: 'polytope',
    name: 'polytope',
    meaning: definition(
      'A body with corners and flat sides, such as a triangle or a cube. In other toy models, a few features are the corners of one, and share its dimensions with no others.',
    ),
    forms: 'polytopes?',
  },
  {
    id: 'pinv',
    name: 'pseudo-inverse, pinv',
    meaning: definition(
      'Of a matrix P: the matrix D for which D·P is as near to the identity as it can be, in the sum of the squared differences; the smallest one if several are.',
    ),
    forms: 'pseudo-inverse|pinv',
  },
  {
    id: 'response',
    name: 'R⁺, R⁻',
    meaning: definition(
      'What a feature alone does: R⁺ⱼᵢ is output j when feature i is 1, and R⁻ⱼᵢ when it is −1; all others are 0.',
    ),
  },
  {
    id: 'rms',
    name: 'root mean square',
    meaning: definition(
      'The square root of the mean of the squares: a typical magnitude of numbers of both signs.',
    ),
    forms: 'root mean square',
  },
  {
    id: 'sample',
    name: 'sample',
    meaning: definition(
      'One draw of all inputs, with the outputs for it. A batch is the samples of one step of a training.',
    ),
    forms: 'samples?|batch(?:es)?',
  },
  {
    id: 'seed',
    name: 'seed',
    meaning: definition(
      'The number from which a training draws its initial weights and its batches. Other seeds give other models of the same settings.',
    ),
    forms: 'seeds?',
  },
  {
    id: 'standard-error',
    name: 'standard error',
    meaning: definition(
      'How far chance moves an estimate, as a standard deviation. A difference is called one beyond three of them.',
    ),
    forms: 'standard errors?',
  },
  {
    id: 'superposition',
    name: 'superposition',
    meaning: definition('More features than neurons, which share the neurons.'),
    forms: '[Ss]uperposition',
  },
  {
    id: 'w-eff',
    name: 'W_eff',
    meaning: definition(
      'W_out·W_in = R⁺ − R⁻: the matrix that the network would be without the relu of its neurons.',
    ),
  },
];

/** Writings that the report stands beside. */
export const references = {
  intro: definition(
    'The task, relu of many sparse features by few neurons, is the toy model of compressed computation. Bhagat et al. and Ferreira da Silva and Heimersheim disagree about what it shows under the square and under the fourth power; the others give theory and context.',
  ),
  list: [
    definition(
      'Elhage et al. (2022). *Toy Models of Superposition*. Transformer Circuits Thread; arXiv 2209.10652.',
    ),
    definition(
      'Hänni, Mendel, Vaintrob, Chan (2024). *Mathematical Models of Computation in Superposition*. arXiv 2408.05451.',
    ),
    definition(
      'Adler, Shavit (2024). *On the Complexity of Neural Computation in Superposition*. arXiv 2409.15318.',
    ),
    definition(
      'Bushnaq, Mendel (2024). *Circuits in Superposition: Compressing many small neural networks into one*. Apollo Research.',
    ),
    definition(
      'Braun, Bushnaq, Heimersheim, Mendel, Sharkey (2025). *Interpretability in Parameter Space: Minimizing Mechanistic Description Length with Attribution-based Parameter Decomposition*. arXiv 2501.14926.',
    ),
    definition(
      'Bhagat, Molas-Medina, Giglemiani, Heimersheim (2026). *Compressed Computation is (probably) not Computation in Superposition*. arXiv 2606.14673.',
    ),
    definition(
      'Ferreira da Silva, Heimersheim (2026). *Compressed Computation under L4 Loss is likely Computation in Superposition*. arXiv 2607.04800.',
    ),
  ],
} as const;
