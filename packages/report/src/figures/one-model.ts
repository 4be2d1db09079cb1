/** The seed of the model that a figure shows; `null` where its weights were given, and not trained here. */
export type ModelSeed = number | null;

/** How the caption of a figure of one model begins, since the abstract and the tables speak of all. */
export function oneModel(seed: ModelSeed): string {
  return seed === null ? 'The given model.' : `One model, seed ${seed}.`;
}

/** What the model is called beside others: trained, or given. */
export function modelWord(seed: ModelSeed): 'trained' | 'given' {
  return seed === null ? 'given' : 'trained';
}
