import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import { isExact, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { verdicts } from '../sentences/verdicts.js';
import type { Settled } from '../settled.js';
import { counted, percent, significant, whole, withDeviation } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import { reading, standing } from './reading.js';
import type { ReportSettings } from './report-settings.js';
import { errorCard } from './section.js';

/** Says what was done and found. All its numbers are computed, and its sentences depend on them. */
export function abstract(
  settings: ReportSettings,
  quantities: Settled<QuantitySummaries>,
  claims: Settled<readonly JudgedClaim[]> | undefined,
): Html {
  const setting = settings.weights === 'given' ? givenModel(settings) : prose(trainedModels(settings));
  if (quantities.status === 'failure') {
    return html`<div class="abstract"><p>${setting}</p></div>${errorCard('The abstract’s numbers', quantities)}`;
  }
  const found = quantities.value;
  const paragraphs = [
    `When a feature is active alone, its output at x = 1 is ${reading(found, 'gain.positive')} where it should be 1, and at x = −1 it is ${reading(found, 'output.minusOne')} where it should be 0.`,
    [onActive(found), onAll(found), split(found)].filter((sentence) => sentence !== '').join(' '),
    claims?.status === 'value' ? verdicts(claims.value) : '',
  ];
  return html`<div class="abstract"><p>${setting} ${prose(notation(settings))}</p>${paragraphs.filter((text) => text !== '').map((text) => html`<p>${prose(text)}</p>`)}</div>
${keyNumbers(found)}`;
}

function trainedModels({ model, data, training, seeds }: ReportSettings): string {
  return (
    `A network of ${counted(model.neurons, 'neuron')} learns to compute relu on ${counted(model.features, 'feature')} at once, ` +
    `each active with probability ${data.activeProbability}. It is trained ${trainings(seeds)}, on the loss ` +
    `|y − t|^${training.lossExponent}, for ${counted(training.steps, 'step')} of ${counted(training.batchSize, 'sample')}.`
  );
}

function givenModel({ model, data, training, from }: ReportSettings): Html {
  const { features, neurons } = model;
  const question =
    `How well does a given network of ${counted(neurons, 'neuron')} compute relu on ${counted(features, 'feature')} at once? ` +
    `It is evaluated at p = ${data.activeProbability} and q = ${training.lossExponent}, from the settings.`;
  const unknown = 'They were not trained here, and how they came about is not known.';
  if (from === undefined) return prose(`${question} Its weights were given. ${unknown}`);
  const tensor = (name: string, rows: number, columns: number) =>
    html`${prose('its')} <code>${name}</code> ${prose(`(${whole(rows)} × ${whole(columns)})`)}`;
  return html`${prose(`${question} Its weights come from a file: W_in is`)} ${tensor(from.W_in, neurons, features)}${prose(', and W_out')} ${tensor(from.W_out, features, neurons)}${prose(`. ${unknown}`)}`;
}

function trainings(seeds: readonly number[]): string {
  return seeds.length === 1
    ? `once, from seed ${seeds[0]}`
    : `${whole(seeds.length)} times, each time from another seed`;
}

function notation({ seeds: { length: seeds }, weights }: ReportSettings): string {
  if (weights === 'given') return 'Numbers below are of that one model, so they have no standard deviation.';
  return seeds > 1
    ? `Here and in the tables of quantities and claims, a number is the mean over the ${whole(seeds)} models ± the standard deviation between them, with the 95 % interval of the mean in brackets; each figure says which models it shows.`
    : 'Numbers below are of that one model: one run has no standard deviation, so nothing here says how another seed would differ.';
}

function onActive(found: QuantitySummaries): string {
  const [ours, naive] = [found['mse.active'].mean, found['naive.mse.active'].mean];
  if (ours === null || naive === null) return '';
  return (
    `Over active entries, the mean squared error is ${reading(found, 'mse.active')}, ${standing(found['mse.active'], naive)} the naive ` +
    `solution that serves as many features as there are neurons and ignores the others (${significant(naive)}).`
  );
}

function onAll(found: QuantitySummaries): string {
  const [ours, naive] = [found['mse.all'].mean, found['naive.mse.all'].mean];
  const [active, naiveActive] = [found['mse.active'].mean, found['naive.mse.active'].mean];
  if (ours === null || naive === null) return '';
  const turns = active !== null && naiveActive !== null && active < naiveActive !== ours < naive;
  return (
    `Over all entries, where outputs of inactive features count too, it is ${reading(found, 'mse.all')}, ` +
    `${standing(found['mse.all'], naive)} the naive one (${significant(naive)}).` +
    (turns ? ' Both are true: the two errors have different denominators.' : '')
  );
}

function split(found: QuantitySummaries): string {
  const [isolated, share] = [found['mse.isolated'].mean, found['mse.isolated.share'].mean];
  if (isolated === null || share === null) return '';
  if (found['mse.interference'].mean === 0)
    return 'All of the error over active entries is there when a feature is active alone: no other feature interferes.';
  if (share > 1) {
    return `Alone, a feature’s error is ${percent(share)} of that over active entries: other active features take some of it away.`;
  }
  return `Of the error over active entries, ${percent(share)} is there when the feature is active alone; the rest is interference.`;
}

/** The quantities of the abstract, and of the index page of several reports, each with a label. */
export const keyQuantities: readonly (readonly [id: QuantityId, label: string])[] = [
  ['gain.positive', 'gain for positive inputs'],
  ['output.minusOne', 'output at x = −1'],
  ['mse.active', 'MSE over active entries'],
  ['mse.isolated.share', 'share of it present in isolation'],
  ['mse.all', 'MSE over all entries'],
  ['cosine.meanAbs', 'mean |cosine| between encodings'],
];

function keyNumbers(found: QuantitySummaries): Html {
  const items = keyQuantities.map(
    ([id, label]) => html`<div><dt>${prose(label)}</dt><dd>${keyNumber(id, found[id])}</dd></div>`,
  );
  return html`<dl class="key-numbers" aria-label="Key numbers, mean ± standard deviation over seeds">${items}</dl>`;
}

/** The mean in large print, and below it in small print how far it may be off. */
function keyNumber(id: QuantityId, { mean, sd, reason }: QuantitySummary): Html {
  if (mean === null) return html`n/a <small>${reason ?? 'no value'}</small>`;
  if (isExact(id)) return html`${significant(mean)} <small>exact</small>`;
  if (sd === null) return html`${significant(mean)} <small>one model</small>`;
  const [value, deviation] = withDeviation(mean, sd).split('±');
  return html`${value!.trim()} <small>± ${deviation!.trim()}</small>`;
}
