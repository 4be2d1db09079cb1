import type { ComparedQuantity } from '@superposition/analyses/internal/cross-check/compare-quantities';
import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import type { TrajectoryVerdict } from '@superposition/analyses/internal/cross-check/judge-trajectories';
import type { Settled } from '../settled.js';
import { statistics, verdictFollows, whyCompared } from '../sentences/cross-check.js';
import { decimals, withDeviation } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import { errorCard, type Section, scrollingTable, sentences } from './section.js';
import { agreementMark } from './verdict-shape.js';

/** The text of the section before its figure: why we compare two engines, and the verdict. */
export function crossCheckVerdict(check: Settled<CrossCheck>): Html {
  return html`<p class="prose">${sentences(whyCompared)} ${
    check.status === 'value' ? badge(check.value.verdict.kind) : null
  }</p>`;
}

function badge(kind: TrajectoryVerdict['kind']): Html {
  return html`${sentences(verdictFollows)} ${agreementMark(agreements[kind], kind)}`;
}

const agreements: Readonly<Record<TrajectoryVerdict['kind'], boolean | null>> = {
  agrees: true,
  differs: false,
  'not judged': null,
};

/** The quantities of our models beside those of models that TensorFlow.js trained with its own random numbers. */
export function statisticsSection(compared: Settled<readonly ComparedQuantity[]>): Section {
  const frame = { id: 'cross-check-statistics', title: 'Cross-check over whole trainings' };
  if (compared.status === 'failure') {
    return { ...frame, body: errorCard('The comparison of quantities', compared) };
  }
  const rows = compared.value;
  const outside = rows.filter(({ agrees }) => !agrees).length;
  const first = rows[0];
  if (first === undefined) {
    return {
      ...frame,
      body: html`<p class="prose">${sentences(statistics.nothing)}</p>`,
    };
  }
  return {
    ...frame,
    body: html`<p class="prose">${sentences(statistics.outside(first.theirs.seeds.length, rows.length, outside))}</p>
${scrollingTable(
  statistics.table,
  html`<thead><tr><th scope="col">Quantity</th><th scope="col" class="number">Ours</th><th scope="col" class="number">TensorFlow.js</th><th scope="col" class="number">Standard errors</th><th scope="col">95 %</th></tr></thead><tbody>${rows.map(
    ({ id, ours, theirs, standardErrors, agrees }) =>
      html`<tr><th scope="row"><code>${id}</code></th><td class="number" data-label="ours">${withDeviation(ours.mean!, ours.sd)}</td><td class="number" data-label="TensorFlow.js">${withDeviation(theirs.mean!, theirs.sd)}</td><td class="number" data-label="standard errors">${decimals(standardErrors, 1)}</td><td>${agreementMark(agrees, agrees ? 'within' : 'outside')}</td></tr>
`,
  )}</tbody>`,
  true,
)}`,
  };
}
