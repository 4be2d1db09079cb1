import { type Convergence, convergedAt } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import { counted, listing, whole } from '../text/format.js';
import { placeOf } from '../text/swept-notation.js';
import { rule } from './rule.js';

/** What the figure of the steps says about the convergence of other figures’ models. */
export interface ConvergenceEvidence {
  /** The number of the figure that shows it; `null` if the report has no sweep over steps. */
  readonly figure: number | null;
  readonly convergence: Convergence | undefined;
  /** The settings of the rest of the report, at which convergence was judged. */
  readonly own: SweptSettings;
}

/** The models of a sweep, by the settings that they were trained with. */
export interface SweptModels {
  readonly points: readonly { readonly settings: SweptSettings }[];
}

const tested: readonly SweptSetting[] = ['neurons', 'activeProbability', 'lossExponent'];

/** Whether a sweep’s models may be concluded from: false where its steps were tested and have not converged. */
export function isConcluded(sweep: SweptModels, { convergence }: ConvergenceEvidence): boolean {
  const steps = sweep.points[0]?.settings.steps;
  return steps === undefined || convergedAt(convergence, steps) !== false;
}

/** Whether models of these settings were tested, and have not converged. */
export function isUnconverged(settings: SweptSettings, { convergence, own }: ConvergenceEvidence): boolean {
  return (
    convergedAt(convergence, settings.steps) === false && tested.every((each) => settings[each] === own[each])
  );
}

/** Says that the models have not converged. It stands before everything else. */
export const notConverged = rule(
  'figure 13’s rule was applied to this number of steps, and at least one criterion is not met',
  (sweep: SweptModels, { convergence, figure, own }: ConvergenceEvidence) => {
    const steps = sweep.points[0]?.settings.steps;
    if (steps === undefined || convergedAt(convergence, steps) !== false) return '';
    return `*These models have not converged:* at ${placeOf(own, tested)}, ${counted(steps, 'step')} are too few (figure ${figure}), so nothing is concluded from them.`;
  },
);

/** What was trained: with which loss, for how long, from how many seeds. */
export const whatWasTrained = rule(
  'describes the trainings, from their parameters',
  ({ points, seeds }: SweepSummary, swept: readonly SweptSetting[]) => {
    const [first] = points;
    if (first === undefined) return '';
    const { lossExponent, steps } = first.settings;
    const named = seeds.length > 12 ? `${seeds.slice(0, 12).join(', ')}, …` : listing(seeds.map(String));
    const models =
      seeds.length === 1
        ? `one model, trained from seed ${named}`
        : `the mean over ${whole(seeds.length)} models, trained from seeds ${named}`;
    const loss = `on the loss |y − t|^${swept.includes('lossExponent') ? 'q' : lossExponent}`;
    const length = swept.includes('steps') ? 'for T steps' : `for ${counted(steps, 'step')}`;
    const fixed = (['neurons', 'activeProbability'] as const).filter((setting) => !swept.includes(setting));
    const at =
      fixed.length === 0 ? '' : `, with ${listing(fixed.map((each) => placeOf(first.settings, [each])))}`;
    return `Each point is ${models} ${loss} ${length}${at}; all other settings are those of this report.`;
  },
);

/** Whether so many steps have converged, as far as the report has tested it. */
export const whetherConverged = rule(
  'says what figure 13 found for this number of steps, at which settings, and what was not tested',
  (sweep: SweptModels, { convergence, figure, own }: ConvergenceEvidence) => {
    const steps = sweep.points[0]?.settings.steps;
    if (steps === undefined) return '';
    if (convergence === undefined || figure === null)
      return `Whether ${counted(steps, 'step')} are enough to converge is not known: this report has no sweep over training steps.`;
    const converged = convergedAt(convergence, steps);
    if (converged === false) return '';
    if (converged === null)
      return `Whether ${counted(steps, 'step')} are enough to converge is not known: figure ${figure} does not compare trainings of this length with longer ones.`;
    const alone = sweep.points.every(({ settings }) => tested.every((each) => settings[each] === own[each]));
    return `At ${placeOf(own, tested)}, ${counted(steps, 'step')} have converged (figure ${figure})${alone ? '.' : '; at the other settings this was not tested.'}`;
  },
);

/** Of which data the sentences after it are, where a figure has models of several densities. */
export const atDensity = rule('names the density of the models', ({ points: [first] }: SweptModels) =>
  first === undefined ? '' : `With ${placeOf(first.settings, ['activeProbability'])}:`,
);

/** What a second sweep over sparser data trained, and how far its convergence is known. */
export const trainedOnSparserData = rule(
  'describes the second sweep by what differs from the first, its density; no convergence was tested at its density',
  (sweep: SweepSummary, first: SweepSummary, swept: readonly SweptSetting[]) => {
    const [ours, theirs] = [sweep.points[0]?.settings, first.points[0]?.settings];
    if (ours === undefined || theirs === undefined) return '';
    const alike = ours.steps === theirs.steps && sweep.seeds.join() === first.seeds.join();
    const at = placeOf(ours, ['activeProbability']);
    return alike
      ? `With ${at}, models were trained likewise; whether they have converged was not tested.`
      : `${whatWasTrained(sweep, swept)} Whether these models have converged was not tested.`;
  },
);
