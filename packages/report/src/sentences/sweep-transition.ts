import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweepSummary, SweepSummaryPoint } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting } from '@superposition/core/internal/config/sweeps';
import { capital, counted, significant, whole } from '../text/format.js';
import { sweptAt, sweptNotation } from '../text/swept-notation.js';
import { crossingsOf } from './crossing.js';
import { describeValues } from './describe-values.js';
import { difference, exactly, overModels, standing } from './judge.js';
import { rule } from './rule.js';
import { besideLongest } from './training-length.js';

/** How a point serves its features, in the models of all seeds. */
type Service = 'alike' | 'unequal' | 'neither';

interface ServedPoint {
  readonly point: SweepSummaryPoint;
  readonly service: Service;
}

/** The headline of a line: where it changes how features are served, or else where a loss passes that of the naive solution. */
export const changeAlongLine = rule(
  'features are served alike where, in the models of all seeds, their mean gain is above 0 and stands for them, and unequally where in none it does; a change is named where it is the only one and every point is on one of its sides; a gain rises or falls where each step is certain; a loss passes where six standard errors and 5 % show both sides, once',
  (sweep: SweepSummary, setting: SweptSetting) => {
    const served = servedPoints(sweep);
    const { symbol } = sweptNotation[setting];
    const changes = served.slice(1).filter(({ service }, index) => service !== served[index]!.service);
    const [first] = served;
    const at = ({ point }: ServedPoint) => sweptAt(setting, point.settings[setting]);
    const passage = passageWords(sweep, setting);
    const whose = modelsOf(sweep.seeds);
    const alone = passage === '' ? '' : `${capital(passage)}, ${whose}.`;
    if (first === undefined || served.some(({ service }) => service === 'neither')) return alone;
    const [change, ...others] = changes;
    if (others.length > 0) return alone;
    if (change !== undefined) {
      const index = served.indexOf(change);
      const until = index === 1 ? `At ${at(first)}` : `Up to ${at(served[index - 1]!)}`;
      const from = index === served.length - 1 ? `at ${at(change)}` : `from ${at(change)} on`;
      return `${until}, features are served ${words[first.service]}; ${from}, ${words[change.service]} (${whose}).`;
    }
    const where = served.length === 1 ? `At ${at(first)}` : `At every ${symbol} tried`;
    const trend = first.service === 'alike' ? gainTrend(served, at, symbol) : '';
    const also = passage === '' ? '' : `; ${passage}`;
    return `${where}, features are served ${words[first.service]}${trend}, ${whose}${also}.`;
  },
);

const words: Readonly<Record<Service, string>> = { alike: 'nearly alike', unequal: 'unequally', neither: '' };

/** Points with a model of every seed, and at least two features. */
function servedPoints({ points }: SweepSummary): readonly ServedPoint[] {
  return points.flatMap((point) => {
    if (point.gains.length === 0 || point.gains.some((gains) => gains.length < 2)) return [];
    const alike = point.gains.map(isAlike);
    const service = alike.every((each) => each === true)
      ? 'alike'
      : alike.every((each) => each === false)
        ? 'unequal'
        : 'neither';
    return [{ point, service }];
  });
}

/** Null where no feature is served, or all are turned around. */
function isAlike(gains: readonly number[]): boolean | null {
  if (!gains.every(Number.isFinite)) return null;
  const described = describeValues(gains);
  if (described.kind === 'even') return described.mean > 0 ? true : null;
  if (described.kind === 'constant') return described.value > 0 ? true : null;
  return gains.some((gain) => gain > 0) ? false : null;
}

function gainTrend(
  served: readonly ServedPoint[],
  at: (point: ServedPoint) => string,
  symbol: string,
): string {
  const gains = served.map(({ point }) => overModels(point.parameters['gain.positive']));
  const found = gains.slice(1).map((gain, index) => {
    const before = gains[index]!;
    return gain === null || before === null ? 'undecided' : standing(difference(gain, before), exactly(0));
  });
  const [first] = found;
  if ((first !== 'more' && first !== 'less') || found.some((each) => each !== first)) return '';
  const [start, end] = [served[0]!, served.at(-1)!].map(
    (each) => `${significant(each.point.parameters['gain.positive'].mean!)} (${at(each)})`,
  );
  return `, with a mean gain that ${first === 'more' ? 'rises' : 'falls'} with ${symbol} from ${start} to ${end}`;
}

/** Whose numbers a headline has. */
function modelsOf(seeds: readonly number[]): string {
  return seeds.length === 1 ? `seed ${seeds[0]}` : `over ${whole(seeds.length)} models each`;
}

/** Where the squared error passes that of the naive solution, over all entries or else over active ones. */
function passageWords({ points }: SweepSummary, setting: SweptSetting): string {
  for (const entries of ['all', 'active'] as const) {
    const crossings = crossingsOf(
      points.map(({ settings, parameters }) => ({
        at: settings[setting],
        ratio: overModels(parameters[`relative.mse.${entries}`]),
      })),
    );
    const [crossing, ...others] = crossings;
    if (crossing === undefined || others.length > 0) continue;
    const [before, after] = crossing.between.map((value) => sweptAt(setting, value));
    return crossing.direction === 'up'
      ? `the squared error over ${entries} entries is below naive’s up to ${before} and above it from ${after} on`
      : `the squared error over ${entries} entries is above naive’s up to ${before} and below it from ${after} on`;
  }
  return '';
}

/** The headline of the lengths of training. */
export const whereTrainingsConverge = rule(
  'from so many steps on, every training but the longest meets all criteria of convergence; the report’s own number is named where it was judged; without such a number, the last compared training does not meet them',
  (convergence: Convergence, own: number) => {
    const { points, from } = convergence;
    const longest = points.at(-1);
    const judged = points.find(({ steps }) => steps === own)?.converged ?? null;
    const ours = `the ${counted(own, 'step')} of this report`;
    if (from === null) {
      const last = points.at(-2);
      return longest === undefined || last?.converged !== false
        ? ''
        : `${capital(counted(last.steps, 'step'))} are too few to converge: ${counted(longest.steps, 'step')} give another model.`;
    }
    const converged = points.slice(0, -1).filter(({ steps }) => steps >= from);
    const found = `After ${counted(from, 'step')} the training has converged: ${whole(longest!.steps)} ${besideLongest(convergence, converged)}`;
    if (judged === null) return `${found}.`;
    return judged ? `${found}, and ${ours} are enough.` : `${found}. ${capital(ours)} are too few.`;
  },
);
