import type { Config } from '@superposition/core/config';
import { convergedSteps } from '@superposition/core/internal/config/sweep-grids';
import { sweptSettings } from '@superposition/core/internal/config/sweeps';
import { grouped } from '../numbers/grouped.js';
import type { Findings } from '../understanding/finding.js';
import { type Condition, conditionOn, type Look, missing } from './condition.js';

/** The settings that findings are of. */
export interface ExplainedSettings {
  readonly features: number;
  readonly neurons: number;
  readonly activeProbability: number;
  readonly lossExponent: number;
  /** Of the report's own model. */
  readonly steps: number;
  /** Of its converged twin, and of the trainings beside it. */
  readonly convergedSteps: number;
}

/** The findings of a report, and the settings that they are of. */
export interface Explained extends ExplainedSettings {
  /** Of the report's own model. */
  readonly report: Findings;
  /** Of the same training over more steps, with those of other trainings and of lines. */
  readonly converged: Findings;
  /** Whether the training that is called converged is known not to be: then nothing is concluded from it, or from what stands beside it. */
  readonly isUnfinished?: boolean;
}

/** The settings of the findings of a config. */
export function explainedSettings(config: Config): ExplainedSettings {
  const { steps, ...settings } = sweptSettings(config);
  return { features: config.model.features, ...settings, steps, convergedSteps: convergedSteps(config) };
}

/** The limits of all rules. */
export const limits = {
  /** The gain of a training that ended differs from that of a longer one by no more (U9). */
  convergedGain: 0.003,
  /** The theory of the gain fails beyond this error, where few features are active and neurons are many. */
  theoryError: 0.05,
  fewActive: 2,
  manyNeurons: 10,
  /** Losses within this share of the best one are of about the same height. */
  sameHeight: 0.03,
  /** Words of about the same length differ by no more than so many neurons. */
  sameLength: 0.3,
  /** Every feature is served where the least gain is above this share of the mean. */
  servedGain: 0.8,
  /** A feature is ignored below this share of the mean. */
  ignoredGain: 0.25,
  /** Features are served unequally beyond this deviation of the gain over its mean, and with this share below a quarter of the best. */
  unequalSpread: 0.5,
  ignoredShare: 0.1,
  /** L2's mean gain is m/n within this share. */
  squaresGain: 0.05,
  /** Two starts have met where the deviations of the gain differ by less than this share, and the shares of ignored features by less. */
  metSpread: 0.1,
  metShare: 0.05,
  /** Weights are on or off where fewer entries than this share lie between. */
  betweenShare: 0.02,
  /** Of fewer weights such a share is less than one, and none may lie between by chance. */
  fewestWeights: 50,
  chance: 0.01,
  /** Six statistics of angles are tested at once. */
  chanceOfSix: 0.01 / 6,
  /** Removing the output for negative inputs is worth nothing below this share of the loss. */
  worthless: 0.005,
  /** Two directions are near each other beyond this |cosine|, of 60°. */
  orthogonalCosine: 0.5,
  asymmetry: 0.1,
  /** R⁺ is as near to a multiple of the identity as its rank allows up to this share of the least distance. */
  farFromIdentity: 1.01,
  /** A mean stands for features up to this deviation over it. */
  describedByMean: 0.25,
  /** A correlation explains half of a variance from here on. */
  explains: 0.7,
  /** The best factor on the outputs of a network whose training has ended is 1 within this share. */
  scaleAtRest: 0.01,
  /** A decoder is as good as the pseudo-inverse where the loss with that in its place differs by no more. */
  decoderLoss: 0.02,
  /** The theory of at most one active feature is about models with no more of them on average. */
  sparse: 0.2,
  /** Contributions cancel where their mean is below this share of their mean size. */
  cancelled: 0.1,
  /** A part of a difference is what matters above this share of it. */
  mostOf: 0.75,
} as const;

/** One model on a line: the value of what varies, and the id of a part of its findings. */
export interface PointOfLine {
  readonly at: number;
  readonly id: (part: string) => string;
}

/** The models on a line, by what varies, ascending; under the lines' names in ids. Empty where the report has no such line. */
export function lineOf(
  { converged }: Explained,
  line: 'neurons' | 'activeProbability' | 'lossExponent' | 'sparse.lossExponent',
): readonly PointOfLine[] {
  const start = `lines.${line}=`;
  return Object.keys(converged)
    .filter((id) => id.startsWith(start) && /^[\d.e-]+[.]gain$/.test(id.slice(start.length)))
    .map((id) => {
      const point = id.slice(0, -'.gain'.length);
      return { at: Number(point.slice(start.length)), id: (part: string) => `${point}.${part}` };
    })
    .sort((a, b) => a.at - b.at);
}

/** The id of a finding of the converged model at the report's own settings. */
export function ownId({ activeProbability }: Pick<Explained, 'activeProbability'>, part: string): string {
  return `lines.activeProbability=${activeProbability}.${part}`;
}

/** A number of the findings of the converged model, and of what stands beside it; NaN where it is not there. */
export function findingOf({ converged }: Pick<Explained, 'converged'>, id: string): number {
  return converged[id]?.value ?? Number.NaN;
}

/** A condition on the findings of the converged model, and of what stands beside it. */
export function onConverged(explained: Explained, rule: (look: Look) => string | undefined): Condition {
  return conditionOn(explained.converged, (look) => {
    const { isUnfinished = false, convergedSteps } = explained;
    return isUnfinished
      ? missing(`trainings of ${grouped(convergedSteps)} steps have not converged`)
      : rule(look);
  });
}
