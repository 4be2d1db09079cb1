import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import { givenModel, originOfWeights, trainedModels } from '../sentences/abstract.js';
import { paragraph } from '../sentences/paragraph.js';
import {
  alreadySaves,
  dataAndLoss,
  leftOver,
  marginTerms,
  naiveTerm,
  seedTerm,
  setUpTitle,
  soThat,
  task,
  twoMatrices,
  whyExponent,
  withSquares,
} from '../sentences/set-up.js';
import { howConverged } from '../sentences/trained.js';
import type { Settled } from '../settled.js';
import { percent } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import {
  below,
  formula,
  gap,
  grouped,
  name,
  number,
  over,
  raised,
  row,
  sign,
  upright,
  words,
} from '../text/math.js';
import { prose } from '../text/prose.js';
import type { ReportSettings } from './report-settings.js';
import type { Section } from './section.js';

const weights = (index: 'in' | 'out') => below(name('W'), upright(index));
const relu = (...parts: readonly Html[]) => row(upright('relu'), sign('\u2061'), grouped(parts));

/** What is trained or given, in equations, with the words of the report in the margin. */
export function setUpSection(
  settings: ReportSettings,
  { convergence }: { readonly convergence?: Settled<Convergence> },
): Section {
  const { model, data, training, seeds } = settings;
  const isGiven = settings.weights === 'given';
  const { lossExponent: q } = training;
  const tested = convergence?.status === 'value' ? convergence.value : undefined;
  const experiment = isGiven
    ? paragraph(givenModel(settings), originOfWeights(settings, settings.from))
    : paragraph(trainedModels(settings), howConverged(training.steps, tested));
  const power = (base: Html) => raised(base, number(String(q)));
  const terms: readonly (readonly [string, Html])[] = [
    ['active entry', prose(marginTerms.active)],
    ['gain', prose(marginTerms.gain)],
    ['naive', prose(naiveTerm(model))],
    ...(isGiven ? [] : [['seed', prose(seedTerm(seeds))] as const]),
    ['exponent', prose(marginTerms.exponent)],
  ];
  return {
    id: 'set-up',
    title: setUpTitle,
    body: html`<div class="with-notes"><div>
<p>${prose(task(model))}</p>
${formula(
  name('y'),
  sign('='),
  weights('out'),
  relu(weights('in'), name('x')),
  gap,
  name('t'),
  sign('='),
  relu(name('x')),
)}
<p>${prose(dataAndLoss(data.activeProbability, q, isGiven))}</p>
<p>${prose(experiment)}</p>
<p>${prose(twoMatrices)}</p>
${formula(
  raised(name('R'), sign('+')),
  sign('='),
  weights('out'),
  relu(weights('in')),
  gap,
  raised(name('R'), sign('−')),
  sign('='),
  weights('out'),
  relu(sign('−'), weights('in')),
)}
<p>${prose(whyExponent(q))}</p>
${formula(
  over(power(grouped(number('1'), sign('−'), name('g'))), number(String(2 * (q + 1)))),
  words(`\u2002${soThat}\u2002`),
  name('g'),
  sign('='),
  number('0.4'),
  words(`\u2002${alreadySaves}\u2002`),
  number('1'),
  sign('−'),
  power(number('0.6')),
  sign(q === 2 ? '=' : '≈'),
  number(percent(1 - leftOver(q))),
)}
<p>${prose(withSquares(q))}</p></div>
<dl class="notes">${terms.map(([term, meaning]) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>`)}</dl></div>`,
  };
}
