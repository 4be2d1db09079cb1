import type { ComparedQuantity } from '@superposition/analyses/internal/cross-check/compare-quantities';
import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import type { Settled } from '../settled.js';
import type { Figure } from '../figure.js';
import { claimsSection } from '../sections/claims.js';
import { crossCheckVerdict, statisticsSection } from '../sections/cross-check.js';
import { figureSection } from '../sections/figure-section.js';
import { figureEntries, type NumberedFigure } from '../sections/numbered-figures.js';
import { quantitiesSection } from '../sections/quantities.js';
import type { ReportSettings } from '../sections/report-settings.js';
import { renderSection, type Section } from '../sections/section.js';
import { partOfReport, partsLeftOut } from '../sentences/page.js';
import { html } from '../text/html.js';
import type { Page } from './page.js';
import { pageFigures } from './page-figure.js';
import { pageFacts } from './report-facts.js';

/** What a part of a report shows. What was not asked for is absent. */
export interface PartialInputs {
  /** With their numbers in the whole report. */
  readonly figures: readonly NumberedFigure[];
  readonly quantities?: Settled<QuantitySummaries>;
  readonly claims?: Settled<readonly JudgedClaim[]>;
  readonly claimsFigure?: Settled<Figure>;
  readonly crossCheck?: Settled<CrossCheck>;
  readonly crossCheckStatistics?: Settled<readonly ComparedQuantity[]>;
}

/**
 * A page with some parts of a report. It says at its beginning that it is not the whole report, and what it leaves out.
 *
 * @param leftOut names of the parts that a whole report has besides
 */
export function partialPage(
  settings: ReportSettings,
  inputs: PartialInputs,
  leftOut: readonly string[],
): Page {
  const { title } = settings.report;
  const sections = sectionsOf(settings, inputs);
  const { markup } = html`<header id="abstract"><h1>${title}</h1>
<p class="prose" id="left-out"><strong>${partOfReport}</strong> ${partsLeftOut(leftOut)}</p></header>
${sections.map(renderSection)}`;
  return {
    title,
    body: markup,
    figures: pageFigures([
      ...inputs.figures.map(({ figure }) => figure),
      ...(inputs.claimsFigure === undefined ? [] : [inputs.claimsFigure]),
    ]),
    facts: pageFacts(
      settledValue(inputs.quantities),
      settledValue(inputs.claims),
      settledValue(inputs.crossCheck),
    ),
    contents: [
      { id: 'abstract', title: 'A part of a report' },
      ...sections.map(({ id, title: heading, entries }) => ({
        id,
        title: heading,
        ...(entries === undefined ? {} : { entries }),
      })),
      { id: 'provenance', title: 'Provenance' },
    ],
  };
}

function sectionsOf(
  settings: ReportSettings,
  { figures, quantities, claims, claimsFigure, crossCheck, crossCheckStatistics }: PartialInputs,
): readonly Section[] {
  return [
    ...(figures.length === 0 ? [] : [figuresSection(figures)]),
    ...(quantities === undefined ? [] : [quantitiesSection(quantities, settings)]),
    ...(claims === undefined ? [] : [claimsSection(claims, claimsFigure)]),
    ...(crossCheck === undefined
      ? []
      : [{ id: 'cross-check', title: 'Cross-check', body: crossCheckVerdict(crossCheck) }]),
    ...(crossCheckStatistics === undefined ? [] : [statisticsSection(crossCheckStatistics)]),
  ];
}

function figuresSection(figures: PartialInputs['figures']): Section {
  return {
    id: 'figures',
    title: 'Figures',
    body: html`${figures.map(({ figure, number }) => figureSection(figure, number))}`,
    entries: figureEntries(figures),
  };
}

function settledValue<T>(settled: Settled<T> | undefined): T | undefined {
  return settled?.status === 'value' ? settled.value : undefined;
}
