import type { ComparedQuantity } from '@superposition/analyses/internal/cross-check/compare-quantities';
import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import type { Settled } from '../settled.js';
import type { Figure } from '../figure.js';
import type { FigureNumber } from '../figure-number.js';
import { claimsSection } from '../sections/claims.js';
import { crossCheckVerdict, statisticsSection } from '../sections/cross-check.js';
import { figureSection } from '../sections/figure-section.js';
import { glossarySection } from '../sections/glossary.js';
import { howItForms } from '../sections/how-it-forms.js';
import type { NumberedFigure } from '../sections/numbered-figures.js';
import { quantitiesSection } from '../sections/quantities.js';
import { partOfReport, partsLeftOut } from '../sentences/page.js';
import { understandingSection } from '../sections/understanding.js';
import { html } from '../text/html.js';
import { chapterSections, figuresSection, joinPage, type Page, settledValue } from './join-page.js';
import { withFormation } from './chapters.js';
import type { PageParams } from './page.js';
import { pageFigures } from './page-figure.js';
import { pageTables } from './page-tables.js';
import { pageFacts } from './page-facts.js';

/** What a part of a report shows. What was not asked for is absent. */
export interface PartialInputs {
  /** With their numbers in the whole report. */
  readonly figures: readonly NumberedFigure[];
  /** The figure at the top of the whole report. */
  readonly gains?: Settled<Figure>;
  /** How the model of the first seed formed. */
  readonly formation?: Settled<Figure>;
  readonly quantities?: Settled<QuantitySummaries>;
  readonly claims?: Settled<readonly JudgedClaim[]>;
  readonly claimsFigure?: Settled<Figure>;
  readonly crossCheck?: Settled<CrossCheck>;
  readonly crossCheckStatistics?: Settled<readonly ComparedQuantity[]>;
}

/**
 * A page with some parts of a report, in the order of the whole one. It says at its beginning that it is not the whole report, and what
 * it leaves out.
 *
 * @param leftOut names of the parts that a whole report has besides
 */
export function partialPage(
  { settings, chapters }: PageParams,
  inputs: PartialInputs,
  leftOut: readonly string[],
): Page {
  const { figures, gains, formation, quantities, claims, claimsFigure, crossCheck, crossCheckStatistics } =
    inputs;
  const inChapters = new Set<FigureNumber>(chapters.flatMap((chapter) => chapter.figures));
  const explaining = figures.filter(({ number }) => typeof number === 'string');
  const checked = figures.filter(({ number }) => typeof number === 'number' && !inChapters.has(number));
  const { title } = settings.report;
  return joinPage(title, {
    first: 'A part of a report',
    header: html`<h1>${title}</h1>
<p class="prose" id="left-out"><strong>${partOfReport}</strong> ${partsLeftOut(leftOut)}</p>
${gains === undefined ? null : figureSection(gains, 'gains')}`,
    sections: [
      ...chapterSections(withFormation(chapters, formation !== undefined), figures, {
        forms: formation === undefined ? null : howItForms(formation),
      }),
      ...(explaining.length === 0 ? [] : [understandingSection({ figures: explaining })]),
      ...(claims === undefined && claimsFigure === undefined ? [] : [claimsSection(claims, claimsFigure)]),
    ],
    appendix: [
      ...(quantities === undefined ? [] : [quantitiesSection(quantities, settings)]),
      ...(crossCheck === undefined && checked.length === 0
        ? []
        : [
            figuresSection(
              {
                id: 'cross-check',
                title: 'Cross-check',
                ...(crossCheck !== undefined && { before: crossCheckVerdict(crossCheck) }),
              },
              checked,
            ),
          ]),
      ...(crossCheckStatistics === undefined ? [] : [statisticsSection(crossCheckStatistics)]),
      glossarySection(),
    ],
    figures: pageFigures([
      ...(gains === undefined ? [] : [gains]),
      ...figures.map(({ figure }) => figure),
      ...(formation === undefined ? [] : [formation]),
      ...(claimsFigure === undefined ? [] : [claimsFigure]),
    ]),
    facts: pageFacts(settledValue(quantities), settledValue(claims), settledValue(crossCheck)),
    tables: pageTables(settledValue(quantities), settledValue(claims)),
  });
}
