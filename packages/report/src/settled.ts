/** A value, or the reason why there is none: what a stage receives from an input whose failure it takes as data. */
export type Settled<T> =
  | { readonly status: 'value'; readonly value: T }
  | { readonly status: 'failure'; readonly stage: string; readonly message: string };

/** The values of those that have one. */
export function settledValues<T>(all: readonly Settled<T>[]): readonly T[] {
  return all.flatMap((each) => (each.status === 'value' ? [each.value] : []));
}

/** What is known of a model and of further ones, each with its seed. */
export function knownModels<T, Seed>(
  seed: Seed,
  value: T,
  otherSeeds: readonly Seed[],
  others: readonly Settled<T>[],
): readonly { readonly seed: Seed; readonly value: T }[] {
  const known = others.flatMap((other, index) =>
    other.status === 'value' ? [{ seed: otherSeeds[index]!, value: other.value }] : [],
  );
  return [{ seed, value }, ...known];
}
