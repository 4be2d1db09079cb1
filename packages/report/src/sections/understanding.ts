import type { Figure } from '../figure.js';
import type { Settled } from '../settled.js';
import { figureLetters } from '../figure-number.js';
import {
  noUnderstanding,
  understandingBegins,
  type WithoutUnderstanding,
} from '../sentences/understanding.js';
import { type Html, html } from '../text/html.js';
import { figureEntries, type NumberedFigure, numberedFigures } from './numbered-figures.js';
import { figureSection } from './figure-section.js';
import { type Section, sentences } from './section.js';

const heading = { id: 'understanding', title: 'Understanding' } as const;

/** What the section shows. */
export interface UnderstandingParts {
  readonly figures: readonly NumberedFigure[];
  /** What stands before the figures. */
  readonly answers?: Html;
}

/** Figures in the order of their letters; a failed one has that of its place. */
export function lettered(figures: readonly Settled<Figure>[]): readonly NumberedFigure[] {
  return numberedFigures(figures, (place) => figureLetters[place]!);
}

/** The figures that explain. */
export function understandingSection({ figures, answers }: UnderstandingParts): Section {
  return {
    ...heading,
    body: html`<p class="prose">${sentences(understandingBegins)}</p>${answers ?? null}${figures.map(({ figure, number }) => figureSection(figure, number))}`,
    entries: figureEntries(figures),
  };
}

/** The section of a report that has nothing to explain, or leaves it out. */
export function withoutUnderstandingSection(reason: WithoutUnderstanding): Section {
  return { ...heading, body: html`<p class="prose">${sentences(noUnderstanding(reason))}</p>` };
}
