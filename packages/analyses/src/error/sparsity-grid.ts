/** The active probabilities of figure 6. The one of the training is always added. */
export const sparsityGrid: readonly number[] = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1,
];
