import type { ComparedQuantity } from '@superposition/analyses/internal/cross-check/compare-quantities';
import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import type { Settled } from '../settled.js';
import type { Figure } from '../figure.js';
import { type Html, html } from '../text/html.js';
import { type PageFigure, pageFigures } from './page-figure.js';
import { type PageFacts, pageFacts } from './report-facts.js';
import { abstract } from '../sections/abstract.js';
import { claimsSection } from '../sections/claims.js';
import type { ContentsEntry } from '../sections/contents.js';
import { crossCheckVerdict, statisticsSection } from '../sections/cross-check.js';
import { figureSection } from '../sections/figure-section.js';
import { leftOutSection } from '../sections/left-out.js';
import { methodSection } from '../sections/method.js';
import { figureEntries, numberedFigures } from '../sections/numbered-figures.js';
import { quantitiesSection } from '../sections/quantities.js';
import type { ReportSettings } from '../sections/report-settings.js';
import { renderSection, type Section } from '../sections/section.js';
import { understandingSection, withoutUnderstandingSection } from '../sections/understanding.js';
import { withoutUnderstanding } from '../sentences/understanding.js';

/** The content of the report: everything except drawings, Plotly, scripts, styles and provenance. */
export interface Page {
  readonly title: string;
  /** The HTML between the contents and the provenance, with a slot for each plot of `figures`. */
  readonly body: string;
  readonly figures: readonly PageFigure[];
  readonly contents: readonly ContentsEntry[];
  readonly facts: PageFacts;
}

/** The inputs of the page. For a failed one, the page shows an error card. */
export interface PageInputs {
  readonly figures: readonly Settled<Figure>[];
  /** The figures of the sweeps. Their numbers continue those of `figures`. Empty when the config has no sweep. */
  readonly sweeps: readonly Settled<Figure>[];
  /** The figures of the section "Understanding", by their letters. Empty where the report does not have it. */
  readonly understanding: readonly Settled<Figure>[];
  readonly quantities: Settled<QuantitySummaries>;
  /** The responses of single features, of the model of the first seed. */
  readonly curves: Settled<ResponseCurves>;
  /** Left out where no lengths of training are compared. */
  readonly convergence?: Settled<Convergence>;
  /** Left out where the weights are given: the claims are about trained models. */
  readonly claims?: Settled<readonly JudgedClaim[]>;
  /** The chart of the claims; left out where none can be compared. */
  readonly claimsFigure?: Settled<Figure>;
  /** One cross-check and its figure; both lists are empty when the config leaves the cross-check out. */
  readonly crossChecks: readonly Settled<CrossCheck>[];
  readonly crossCheckFigures: readonly Settled<Figure>[];
  /** Given if the config asks for it. */
  readonly crossCheckStatistics?: Settled<readonly ComparedQuantity[]>;
}

export interface PageParams {
  readonly settings: ReportSettings;
}

/** Makes the content of the page, for `assemble`. A failed figure gets its number from its place in the list. */
export function page(inputs: PageInputs, { settings }: PageParams): Page {
  const { figures, sweeps, quantities, claims, crossChecks, crossCheckFigures } = inputs;
  const without = withoutUnderstanding(settings);
  const sections = [
    figuresSection({ id: 'figures', title: 'Figures' }, figures),
    ...(sweeps.length === 0
      ? []
      : [figuresSection({ id: 'sweeps', title: 'Sweeps' }, sweeps, figures.length + 1)]),
    without === undefined
      ? understandingSection({ figures: inputs.understanding })
      : withoutUnderstandingSection(without),
    quantitiesSection(quantities, settings),
    ...(claims === undefined ? [] : [claimsSection(claims, inputs.claimsFigure)]),
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
  const drawn = pageFigures([
    ...figures,
    ...sweeps,
    ...inputs.understanding,
    ...(inputs.claimsFigure === undefined ? [] : [inputs.claimsFigure]),
    ...crossCheckFigures,
  ]);
  return join(settings.report.title, abstract(settings, inputs), { sections, figures: drawn, facts });
}

/** A page of figures only, for your own weights or measurements. */
export function pageOf(title: string, figures: readonly Figure[]): Page {
  const settled = figures.map((value) => ({ status: 'value', value }) as const);
  return join(title, html``, {
    sections: [figuresSection({ id: 'figures', title: 'Figures' }, settled)],
    figures: pageFigures(settled),
    facts: pageFacts(undefined, undefined),
  });
}

/** A section of figures, numbered from `firstNumber` on. */
function figuresSection(
  { before, ...heading }: { readonly id: string; readonly title: string; readonly before?: Html },
  figures: readonly Settled<Figure>[],
  firstNumber = 1,
): Section {
  const numbered = numberedFigures(figures, (place) => firstNumber + place);
  return {
    ...heading,
    body: html`${before ?? null}${numbered.map(({ figure, number }) => figureSection(figure, number))}`,
    entries: figureEntries(numbered),
  };
}

function settledValue<T>(settled: Settled<T>): T | undefined {
  return settled.status === 'value' ? settled.value : undefined;
}

function join(
  title: string,
  summary: Html,
  { sections, figures, facts }: { readonly sections: readonly Section[] } & Pick<Page, 'figures' | 'facts'>,
): Page {
  const { markup } = html`<header id="abstract"><h1>${title}</h1>
${summary}</header>
${sections.map(renderSection)}`;
  return {
    title,
    facts,
    body: markup,
    figures,
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
