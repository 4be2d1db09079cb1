import {
  type OrderParameter,
  orderParameters,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import type { SweepSummary, SweepSummaryPoint } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import { counted, listing, percent, significant, whole } from '../text/format.js';
import { sweptAt, sweptNotation } from './swept-axis.js';

/** A point of a sweep at which an order parameter has a value. */
interface Known {
  readonly at: SweptSettings;
  readonly mean: number;
  /** Whether it is below 1 by more than three Monte-Carlo standard errors. */
  readonly isBelowOne: boolean;
}

function known({ points }: SweepSummary, id: OrderParameter): readonly Known[] {
  return points.flatMap(({ settings, parameters, relativeError }) => {
    const { mean } = parameters[id];
    if (mean === null) return [];
    return [{ at: settings, mean, isBelowOne: mean * (1 + 3 * (relativeError ?? 0)) < 1 }];
  });
}

/** `m = 10` on a line, `q = 4, p = 0.02` on a map. */
export function placeOf(settings: SweptSettings, swept: readonly SweptSetting[]): string {
  return swept.map((setting) => sweptAt(setting, settings[setting])).join(', ');
}

/** `The gain … is between 0.1 (m = 1) and 0.9 (m = 90).` Empty if no point has a value. */
export function range(sweep: SweepSummary, swept: readonly SweptSetting[], id: OrderParameter): string {
  const values = known(sweep, id);
  const [first] = values;
  if (first === undefined) return '';
  const least = values.reduce((a, b) => (b.mean < a.mean ? b : a));
  const most = values.reduce((a, b) => (b.mean > a.mean ? b : a));
  const shown = ({ mean, at }: Known) => `${significant(mean)} (${placeOf(at, swept)})`;
  const { title } = orderParameters[id];
  return values.length === 1
    ? `The ${title} is ${shown(first)}.`
    : `The ${title} is between ${shown(least)} and ${shown(most)}.`;
}

/** Says at which points of a line the trained model has a lower loss than the naive solution. */
export function better(
  sweep: SweepSummary,
  setting: SweptSetting,
  id: OrderParameter,
  entries: string,
): string {
  const values = known(sweep, id);
  const below = values.filter(({ isBelowOne }) => isBelowOne);
  const { symbol, show } = sweptNotation[setting];
  const subject = `Over ${entries}, the trained model’s mean squared error is below the naive solution’s`;
  if (values.length === 0) return '';
  if (below.length === values.length) return `${subject} at every ${symbol} tried.`;
  if (below.length === 0) return `${subject} at none of the ${symbol} tried.`;
  const at = below.map((point) => show(point.at[setting]));
  const contiguous = values.indexOf(below.at(-1)!) - values.indexOf(below[0]!) === below.length - 1;
  return contiguous && below.length > 2
    ? `${subject} from ${symbol} = ${at[0]} to ${at.at(-1)}, among the ${symbol} tried.`
    : `${subject} at ${symbol} = ${listing(at)} only.`;
}

/** Says in how many cells of a map the trained model has a lower loss than the naive solution. */
export function betterShare(sweep: SweepSummary, id: OrderParameter, entries: string): string {
  const values = known(sweep, id);
  if (values.length === 0) return '';
  const below = values.filter(({ isBelowOne }) => isBelowOne).length;
  return `Over ${entries}, the trained model’s mean squared error is below the naive solution’s at ${whole(below)} of ${counted(values.length, 'point')}.`;
}

/** Says which settings all points share, and which seeds each point has. */
export function sweepSetting({ points, seeds }: SweepSummary, swept: readonly SweptSetting[]): string {
  const [first] = points;
  if (first === undefined) return '';
  const fixed = (Object.keys(sweptNotation) as SweptSetting[]).filter((setting) => !swept.includes(setting));
  const shown = seeds.length > 12 ? `${seeds.slice(0, 12).join(', ')}, …` : listing(seeds.map(String));
  return (
    `Every point is trained anew, with ${placeOf(first.settings, fixed)} and all other settings as in the rest of this report: ` +
    (seeds.length === 1
      ? `one model, seed ${shown}.`
      : `the mean over ${whole(seeds.length)} models, seeds ${shown}.`)
  );
}

/** Says how the losses of a sweep were estimated, and how large their standard errors are. */
export function sweepEvaluation({ points }: SweepSummary): string {
  const samples = points.map((point) => point.samples);
  const [fewest, most] = [Math.min(...samples), Math.max(...samples)];
  const errors = points.flatMap(({ relativeError }) => relativeError ?? []);
  const count = fewest === most ? counted(most, 'sample') : `${whole(fewest)} to ${counted(most, 'sample')}`;
  const known =
    errors.length === 0
      ? ''
      : `; their standard error is at most ${percent(Math.max(...errors), 1)} of the loss, and a loss counts as below the naive one when it is so by more than three of them`;
  return `Losses are Monte-Carlo estimates on data of the p, and with the q, of the training, from ${count} a model${known}.`;
}

/** Says at which points order parameters have no value, with one sentence for each reason. */
export function missingSentences(
  sweep: SweepSummary,
  swept: readonly SweptSetting[],
  ids: readonly OrderParameter[],
): readonly string[] {
  const reasons = new Map<string, { ids: Set<OrderParameter>; points: Set<SweepSummaryPoint> }>();
  for (const point of sweep.points) {
    for (const id of ids) {
      const { mean, reason = 'no value' } = point.parameters[id];
      if (mean !== null) continue;
      const group = reasons.get(reason) ?? { ids: new Set(), points: new Set() };
      group.ids.add(id);
      group.points.add(point);
      reasons.set(reason, group);
    }
  }
  return [...reasons].map(([reason, group]) => {
    const places = [...group.points].map(({ settings }) => placeOf(settings, swept));
    const where = places.length > 4 ? counted(places.length, 'point') : listing(places);
    return `Without a value at ${where}: ${listing([...group.ids].map((id) => orderParameters[id].title))}; ${reason}.`;
  });
}
