import {
  orderParameters,
  type OrderParameter,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import type { SweepSummary, SweepSummaryPoint } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import { counted, listing, percent, whole } from '../text/format.js';
import { placeOf } from '../text/swept-notation.js';
import { rule, stated } from './rule.js';

/** What each order parameter is. */
export const orderParameterDefinitions = (ids: readonly OrderParameter[]) =>
  ids.map((id) => stated('says what is counted, whatever comes out', orderParameters[id].definition));

/** How the losses of a sweep were estimated, and how large their standard errors are. */
export const howEvaluated = rule(
  'describes the evaluation, from the points’ own numbers',
  (sweeps: readonly SweepSummary[]) => {
    const points = sweeps.flatMap((sweep) => sweep.points);
    const samples = points.map((point) => point.samples);
    const [fewest, most] = [Math.min(...samples), Math.max(...samples)];
    const errors = points.flatMap(({ relativeError }) => relativeError ?? []);
    const count =
      fewest === most ? counted(most, 'sample') : `${whole(fewest)} to ${counted(most, 'sample')}`;
    const known =
      errors.length === 0
        ? ''
        : `; their standard error is at most ${percent(Math.max(...errors), 1)} of the loss, and a loss counts as below or above the naive one only beyond six of them, so that other samples would show the same`;
    return `Losses are Monte-Carlo estimates on data of the p, and with the q, of the training, from ${count} a model${known}.`;
  },
);

/** At which points order parameters have no value, with one sentence for each reason. */
export const missingValues = (
  sweep: SweepSummary,
  swept: readonly SweptSetting[],
  ids: readonly OrderParameter[],
) => {
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
  return [...reasons].map(([reason, group]) => withoutValue(reason, group.points, group.ids, swept));
};

const withoutValue = rule(
  'the order parameters have no value at these points, for this reason',
  (
    reason: string,
    points: ReadonlySet<SweepSummaryPoint>,
    ids: ReadonlySet<OrderParameter>,
    swept: readonly SweptSetting[],
  ) => {
    const places = [...points].map(({ settings }) => placeOf(settings, swept));
    const where = places.length > 4 ? counted(places.length, 'point') : listing(places);
    return `Without a value at ${where}: ${listing([...ids].map((id) => orderParameters[id].title))}; ${reason}.`;
  },
);

/** What a tint and the marks are. */
export const lineMarks = (several: boolean) =>
  stated(
    'describes the marks, which need several seeds for a tint',
    `${several ? 'Lines join the means over seeds; the tint reaches from the least to the greatest seed. ' : ''}A hollow mark is a model whose number of steps is known to be too small at the settings of this report.`,
  );

/** Which cell is outlined. */
export const outlinedCell = rule(
  'the grid has a cell with these settings of the report',
  (own: SweptSettings, settings: readonly SweptSetting[], steps: number | undefined) =>
    `The outlined cell has the ${placeOf(own, settings)} of this report${steps === own.steps ? '' : `, but not its ${placeOf(own, ['steps'])}`}.`,
);
