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

/** Where figures stand that the order does not name, such as one that a reader of the code has added. */
const others = { models: 'how', sweeps: 'when' } as const satisfies Record<string, ChapterId>;

/**
 * The parts of the story, without those that would be empty. Each figure stands in one of them.
 *
 * @param models how many figures of models there are; they have the first numbers
 */
export function chaptersOf(
  models: number,
  sweeps: readonly { readonly name: SweepName; readonly number: number }[],
): readonly Chapter[] {
  const numbers = new Map<number | SweepName, number>([
    ...Array.from({ length: models }, (_, index) => [index + 1, index + 1] as const),
    ...sweeps.map(({ name, number }) => [name, number] as const),
  ]);
  const named = new Set(Object.values(order).flat());
  const unnamed = [...numbers.keys()].filter((each) => !named.has(each));
  return (Object.keys(order) as ChapterId[])
    .map((id) => ({
      id,
      figures: [
        ...order[id],
        ...unnamed.filter((each) => id === others[typeof each === 'number' ? 'models' : 'sweeps']),
      ].flatMap((each) => numbers.get(each) ?? []),
    }))
    .filter(({ figures }) => figures.length > 0);
}

/** A report without trainings of other lengths has the part of the story about forming, too, if one training was followed. */
export function withFormation(chapters: readonly Chapter[], isFollowed: boolean): readonly Chapter[] {
  if (!isFollowed || chapters.some(({ id }) => id === 'forms')) return chapters;
  return [...chapters, { id: 'forms', figures: [] }];
}
