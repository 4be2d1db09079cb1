import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import { type Convergence, convergedAt } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import type { Figure, NetworkDrawing } from '../figure.js';
import { question, settingsLine, whyLink } from '../sentences/question.js';
import type { LongerTraining } from '../sentences/tiles.js';
import type { Settled } from '../settled.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import { figureSection } from './figure-section.js';
import { networkSection } from './network.js';
import type { ReportSettings } from './report-settings.js';
import { errorCard } from './section.js';
import { tiles } from './tiles.js';

/** What the top of the page shows. */
export interface TopInputs {
  readonly quantities: Settled<QuantitySummaries>;
  /** The responses of single features, of the model of the first seed. */
  readonly curves: Settled<ResponseCurves>;
  /** The figure at the top. Its finding is the answer to the question. */
  readonly gains: Settled<Figure>;
  readonly network: Settled<NetworkDrawing>;
  /** Left out where the report has no sweep over exponents. */
  readonly exponents?: Settled<SweepSummary>;
  /** Left out where no lengths of training are compared. */
  readonly convergence?: Settled<Convergence>;
}

/**
 * The top of the page: the question, its answer, a drawing of the network, the gains of all features, and three numbers.
 *
 * @param why the id of the part that the answer leads to
 */
export function topOfPage(settings: ReportSettings, inputs: TopInputs, why: string): Html {
  const { model, data, training, seeds, report } = settings;
  const { quantities, curves, gains, network } = inputs;
  const isGiven = settings.weights === 'given';
  const asked = question(model);
  const line = settingsLine(model, data.activeProbability, training.lossExponent, seeds.length, isGiven);
  const isAsked = report.asksQuestion === true;
  const kicker = html`<p class="kicker">${isAsked ? html`<strong>${report.title}</strong> ` : null}${prose(line)}</p>`;
  const heading = isAsked
    ? html`<h1>${asked}</h1>`
    : html`<h1>${report.title}</h1><p class="question">${asked}</p>`;
  const answer = gains.status === 'value' ? (gains.value.finding ?? '') : '';
  const link = html`<a href="#${why}">${whyLink}</a>`;
  return html`${kicker}<div class="top"><div>${heading}<p class="answer">${answer === '' ? null : html`${prose(answer)} `}${link}</p></div>${
    network.status === 'value'
      ? networkSection(network.value, data.activeProbability, seeds[0] ?? null)
      : errorCard('The drawing of the network', network)
  }</div>
${figureSection(withoutFinding(gains), 'gains')}
${
  quantities.status === 'failure'
    ? errorCard('The numbers of the top', quantities)
    : tiles(
        quantities.value,
        curves.status === 'value' ? curves.value.positive : [],
        settings,
        longerTraining(settings, inputs),
      )
}`;
}

/** The answer stands above the figure already. */
function withoutFinding(figure: Settled<Figure>): Settled<Figure> {
  if (figure.status === 'failure') return figure;
  const { finding: _, ...value } = figure.value;
  return { status: 'value', value };
}

/** The model that the sweep over exponents trained at the settings of the report, if for more steps. */
function longerTraining(
  { training }: ReportSettings,
  { exponents, convergence }: TopInputs,
): LongerTraining | undefined {
  const points = exponents?.status === 'value' ? exponents.value.points : [];
  const point = points.find(({ settings }) => settings.lossExponent === training.lossExponent);
  if (point === undefined || point.settings.steps <= training.steps) return undefined;
  const { parameters, settings } = point;
  const tested = convergence?.status === 'value' ? convergence.value : undefined;
  return {
    steps: settings.steps,
    isConverged: convergedAt(tested, settings.steps) === true,
    gain: parameters['gain.positive'].mean,
    lossOverNaive: parameters['relative.lq.active'].mean,
    squaredOverNaive: parameters['relative.mse.all'].mean,
  };
}
