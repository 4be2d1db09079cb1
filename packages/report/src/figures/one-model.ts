/** How the caption of a figure of one model begins, since the abstract and the tables speak of all. */
export function oneModel(seed: number): string {
  return `One model, seed ${seed}.`;
}
