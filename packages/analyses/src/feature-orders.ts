/** Two orders of the features that make heatmaps readable: drawn position → feature. */
export interface FeatureOrders {
  /**
   * By dominant neuron (largest input weight), then by the set of neurons used, then by the dominant weight, larger
   * first, then by index.
   */
  readonly codeword: readonly number[];
  /** By angle in the plane of the two leading right singular vectors of W_in (one when there is one neuron). */
  readonly singular: readonly number[];
}
