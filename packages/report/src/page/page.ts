import type { ComparedQuantity } from '@superposition/analyses/internal/cross-check/compare-quantities';
import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import { convergedAt } from '@superposition/analyses/internal/sweeps/convergence';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { Settled } from '../settled.js';
import type { Figure } from '../figure.js';
import { html } from '../text/html.js';
import { pageFigures } from './page-figure.js';
import { pageFacts } from './page-facts.js';
import { pageTables } from './page-tables.js';
import { foundNumbers } from '../sections/found-numbers.js';
import { setUpSection } from '../sections/set-up.js';
import { type TopInputs, topOfPage } from '../sections/top.js';
import { claimsSection } from '../sections/claims.js';
import { crossCheckVerdict, statisticsSection } from '../sections/cross-check.js';
import { glossarySection, referencesSection } from '../sections/glossary.js';
import { leftOutSection } from '../sections/left-out.js';
import { methodSection } from '../sections/method.js';
import { quantitiesSection } from '../sections/quantities.js';
import type { ReportSettings } from '../sections/report-settings.js';
import { howItForms } from '../sections/how-it-forms.js';
import { trainHereSection } from '../sections/train-here.js';
import { lettered, understandingSection, withoutUnderstandingSection } from '../sections/understanding.js';
import { questionTitle } from '../sentences/chapters.js';
import { answers, solution, withoutAnswers } from '../sections/answers.js';
import { errorCard } from '../sections/section.js';
import type { ExplainedSettings } from '@superposition/analyses/internal/conclusions/explained';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import type { UnderstandingPair } from '@superposition/analyses/internal/understanding/understanding';
import { withoutUnderstanding } from '../sentences/understanding.js';
import { type Chapter, withFormation } from './chapters.js';
import { chapterSections, figuresSection, joinPage, numbered, type Page, settledValue } from './join-page.js';

export type { Page } from './join-page.js';

/** The inputs of the page. For a failed one, the page shows an error card. */
export interface PageInputs extends TopInputs {
  readonly figures: readonly Settled<Figure>[];
  /** The figures of the sweeps. Their numbers continue those of `figures`. Empty when the config has no sweep. */
  readonly sweeps: readonly Settled<Figure>[];
  /** The figures of the section "Understanding", by their letters. Empty where the report does not have it. */
  readonly understanding: readonly Settled<Figure>[];
  /** What the open questions are answered by. Left out where the weights are given. */
  readonly explanation?: Settled<UnderstandingPair>;
  /** What is known of given weights, where features have to share neurons. */
  readonly given?: Settled<Findings>;
  /** Left out where the weights are given: the claims are about trained models. */
  readonly claims?: Settled<readonly JudgedClaim[]>;
  /** How the model of the first seed formed; left out where no training was followed. */
  readonly formation?: Settled<Figure>;
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
  /** Where the figures stand. */
  readonly chapters: readonly Chapter[];
  /** The settings of the explanation. */
  readonly explained?: ExplainedSettings;
}

/**
 * Makes the content of the page, for `assemble`: the question and its answer, what the models do, how, when, how they form, what the
 * document claimed, and what stands behind all this. A failed figure gets its number from its place in the list.
 */
export function page(inputs: PageInputs, { settings, chapters, explained }: PageParams): Page {
  const { figures, sweeps, quantities, claims, crossChecks, crossCheckFigures } = inputs;
  const drawn = [...numbered(figures), ...numbered(sweeps, figures.length + 1)];
  const checked = numbered(crossCheckFigures, drawn.length + 1);
  const without = withoutUnderstanding(settings);
  return joinPage(settings.report.title, {
    first: questionTitle,
    header: topOfPage(settings, inputs, without === undefined ? 'understanding' : 'set-up'),
    sections: [
      setUpSection(settings, inputs, stepsFigureOf(chapters)),
      ...chapterSections(withFormation(chapters, inputs.formation !== undefined), drawn, {
        what: foundNumbers(settings, inputs),
        forms: inputs.formation === undefined ? null : howItForms(inputs.formation),
      }),
      without === undefined
        ? understandingSection({
            figures: lettered(inputs.understanding),
            ...answersTo(inputs, explained, stepsFigureOf(chapters)),
          })
        : withoutUnderstandingSection(without),
      trainHereSection(settings),
      ...(claims === undefined ? [] : [claimsSection(claims, inputs.claimsFigure)]),
    ],
    trainsHere: true,
    appendix: [
      ...(settings.weights === undefined ? [] : [leftOutSection()]),
      quantitiesSection(quantities, settings),
      ...crossChecks.map((check) =>
        figuresSection(
          { id: 'cross-check', title: 'Cross-check', before: crossCheckVerdict(check) },
          checked,
        ),
      ),
      ...(inputs.crossCheckStatistics === undefined ? [] : [statisticsSection(inputs.crossCheckStatistics)]),
      methodSection(settings),
      glossarySection(),
      referencesSection(),
    ],
    facts: pageFacts(
      settledValue(quantities),
      claims && settledValue(claims),
      crossChecks.map(settledValue)[0],
    ),
    figures: pageFigures([
      inputs.gains,
      ...figures,
      ...(inputs.formation === undefined ? [] : [inputs.formation]),
      ...sweeps,
      ...inputs.understanding,
      ...(inputs.claimsFigure === undefined ? [] : [inputs.claimsFigure]),
      ...crossCheckFigures,
    ]),
    tables: pageTables(settledValue(quantities), claims && settledValue(claims)),
  });
}

/** The number of the figure that compares lengths of training, which has a part of the story to itself. */
function stepsFigureOf(chapters: readonly Chapter[]): number | null {
  return chapters.find(({ id }) => id === 'forms')?.figures[0] ?? null;
}

function answersTo(
  { explanation, given, convergence }: Pick<PageInputs, 'explanation' | 'given' | 'convergence'>,
  settings: PageParams['explained'],
  stepsFigure: number | null,
) {
  if (given !== undefined && settings !== undefined)
    return {
      answers:
        given.status === 'failure'
          ? errorCard('The kind of solution', given)
          : solution({ ...settings, findings: given.value }),
    };
  if (explanation === undefined || settings === undefined) return {};
  const lengths = convergence?.status === 'value' ? convergence.value : undefined;
  if (convergedAt(lengths, settings.convergedSteps) === false)
    return { answers: withoutAnswers(settings.convergedSteps, stepsFigure) };
  return {
    answers:
      explanation.status === 'failure'
        ? errorCard('The answers', explanation)
        : answers({ ...settings, ...explanation.value }),
  };
}

/** A page of figures only, for your own weights or measurements. */
export function pageOf(title: string, figures: readonly Figure[]): Page {
  const settled = figures.map((value) => ({ status: 'value', value }) as const);
  return joinPage(title, {
    first: title,
    header: html`<h1>${title}</h1>`,
    sections: [figuresSection({ id: 'figures', title: 'Figures' }, numbered(settled))],
    figures: pageFigures(settled),
    facts: pageFacts(undefined, undefined),
  });
}
