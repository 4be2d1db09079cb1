import type { Figure } from '../figure.js';
import type { FigureNumber } from '../figure-number.js';
import type { ContentsEntry } from '../sections/contents.js';
import { figureSection } from '../sections/figure-section.js';
import { linkFigures } from '../sections/link-figures.js';
import { linkTerms } from '../sections/link-terms.js';
import { figureEntries, type NumberedFigure, numberedFigures } from '../sections/numbered-figures.js';
import { othersSlot, provenanceSlot } from '../sections/provenance-slot.js';
import { renderSection, type Section } from '../sections/section.js';
import { appendixTitle, chapterWords } from '../sentences/chapters.js';
import type { Settled } from '../settled.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import type { Chapter, ChapterId } from './chapters.js';
import type { PageFigure } from './page-figure.js';
import type { PageFacts, PageTables } from './report-facts.js';

/** The content of the report: everything except drawings, Plotly, scripts, styles and provenance. */
export interface Page {
  readonly title: string;
  /** The HTML below the contents, with a slot for each plot of `figures` and for the provenance. */
  readonly body: string;
  readonly figures: readonly PageFigure[];
  readonly contents: readonly ContentsEntry[];
  readonly facts: PageFacts;
  /** Whether the page has the section that trains. */
  readonly trainsHere?: true;
  /** Tables of the page with all digits. */
  readonly tables?: PageTables;
}

/** Figures by their own numbers, or by their places where they failed. */
export function numbered(figures: readonly Settled<Figure>[], first = 1): readonly NumberedFigure[] {
  return numberedFigures(figures, (place) => first + place);
}

/** A section of figures, below words that lead to them. */
export function figuresSection(
  { before, ...heading }: { readonly id: string; readonly title: string; readonly before?: Html },
  figures: readonly NumberedFigure[],
): Section {
  return {
    ...heading,
    body: html`${before ?? null}${figures.map(({ figure, number }) => figureSection(figure, number))}`,
    entries: figureEntries(figures),
  };
}

/**
 * The parts of the story of which there are figures, with these figures.
 *
 * @param numbers what stands between the first words of a part and its figures
 */
export function chapterSections(
  chapters: readonly Chapter[],
  figures: readonly NumberedFigure[],
  numbers: Partial<Record<ChapterId, Html | null>> = {},
): readonly Section[] {
  const byNumber = new Map<FigureNumber, NumberedFigure>(figures.map((each) => [each.number, each]));
  return chapters.flatMap(({ id, figures: shown }) => {
    const own = shown.flatMap((number) => byNumber.get(number) ?? []);
    if (own.length === 0 && !numbers[id]) return [];
    const { title, intro } = chapterWords[id];
    return [
      figuresSection(
        { id, title, before: html`<p class="lead">${prose(intro)}</p>${numbers[id] ?? null}` },
        own,
      ),
    ];
  });
}

/** Joins a page. Its last section, the appendix, ends with the provenance. */
export function joinPage(
  title: string,
  {
    first,
    header,
    sections,
    appendix = [],
    ...rest
  }: {
    /** The line of the contents that leads to the top of the page. */
    readonly first: string;
    readonly header: Html;
    readonly sections: readonly Section[];
    readonly appendix?: readonly Section[];
  } & Pick<Page, 'figures' | 'facts' | 'tables' | 'trainsHere'>,
): Page {
  const end: Section = {
    id: 'appendix',
    title: appendixTitle,
    body: html``,
    sections: appendix,
    after: html`${provenanceSlot}${othersSlot}`,
    entries: [...appendix.map(entryOf), { id: 'provenance', title: 'Provenance' }],
  };
  const all = [...sections, end];
  const isKnown = appendix.some(({ id }) => id === 'glossary');
  const rendered = (section: Section) =>
    isKnown ? linkTerms(renderSection(section)) : renderSection(section);
  const { markup } = linkFigures(html`<header id="abstract">${header}</header>
${all.map(rendered)}`);
  return {
    title,
    body: markup,
    ...rest,
    contents: [{ id: 'abstract', title: first }, ...all.map(entryOf)],
  };
}

function entryOf({ id, title, entries }: Section): ContentsEntry {
  return { id, title, ...(entries !== undefined && entries.length > 0 && { entries }) };
}

/** The value of a stage that did not fail. */
export function settledValue<T>(settled: Settled<T> | undefined): T | undefined {
  return settled?.status === 'value' ? settled.value : undefined;
}
