import {
  type FrameStatistic,
  frameStatistics,
} from '@superposition/analyses/internal/geometry/frame-statistics';
import type { RandomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import { counted, listing, percent, significant, whole } from '../text/format.js';
import { jointStanding, statisticNames } from './directions.js';
import type { ModelSeed, ShownTraining } from './model.js';
import { definition, rule, stated } from './rule.js';

/** The title of the axis. */
export const statisticAxis = definition('standard deviations from chance (compressed beyond ± 2)');

/** A model's angles, and for how long it was trained. */
export interface TestedAngles extends ShownTraining {
  readonly frames: RandomFrames;
}

const words = ['none', 'one', 'two', 'three', 'four', 'five', 'six'] as const;

const undecided = ({ frames }: TestedAngles) =>
  frameStatistics.filter((id) => jointStanding(frames, id) === 'undecided');
const differing = ({ frames }: TestedAngles) =>
  frameStatistics.filter((id) => ['less', 'more'].includes(jointStanding(frames, id) ?? ''));

function whose({ steps }: TestedAngles): string {
  return steps === null ? ' in the given model' : ` after ${counted(steps, 'step')}`;
}

/** The headline: how many statistics cannot be told from chance, and what can. */
export const anglesTellLittle = rule(
  '"tell little" where most of the six statistics are undecided in both gauges; it names those that differ in both; random directions cost more only where all draws do, beyond three standard errors',
  (shown: TestedAngles, randomCosts: boolean) => {
    if (shown.frames.raw.statistics === null) return '';
    const blind = undecided(shown).length;
    const names = differing(shown).map((id) => `the ${statisticNames[id]}`);
    const seen = names.length;
    if (blind >= 4) {
      const verb =
        seen === 0
          ? `${blind === frameStatistics.length ? 'none of six statistics can' : `${words[blind]} of six statistics cannot`} be told from random directions${whose(shown)}`
          : `only ${listing(names)} differ${seen === 1 ? 's' : ''} from random directions${whose(shown)}`;
      return `Angles tell little: ${verb}.${randomCosts ? ' What has power is the loss of random directions, in Figure A.' : ''}`;
    }
    return seen === 0
      ? ''
      : `${words[seen]!.charAt(0).toUpperCase()}${words[seen]!.slice(1)} of six statistics of the angles differ${seen === 1 ? 's' : ''} from those of random directions${whose(shown)}.`;
  },
);

/** What is drawn. */
export const stripMarks = rule(
  'describes the marks; two only where a shorter training is drawn, rings only where models are known not to have converged',
  (frames: number, converged: TestedAngles, shorter: TestedAngles | null) => {
    const look = ({ isOpen }: TestedAngles) => (isOpen ? 'ring' : 'disc');
    const isAlike = shorter !== null && look(shorter) === look(converged);
    const told = (model: TestedAngles, size: string) =>
      model.steps === null
        ? 'the given model'
        : `${isAlike ? `${size} ` : ''}${look(model)}: after ${counted(model.steps, 'step')}`;
    const marks =
      converged.steps === null
        ? 'Disc: the given model'
        : `One seed; ${shorter === null ? '' : `${told(shorter, 'small')}; `}${told(converged, 'large')}`;
    return `Hatched: 95\u00a0% of ${whole(frames)} random sets of as many directions; whisker: all of them. “Differs” means p < .01/6, in both gauges. ${marks}. Short bar: the least that any directions can have.`;
  },
);

/** Which statistics differ. */
export const whatDiffers = rule(
  'names the statistics that are smaller or larger than by chance in both gauges, in the order of the rows',
  (model: TestedAngles) => {
    if (model.frames.raw.statistics === null) return '';
    const some = differing(model).map((id) => `the ${statisticNames[id]}`);
    const subject = model.steps === null ? 'In the given model' : `After ${counted(model.steps, 'step')}`;
    if (some.length > 0)
      return `${subject}, ${listing(some)} differ${some.length === 1 ? 's' : ''} from chance.`;
    return undecided(model).length === frameStatistics.length
      ? `${subject}, none of the six can be told from chance.`
      : '';
  },
);

/** Two directions on one line. */
export const onOneLine = rule(
  'the greatest |cosine| prints as 1.000; in one dimension it must',
  ({ frames }: TestedAngles) =>
    (frames.raw.statistics?.maxAbsCos.value ?? 0) < 0.9995
      ? ''
      : frames.raw.dimension === 1
        ? 'In one dimension, all features lie along one line.'
        : 'A greatest |cosine| of 1.000: two features lie along one line, to three digits.',
);

/** Why there is nothing to draw. */
export const noAngles = rule(
  'fewer than two columns of W_in are not zero, or all random sets have the same angles',
  ({ frames: { raw } }: TestedAngles) =>
    raw.statistics === null
      ? 'Fewer than two features have a direction, so there is no angle.'
      : Object.values(raw.statistics).some(({ z }) => z !== null)
        ? ''
        : 'In one dimension all directions lie along one line, so all random sets have the same angles.',
);

/** What the statistics are, and what the first bound says. */
export const angleDefinitions = (bounds: Findings, seed: ModelSeed, steps: number) => {
  const slack = bounds['bounds.distanceToIdentity.slack']?.value ?? null;
  const whoseWeights = seed === null ? 'the given model' : `the model after ${counted(steps, 'step')}`;
  return [
    definition(
      'Over pairs of different features: the mean of the cosines of their columns of W_in, of their magnitudes, and of their fourth powers; the root of their mean square; the greatest magnitude. The frame potential is Σ cos^2 over all ordered pairs, also of a feature with itself. Columns of zeros have no direction.',
    ),
    definition(
      'Random directions are normal vectors, normalised. Means and standard deviations by chance are exact but for the root mean square and the greatest |cosine|. p is two-sided.',
    ),
    definition(
      'Least possible: n^2/m for the frame potential, which tight frames have; the same for the root mean square; 3n^2/(m(m+2)) for Σ cos^4, which spherical 4-designs have; Welch’s or Levenshtein’s bound for the greatest |cosine|.',
    ),
    ...(slack === null
      ? []
      : [
          stated(
            'the bound holds for every weights; the excess above it is exact',
            `The distance of the scaled R⁺ from the identity, ‖sR⁺ − I‖^2, is at least n − m. In ${whoseWeights} it is ${percent(Math.max(0, slack), 2)} above. Any encoder whose decoder is the pseudo-inverse of relu(W_in) is at the bound, so a small distance tells of the decoder, and not that the directions are special.`,
          ),
        ]),
  ];
};

/** The panel for readers who cannot see it. */
export const angleSummary = rule('reads the numbers of the rows', (model: TestedAngles) => {
  const { statistics } = model.frames.raw;
  if (statistics === null) return '';
  const rows = frameStatistics.map(
    (id: FrameStatistic) =>
      `${statisticNames[id]} ${significant(statistics[id].value)}${statistics[id].z === null ? '' : `, ${significant(statistics[id].z, 2)} standard deviations from chance`}`,
  );
  return `A strip for each statistic${whose(model)}: ${rows.join('; ')}.`;
});
