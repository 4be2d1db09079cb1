/*
 * The values that the host sets before its first call: the shape, and the address of every array in memory. Addresses
 * and strides are in bytes and are multiples of 16. Rows are padded with zeros to whole vectors, and every phase keeps
 * the padding zero. Training works in float32 and evaluation in float64; an instance does one of the two.
 */

/** Inputs and outputs of the network, n, and its hidden neurons, m. */
export let features: i32 = 0;
export let neurons: i32 = 0;

/** The loss exponent q, in halves. */
export let halfExponents: i32 = 0;

/** 1 without the relu, for a training: then every neuron hands on its sum as it is. */
export let isLinear: i32 = 0;

/** ⌈2⁴⁰ / n⌉: position · this >> 40 is ⌊position / n⌋ for the positions of a block. */
export let featuresReciprocal: u64 = 0;

/** The number of gaps in the table of thresholds. */
export let gaps: i32 = 0;

/** The number of samples that go through the phases together at most, a multiple of 4. */
export let blockSamples: i32 = 0;

/** Bytes of one number. */
export let numberBytes: i32 = 0;

/** Bytes of a row over neurons. W_in has such a row for each feature, and hidden for each sample. */
export let neuronStride: usize = 0;

/** Bytes of a row over features. W_out has such a row for each neuron, and errors for each sample. */
export let featureStride: usize = 0;

/** W_in with a row for each feature, and W_out with a row for each neuron. */
export let inputWeights: usize = 0;
export let outputWeights: usize = 0;

/** Records of a block's active features; see draw.ts. */
export let entries: usize = 0;

/** A row for each sample: the sums of the hidden neurons, then their activations, then the derivatives by them. */
export let hidden: usize = 0;

/** A row for each sample: outputs, then errors, then slopes. */
export let errors: usize = 0;

/** The pairs of a sample and a neuron active in it; see pairs.ts. */
export let pairs: usize = 0;
export let pairStarts: usize = 0;
export let pairPlaces: usize = 0;
export let pairSums: usize = 0;
export let sampleOrder: usize = 0;
export let orderSlots: usize = 0;
export let neuronLists: usize = 0;
export let neuronListBytes: usize = 0;
export let neuronListEnds: usize = 0;

/**
 * How rows over features are cut into tiles: {u32 offset in bytes, u32 width in vectors} for each. A width of 0 ends
 * the list.
 */
export let narrowTiles: usize = 0;
export let wideTiles: usize = 0;

/** The sums of the gradients and the moments of Adam, laid out like the weights. */
export let inputGradient: usize = 0;
export let inputFirstMoments: usize = 0;
export let inputSecondMoments: usize = 0;
export let outputGradient: usize = 0;
export let outputFirstMoments: usize = 0;
export let outputSecondMoments: usize = 0;

/** The least and the greatest value of each entry of W_in, laid out like it; 0 when it has no bounds. */
export let inputLower: usize = 0;
export let inputUpper: usize = 0;

/** W_out with a row over neurons for each feature, for an evaluation. */
export let ownOutputs: usize = 0;

/** Sums of an evaluation; see evaluate.ts. */
export let featureSums: usize = 0;
export let sampleTallies: usize = 0;
