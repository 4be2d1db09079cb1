import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import {
  givenModel,
  howToRead,
  keyNumbersLabel,
  keyReading,
  lossFirst,
  outputAlone,
  sharesAlone,
  squaredErrors,
  trainedModels,
} from '../sentences/abstract.js';
import { originOfWeights } from '../sentences/origin-of-weights.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import { howConverged, type TestedLengths } from '../sentences/trained.js';
import { verdicts } from '../sentences/verdicts.js';
import type { Settled } from '../settled.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import type { ReportSettings } from './report-settings.js';
import { errorCard } from './section.js';

/** What the abstract speaks of. */
interface Evidence {
  readonly quantities: Settled<QuantitySummaries>;
  readonly curves: Settled<ResponseCurves>;
  readonly claims?: Settled<readonly JudgedClaim[]>;
  readonly convergence?: Settled<TestedLengths>;
}

/** Says what was done and found. */
export function abstract(
  settings: ReportSettings,
  { quantities, claims, curves, convergence }: Evidence,
): Html {
  const tested = convergence?.status === 'value' ? convergence.value : undefined;
  const setting =
    settings.weights === 'given'
      ? prose(paragraph(givenModel(settings), originOfWeights(settings, settings.from)))
      : prose(paragraph(trainedModels(settings), howConverged(settings.training.steps, tested)));
  if (quantities.status === 'failure') {
    return html`<div class="abstract"><p>${setting}</p></div>${errorCard('The abstract’s numbers', quantities)}`;
  }
  const found = quantities.value;
  const all = paragraphs(
    paragraph(lossFirst(found, settings), squaredErrors(found, settings), sharesAlone(found, settings)),
    ...(curves.status === 'value' ? [outputAlone(found, curves.value, settings)] : []),
  );
  const judged = claims?.status === 'value' ? claims.value : [];
  const ofClaims = claims?.status === 'value' ? verdicts(judged) : '';
  return html`<div class="abstract"><p>${setting}</p><p class="aside-note">${prose(howToRead(settings, judged))}</p>${all.map((each) => html`<p>${prose(each)}</p>`)}${ofClaims === '' ? null : html`<p>${prose(ofClaims)}</p>`}</div>
${keyNumbers(found)}`;
}

/** The quantities of the abstract, and of the index page of several reports, each with a label. */
export const keyQuantities: readonly (readonly [id: QuantityId, label: string])[] = [
  ['lq.allPerActive', 'loss over all entries / p'],
  ['mse.active', 'MSE over active entries'],
  ['mse.allPerActive', 'MSE over all entries / p'],
  ['gain.positive', 'gain for positive inputs, mean over features'],
  ['output.minusOne', 'output at x = −1, mean over features'],
  ['cosine.meanAbs', 'mean |cosine| between encodings'],
];

function keyNumbers(found: QuantitySummaries): Html {
  const items = keyQuantities.map(
    ([id, label]) => html`<div><dt>${prose(label)}</dt><dd>${keyNumber(id, found[id])}</dd></div>`,
  );
  return html`<dl class="key-numbers" aria-label="${keyNumbersLabel(found)}">${items}</dl>`;
}

/** The number in large print, and below it in small print how far it may be off. */
function keyNumber(id: QuantityId, summary: QuantitySummary): Html {
  const { value, beside } = keyReading(id, summary);
  return html`${value} <small>${beside}</small>`;
}
