import {
  orderParameters,
  type OrderParameter,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting } from '@superposition/core/internal/config/sweeps';
import { capital, counted, listing, percent, significant, whole } from '../text/format.js';
import { allOf } from '../text/part-of.js';
import { placeOf, sweptAt, sweptNotation } from '../text/swept-notation.js';
import { valueWords } from './describe-values.js';
import { rule } from './rule.js';
import {
  type BesideOne,
  besideOne,
  byDescription,
  extremes,
  negligible,
  knownPoints,
  placesOnLine,
} from './swept-points.js';

/** The losses that are compared with the naive solution’s, in the order of sentences. */
const comparedLosses = [
  ['relative.lq.active', 'the trained loss over active entries'],
  ['relative.mse.active', 'the mean squared error over active entries'],
  ['relative.mse.all', 'the mean squared error over all entries'],
] as const satisfies readonly (readonly [OrderParameter, string])[];

const kinds = ['less', 'more', 'near', 'undecided'] as const satisfies readonly BesideOne[];

/** Words for each standing beside the naive solution; `it` stands for what was named before. */
function standingWords(kind: BesideOne, it: string): string {
  const within = percent(negligible, 1);
  return {
    less: `below ${it}`,
    more: `above ${it}`,
    near: `within ${within} of ${it}`,
    undecided: `not certainly apart from ${it}`,
  }[kind];
}

/** At which points of a line losses are below the naive solution’s, at which above, and where chance leaves it open. */
export const besideNaiveOnLine = rule(
  'a point counts as below or above only beyond six standard errors of its loss and 0.1 %; the others are named, too',
  (sweep: SweepSummary, setting: SweptSetting) => {
    const { symbol } = sweptNotation[setting];
    const groups = new Map<string, { losses: string[]; parts: (it: string) => string[] }>();
    for (const [id, loss] of comparedLosses) {
      const { values, those } = besideOne(sweep, id);
      if (values.length === 0) continue;
      const found = kinds.flatMap((kind) => {
        const some = those(kind);
        if (some.length === 0) return [];
        const where =
          some.length === values.length
            ? `at every ${symbol} tried`
            : `at ${placesOnLine(values, some, setting)}`;
        return [{ kind, where }];
      });
      const same = JSON.stringify(found);
      const parts = (it: string) =>
        found.map(({ kind, where }, index) => `${standingWords(kind, index === 0 ? it : 'it')} ${where}`);
      const group = groups.get(same) ?? { losses: [], parts };
      group.losses.push(loss);
      groups.set(same, group);
    }
    return [...groups.values()]
      .map(({ losses, parts }) =>
        losses.length === 1
          ? `${capital(losses[0]!)} is ${listing(parts('that of the naive solution'))}.`
          : `${capital(listing(losses))} are ${listing(parts('those of the naive solution').map((part) => part.replace(/ it at /, ' them at ')))}.`,
      )
      .join(' ');
  },
);

/** In how many cells of a map losses are below the naive solution’s. */
export const besideNaiveOnMap = rule(
  'a cell counts as below or above only beyond six standard errors of its loss and 0.1 %; the others are counted, too',
  (sweep: SweepSummary) =>
    comparedLosses
      .flatMap(([id, loss]) => {
        const { values, those } = besideOne(sweep, id);
        if (values.length === 0) return [];
        const found = kinds
          .map((kind) => ({ kind, count: those(kind).length }))
          .filter(({ count }) => count > 0);
        const all = counted(values.length, 'point');
        const parts = found.map(
          ({ kind, count }, index) =>
            `${standingWords(kind, index === 0 ? 'that of the naive solution' : 'it')} at ${found.length > 1 ? whole(count) : allOf(values.length, 'point')}`,
        );
        return [`${capital(loss)} is ${listing(parts)}${found.length > 1 ? ` of ${all}` : ''}.`];
      })
      .join(' '),
);

/** No more points than this are named one by one. */
const mostNamed = 6;

