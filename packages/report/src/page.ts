import type { JudgedClaim } from '@superposition/analyses/judge-claims';
import type { QuantitySummaries } from '@superposition/analyses/summarise-quantities';
import type { Settled } from '@superposition/pipeline/stage';
import type { Figure } from './figure.js';
import { type Html, html } from './html.js';
import { abstract } from './sections/abstract.js';
import { claimsSection } from './sections/claims.js';
import type { ContentsEntry } from './sections/contents.js';
import { figureSection } from './sections/figure-section.js';
import { methodSection } from './sections/method.js';
import { quantitiesSection } from './sections/quantities.js';
import type { ReportSettings } from './sections/report-settings.js';
import { renderSection, type Section } from './sections/section.js';

/** The report's content as HTML fragments: everything but Plotly, scripts, styles and provenance. */
export interface Page {
  readonly title: string;
  /** What stands between the contents and the provenance; each figure carries its plots' JSON. */
  readonly body: string;
  readonly contents: readonly ContentsEntry[];
}

/** What the page is made of; a failed stage becomes an error card. */
export interface PageInputs {
  readonly figures: readonly Settled<Figure>[];
  readonly quantities: Settled<QuantitySummaries>;
  readonly claims: Settled<readonly JudgedClaim[]>;
}

export interface PageParams {
  readonly settings: ReportSettings;
}

/** The page as content, ready for `assemble`. A figure that failed is numbered by its place in the list. */
export function page({ figures, quantities, claims }: PageInputs, { settings }: PageParams): Page {
  const sections = [
    figuresSection(figures),
    quantitiesSection(quantities),
    claimsSection(claims),
    methodSection(settings),
  ];
  return join(settings.report.title, abstract(settings, quantities, claims), sections, figures);
}

/** A page of figures alone, for weights or measurements of your own. */
export function pageOf(title: string, figures: readonly Figure[]): Page {
  const settled = figures.map((value) => ({ status: 'value', value }) as const);
  return join(title, html``, [figuresSection(settled)], settled);
}

function figuresSection(figures: readonly Settled<Figure>[]): Section {
  return {
    id: 'figures',
    title: 'Figures',
    body: html`${figures.map((figure, index) => figureSection(figure, numberOf(figure, index)))}`,
  };
}

function join(
  title: string,
  summary: Html,
  sections: readonly Section[],
  figures: readonly Settled<Figure>[],
): Page {
  const { markup } = html`<header id="abstract"><h1>${title}</h1>
${summary}</header>
${sections.map(renderSection)}`;
  return {
    title,
    body: markup,
    contents: [
      { id: 'abstract', title: 'Abstract' },
      ...sections.map(({ id, title: heading }) => ({
        id,
        title: heading,
        ...(id === 'figures' ? { entries: figures.map(figureEntry) } : {}),
      })),
      { id: 'provenance', title: 'Provenance' },
    ],
  };
}

function figureEntry(figure: Settled<Figure>, index: number): ContentsEntry {
  const number = numberOf(figure, index);
  const title = figure.status === 'value' ? figure.value.title : 'could not be made';
  return { id: `figure-${number}`, title: `${number}. ${title}` };
}

/** A figure that failed cannot say its number: its place does. */
function numberOf(figure: Settled<Figure>, index: number): number {
  return figure.status === 'value' ? figure.value.number : index + 1;
}
