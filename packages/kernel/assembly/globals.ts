/*
 * What the host sets before the first call: the shape, and where every array lies in memory. Addresses and strides
 * are in bytes and multiples of 16. Rows are padded with zeros to whole vectors, and every phase keeps them zero.
 * Training works in float32, evaluation in float64; an instance does one of the two.
 */

/** Inputs and outputs of the network, n, and its hidden neurons, m. */
export let features: i32 = 0;
export let neurons: i32 = 0;

/** The loss exponent q, in halves. */
export let halfExponents: i32 = 0;

/** ⌈2⁴⁰ / n⌉: position · this >> 40 is ⌊position / n⌋ for the positions of a block. */
export let featuresReciprocal: u64 = 0;

/** Gaps in the table of thresholds. */
export let gaps: i32 = 0;

/** The most samples that go through the phases together, a multiple of 4. */
export let blockSamples: i32 = 0;

/** Bytes of one number. */
export let numberBytes: i32 = 0;

/** Bytes of a row over neurons: of W_in by feature, of hidden by sample. */
export let neuronStride: usize = 0;

/** Bytes of a row over features: of W_out by neuron, of errors by sample. */
export let featureStride: usize = 0;

/** W_in by feature and W_out by neuron. */
export let inputWeights: usize = 0;
export let outputWeights: usize = 0;

/** Records of a block's active features; see draw.ts. */
export let entries: usize = 0;

/** By sample: sums of the hidden neurons, then their activations, then the derivatives by them. */
export let hidden: usize = 0;

/** By sample: outputs, then errors, then slopes. */
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

/** How rows over features are cut: {u32 offset in bytes, u32 width in vectors} by tile, the last of width 0. */
export let narrowTiles: usize = 0;
export let wideTiles: usize = 0;

/** The sums of the gradients and Adam's moments, laid out as the weights. */
export let inputGradient: usize = 0;
export let inputFirstMoments: usize = 0;
export let inputSecondMoments: usize = 0;
export let outputGradient: usize = 0;
export let outputFirstMoments: usize = 0;
export let outputSecondMoments: usize = 0;

/** Sums of an evaluation; see evaluate.ts. */
export let featureSums: usize = 0;
export let sampleTallies: usize = 0;
