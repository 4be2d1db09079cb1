import type { ComparedQuantity } from '@superposition/analyses/compare-quantities';
import type { CrossCheck } from '@superposition/analyses/cross-check';
import type { JudgedClaim } from '@superposition/analyses/judge-claims';
import type { QuantitySummaries } from '@superposition/core/summary';
import type { Settled } from '@superposition/pipeline/stage';
import type { Figure } from '../figure.js';
import { type Html, html } from '../text/html.js';
import { type PageFacts, pageFacts } from './report-facts.js';
import { abstract } from '../sections/abstract.js';
import { claimsSection } from '../sections/claims.js';
import type { ContentsEntry } from '../sections/contents.js';
import { crossCheckVerdict, statisticsSection } from '../sections/cross-check.js';
import { figureSection } from '../sections/figure-section.js';
import { leftOutSection } from '../sections/left-out.js';
import { methodSection } from '../sections/method.js';
import { quantitiesSection } from '../sections/quantities.js';
import type { ReportSettings } from '../sections/report-settings.js';
import { renderSection, type Section } from '../sections/section.js';

/** The report's content as HTML fragments: everything but Plotly, scripts, styles and provenance. */
export interface Page {
  readonly title: string;
  /** What stands between the contents and the provenance; each figure carries its plots' JSON. */
  readonly body: string;
  readonly contents: readonly ContentsEntry[];
  readonly facts: PageFacts;
}

/** What the page is made of; a failed stage becomes an error card. */
export interface PageInputs {
  readonly figures: readonly Settled<Figure>[];
  /** The figures of the sweeps, numbered on after the others; none when the config has no sweep. */
  readonly sweeps: readonly Settled<Figure>[];
  readonly quantities: Settled<QuantitySummaries>;
  /** Left out where the weights are given: the claims are about trained models. */
  readonly claims?: Settled<readonly JudgedClaim[]>;
  /** One, and its figure, or none when the config leaves it out. */
  readonly crossChecks: readonly Settled<CrossCheck>[];
  readonly crossCheckFigures: readonly Settled<Figure>[];
  /** Where the config asks for it. */
  readonly crossCheckStatistics?: Settled<readonly ComparedQuantity[]>;
}

export interface PageParams {
  readonly settings: ReportSettings;
}

/** The page as content, ready for `assemble`. A figure that failed is numbered by its place in the list. */
export function page(inputs: PageInputs, { settings }: PageParams): Page {
  const { figures, sweeps, quantities, claims, crossChecks, crossCheckFigures } = inputs;
  const sections = [
    figuresSection({ id: 'figures', title: 'Figures' }, figures),
    ...(sweeps.length === 0
      ? []
      : [figuresSection({ id: 'sweeps', title: 'Sweeps' }, sweeps, figures.length + 1)]),
    quantitiesSection(quantities, settings),
    ...(claims === undefined ? [] : [claimsSection(claims)]),
    ...crossChecks.map((check) =>
      figuresSection(
        { id: 'cross-check', title: 'Cross-check', before: crossCheckVerdict(check) },
        crossCheckFigures,
        figures.length + sweeps.length + 1,
      ),
    ),
    ...(inputs.crossCheckStatistics === undefined ? [] : [statisticsSection(inputs.crossCheckStatistics)]),
    ...(settings.weights === undefined ? [] : [leftOutSection()]),
    methodSection(settings),
  ];
  const facts = pageFacts(
    settledValue(quantities),
    claims && settledValue(claims),
    crossChecks.map(settledValue)[0],
  );
  return join(settings.report.title, abstract(settings, quantities, claims), sections, facts);
}

/** A page of figures alone, for weights or measurements of your own. */
export function pageOf(title: string, figures: readonly Figure[]): Page {
  const settled = figures.map((value) => ({ status: 'value', value }) as const);
  return join(
    title,
    html``,
    [figuresSection({ id: 'figures', title: 'Figures' }, settled)],
    pageFacts(undefined, undefined),
  );
}

/** A section of figures. One that failed cannot say its number: its place does. */
function figuresSection(
  { before, ...heading }: { readonly id: string; readonly title: string; readonly before?: Html },
  figures: readonly Settled<Figure>[],
  firstNumber = 1,
): Section {
  const numbered = figures.map((figure, index) => ({
    figure,
    number: figure.status === 'value' ? figure.value.number : firstNumber + index,
  }));
  return {
    ...heading,
    body: html`${before ?? null}${numbered.map(({ figure, number }) => figureSection(figure, number))}`,
    entries: numbered.map(({ figure, number }) => ({
      id: `figure-${number}`,
      title: `${number}. ${figure.status === 'value' ? figure.value.title : 'could not be made'}`,
    })),
  };
}

function settledValue<T>(settled: Settled<T>): T | undefined {
  return settled.status === 'value' ? settled.value : undefined;
}

function join(title: string, summary: Html, sections: readonly Section[], facts: PageFacts): Page {
  const { markup } = html`<header id="abstract"><h1>${title}</h1>
${summary}</header>
${sections.map(renderSection)}`;
  return {
    title,
    facts,
    body: markup,
    contents: [
      { id: 'abstract', title: 'Abstract' },
      ...sections.map(({ id, title: heading, entries }) => ({
        id,
        title: heading,
        ...(entries === undefined ? {} : { entries }),
      })),
      { id: 'provenance', title: 'Provenance' },
    ],
  };
}
