/** Letters number the figures of the section "Understanding". */
export const figureLetters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

export type FigureLetter = (typeof figureLetters)[number];

/** What stands after "Figure": a number, or a letter. */
export type FigureNumber = number | FigureLetter;

/** The id of a figure in the page, and the name of its stage: `figure-5`, `figure-a`. */
export function figureId(number: FigureNumber | 'claims' | 'gains' | 'steps'): string {
  return `figure-${String(number).toLowerCase()}`;
}

/** The number in the name of a figure's stage; undefined for another name. */
export function numberInId(id: string): FigureNumber | undefined {
  const [, name] = /^figure-(\d+|[a-z])$/.exec(id) ?? [];
  if (name === undefined) return undefined;
  return figureLetters.find((letter) => letter.toLowerCase() === name) ?? Number(name);
}

/** Whether a value numbers a figure. */
export function isFigureNumber(value: unknown): value is FigureNumber {
  return typeof value === 'number' || figureLetters.some((letter) => letter === value);
}
