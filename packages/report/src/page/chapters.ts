import type { SweepName } from '@superposition/core/internal/config/sweeps';

/** A part of the story that shows figures. */
export type ChapterId = 'what' | 'how' | 'when' | 'forms';

/** The figures of a part of the story, by their numbers, in the order in which they stand there. */
export interface Chapter {
  readonly id: ChapterId;
  readonly figures: readonly number[];
}

/**
 * The order of the story. The figures of a model have the numbers of the document, so that its readers find them; those of the
 * sweeps are named here, because their numbers depend on which of them there are.
 */
const order: Readonly<Record<ChapterId, readonly (number | SweepName)[]>> = {
  what: [1, 2, 8, 9],
  how: [3, 4, 5],
  when: [
    7,
    'lossExponent',
    'lossExponentSparse',
    6,
    'activeProbability',
    'neurons',
    'exponentByProbability',
    'neuronsByProbability',
  ],
  forms: ['trainingSteps'],
};

/** The parts of the story, without sweeps that have no figure, and without parts that would be empty. */
export function chaptersOf(
  sweeps: readonly { readonly name: SweepName; readonly number: number }[],
): readonly Chapter[] {
  const numbers = new Map(sweeps.map(({ name, number }) => [name, number]));
  return (Object.keys(order) as ChapterId[])
    .map((id) => ({
      id,
      figures: order[id].flatMap((each) => (typeof each === 'number' ? each : (numbers.get(each) ?? []))),
    }))
    .filter(({ figures }) => figures.length > 0);
}