/** How the gain is shared among features: its mean where that describes them, else the groups or the range. */
export const gainsOfFeatures = rule(
  'exact; a mean stands for the features only where their standard deviation is at most a quarter of it and they form no groups',
  (sweep: SweepSummary, swept: readonly SweptSetting[]) => {
    const { even, uneven } = byDescription(sweep);
    const ends = extremes(
      even.flatMap(({ point: { settings, parameters } }) => {
        const { mean } = parameters['gain.positive'];
        return mean === null ? [] : [{ at: settings, mean, estimate: null }];
      }),
    );
    const sentences: string[] = [];
    if (ends !== undefined) {
      const where =
        uneven.length === 0
          ? 'At every point'
          : even.length === 1
            ? `At ${placeOf(even[0]!.point.settings, swept)}`
            : `At ${whole(even.length)} of ${counted(sweep.points.length, 'point')}`;
      const [least, most] = ends.map(({ at, mean }) => `${significant(mean)} (${placeOf(at, swept)})`);
      sentences.push(
        `${where}, the mean gain stands for the features (their standard deviation is at most a quarter of it): it is ${even.length === 1 ? significant(ends[0].mean) : `between ${least} and ${most}`}.`,
      );
    }
    const one = sweep.seeds.length === 1 ? '' : `, in the model of seed ${sweep.seeds[0]}`;
    if (uneven.length > 0 && uneven.length <= mostNamed) {
      const each = uneven.map(
        ({ point, gains }) => `At ${placeOf(point.settings, swept)}, the gain is ${valueWords(gains)}${one}.`,
      );
      const first = sentences.length === 0 ? 'The mean gain stands for the features at no point.' : '';
      sentences.push(...(first === '' ? [] : [first]), ...each);
    } else if (uneven.length > 0) {
      sentences.push(
        `At ${counted(uneven.length, 'point')}, the mean gain does not stand for the features: they are served unequally${one}.`,
      );
    }
    return sentences.join(' ');
  },
);

/** Up to this share of the larger one, two counts of neurons are called alike. */
const alikeCounts = 0.02;

/** The largest difference between the counts of neurons in both gauges, and whether it is small at every point. */
export function gaugesCompared(sweeps: readonly SweepSummary[]): {
  readonly most: number;
  readonly agree: boolean;
} {
  const pairs = sweeps.flatMap(({ points }) =>
    points.flatMap(({ parameters }) => {
      const [raw, balanced] = [
        parameters['neuronUsage.mean'].mean,
        parameters['balanced.neuronUsage.mean'].mean,
      ];
      return raw === null || balanced === null ? [] : [{ raw, balanced }];
    }),
  );
  return {
    most: Math.max(0, ...pairs.map(({ raw, balanced }) => Math.abs(raw - balanced))),
    agree: pairs.every(
      ({ raw, balanced }) =>
        Math.abs(raw - balanced) <= alikeCounts * Math.max(Math.abs(raw), Math.abs(balanced)),
    ),
  };
}

/** How many neurons a feature uses; it names its threshold. */
export const neuronsUsed = rule(
  'exact, and the threshold is named; a mean over features, which it says; the gauges agree where they differ by at most 2 % at every point',
  (sweeps: readonly SweepSummary[], swept: readonly SweptSetting[]) => {
    const ends = extremes(sweeps.flatMap((sweep) => knownPoints(sweep, 'neuronUsage.mean')));
    if (ends === undefined) return '';
    const [least, most] = ends.map(({ at, mean }) => `${significant(mean)} (${placeOf(at, swept)})`);
    const used = `On average over features, a feature uses ${least === most ? least : `between ${least} and ${most}`} neurons: feature i uses neuron k where W_in[k,i] is more than a quarter of the root mean square of W_in.`;
    const gauges = gaugesCompared(sweeps);
    if (!gauges.agree)
      return `${used} In the balanced gauge the number differs by up to ${significant(gauges.most, 2)}; the table has both.`;
    return gauges.most === 0
      ? `${used} The balanced gauge gives the same numbers.`
      : `${used} The balanced gauge gives the same numbers to ${percent(alikeCounts)}, and is left out.`;
  },
);

/** Lines by the values at their two ends, for readers who cannot see them. */
export const linesAtEnds = rule(
  'describes the drawn means by their first and last value',
  (
    lines: readonly { readonly sweep: SweepSummary; readonly id: OrderParameter; readonly name: string }[],
    setting: SweptSetting,
  ) =>
    lines
      .map(({ sweep, id, name }) => {
        const values = knownPoints(sweep, id).map(
          ({ at, mean }) => `${significant(mean)} at ${sweptAt(setting, at[setting])}`,
        );
        return `${name}: ${values.length < 2 ? (values[0] ?? 'no value') : `${values[0]} to ${values.at(-1)}`}.`;
      })
      .join(' '),
);

/** A map by the extremes of what its colours can show. */
export const extremesOfMap = rule(
  'describes the drawn means by the least and the greatest',
  (sweep: SweepSummary, settings: readonly SweptSetting[], ids: readonly OrderParameter[]) =>
    `Heatmap of ${counted(sweep.points.length, 'trained model')}. ${ids
      .flatMap((id) => {
        const ends = extremes(knownPoints(sweep, id));
        if (ends === undefined) return [];
        const [least, most] = ends.map(({ at, mean }) => `${significant(mean)} (${placeOf(at, settings)})`);
        return [`${capital(orderParameters[id].title)}: ${least} to ${most}.`];
      })
      .join(' ')}`,
);
