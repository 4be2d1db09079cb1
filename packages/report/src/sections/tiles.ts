import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import type { Experiment } from '../sentences/abstract.js';
import {
  gainName,
  gainNumber,
  gainRest,
  type LongerTraining,
  longerGain,
  longerLoss,
  lossNumber,
  squaredErrorName,
  squaredErrorRest,
  tilesLabel,
  trainedLossName,
  trainedLossRest,
} from '../sentences/tiles.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';

/** Three numbers: the trained loss, the gain, and the squared error over all entries. */
export function tiles(
  found: QuantitySummaries,
  gains: readonly number[],
  experiment: Experiment,
  longer: LongerTraining | undefined,
): Html {
  const later = {
    loss: longer && longerLoss(longer, longer.lossOverNaive, 'active'),
    gain: longer && longerGain(longer),
    squared: longer && longerLoss(longer, longer.squaredOverNaive, 'all'),
  };
  const tile = (
    { value, unit }: { readonly value: string; readonly unit: string },
    name: string,
    rest: string,
    below: string | undefined,
  ) => {
    const joint = /^(than|lie|have)\b/.test(rest) ? ' ' : /^the gains\b/.test(rest) ? '; ' : ', ';
    return html`<div><dt><strong>${prose(name)}</strong>${rest === '' ? null : html`${joint}${prose(rest)}`}${below === undefined || below === '' ? null : html`<span class="later">${prose(below)}</span>`}</dt><dd>${value}${unit === '' ? null : html`<small>${unit.length > 1 ? ' ' : ''}${unit}</small>`}</dd></div>`;
  };
  return html`<dl class="key-numbers" aria-label="${tilesLabel}">${tile(
    lossNumber(found, 'lq.allPerActive'),
    trainedLossName(found, experiment),
    trainedLossRest(found, experiment),
    later.loss,
  )}${tile(gainNumber(found, gains), gainName(gains), gainRest(found, gains, experiment.seeds), later.gain)}${tile(
    lossNumber(found, 'mse.allPerActive'),
    squaredErrorName(found),
    squaredErrorRest(found),
    later.squared,
  )}</dl>`;
}
