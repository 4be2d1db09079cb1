import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import { givenModel, settingsOfGiven, trainedModels } from '../sentences/abstract.js';
import { originOfWeights } from '../sentences/origin-of-weights.js';
import { paragraph } from '../sentences/paragraph.js';
import {
  alreadySaves,
  dataAndLoss,
  leftOver,
  lettersOfNetwork,
  marginTerms,
  naiveTerm,
  priceOfGain,
  seedTerm,
  setUpTitle,
  soThat,
  task,
  twoMatrices,
  whyExponent,
  withoutRelu,
  withSquares,
} from '../sentences/set-up.js';
import { howConverged, marksOfModels } from '../sentences/trained.js';
import type { Settled } from '../settled.js';
import { percent } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import {
  below,
  formula,
  formulas,
  grouped,
  name,
  number,
  over,
  raised,
  row,
  sign,
  upright,
} from '../text/math.js';
import { prose } from '../text/prose.js';
import type { ReportSettings } from './report-settings.js';
import type { Section } from './section.js';

const weights = (index: 'in' | 'out') => below(name('W'), upright(index));
const relu = (...parts: readonly Html[]) => row(upright('relu'), sign('\u2061'), grouped(parts));

/**
 * What is trained or given, in equations, with the words of the report in the margin.
 *
 * @param stepsFigure the number of the figure that compares lengths of training; null if the report has none
 */
export function setUpSection(
  settings: ReportSettings,
  { convergence }: { readonly convergence?: Settled<Convergence> },
  stepsFigure: number | null,
): Section {
  const { model, data, training, seeds } = settings;
  const isGiven = settings.weights === 'given';
  const { lossExponent: q } = training;
  const tested = convergence?.status === 'value' ? convergence.value : undefined;
  const experiment = isGiven
    ? paragraph(givenModel(settings), originOfWeights(settings, settings.from), settingsOfGiven)
    : paragraph(
        trainedModels(settings),
        howConverged(training.steps, tested, stepsFigure),
        marksOfModels(training.steps, tested),
      );
  const power = (base: Html) => raised(base, number(String(q)));
  const terms: readonly (readonly [string, Html])[] = [
    ['feature', prose(marginTerms.feature)],
    ['exponent', prose(marginTerms.exponent)],
    ...(isGiven ? [] : [['seed', prose(seedTerm(seeds))] as const]),
    ['gain', prose(marginTerms.gain)],
    ['naive', prose(naiveTerm(model))],
    ['active entry', prose(marginTerms.active)],
  ];
  return {
    id: 'set-up',
    title: setUpTitle,
    body: html`<div class="with-notes"><div>
<p>${prose(task(model))}</p>
<p>${prose(lettersOfNetwork)}</p>
${formulas(
  formula(name('y'), sign('='), weights('out'), relu(weights('in'), name('x'))),
  formula(name('t'), sign('='), relu(name('x'))),
)}
<p>${prose(dataAndLoss(data.activeProbability, q, isGiven))}</p>
<p>${prose(experiment)}</p>
<p>${prose(twoMatrices)}</p>
${formulas(
  formula(raised(name('R'), sign('+')), sign('='), weights('out'), relu(weights('in'))),
  formula(raised(name('R'), sign('−')), sign('='), weights('out'), relu(sign('−'), weights('in'))),
)}
<p>${prose(withoutRelu)}</p>
<p>${prose(whyExponent(q))}</p>
${formulas(
  formula(over(power(grouped(number('1'), sign('−'), name('g'))), number(String(2 * (q + 1))))),
  soThat,
  formula(name('g'), sign('='), number('0.4')),
  alreadySaves,
  formula(number('1'), sign('−'), power(number('0.6')), sign('≈'), number(percent(1 - leftOver(q)))),
)}
<p>${prose(paragraph(withSquares(q), priceOfGain(model)))}</p></div>
<dl class="notes">${terms.map(([term, meaning]) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>`)}</dl></div>`,
  };
}
