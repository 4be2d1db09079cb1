import { isSideEffect } from '@superposition/analyses/internal/conclusions/negative-inputs';
import type { Explained } from '@superposition/analyses/internal/conclusions/explained';
import { decimals, listing, percent, significant } from '../text/format.js';
import { rule } from './rule.js';

/** A change of the loss, relative to that of a network. */
export interface LossChange {
  readonly what: 'removed' | 'clipped' | 'retrained';
  readonly change: number;
  /** Three standard errors; of a separate training also three deviations over seeds. */
  readonly margin: number;
  /** Whether the deviation over seeds is known, and so in the margin. */
  readonly isOverSeeds?: boolean;
}

/** Below this share of the loss, a change is next to nothing. */
const nothing = 0.005;

/** With as many digits as the figure shows, and more where it would say that a loss vanishes. */
const signed = (change: number) =>
  change < -0.999
    ? percent(change)
    : `${change > 0 ? '+' : ''}${significant(100 * change, Math.abs(change) >= 0.01 ? 3 : 2)}\u00a0%`;

/** `falls by 0.016 %`, where the direction is certain. */
const moved = ({ change, margin }: LossChange) =>
  Math.abs(change) > margin
    ? `${change < 0 ? 'falls' : 'rises'} by ${signed(change).replace(/^[+−-]/, '')}`
    : `changes by ${signed(change)}`;

/** The headline of trained networks. */
export const isOnlySideEffect = rule(
  'without the own output for negative inputs the loss changes by less than 0.5 %, and networks trained without negative input weights lose more, beyond three standard errors and three deviations over seeds',
  (explained: Explained, changes: readonly LossChange[]) => {
    const [removed, retrained] = (['removed', 'retrained'] as const).map((what) =>
      changes.find((each) => each.what === what),
    );
    if (removed === undefined || retrained === undefined || isSideEffect(explained).outcome !== 'holds')
      return '';
    return `The output for negative inputs is a side effect: without it the loss ${moved(removed)}. The negative weights behind it are worth ${significant(100 * retrained.change, 2)}\u00a0%.`;
  },
);

/** The headline of a given network. */
export const clippedInputs = rule(
  'without the own output for negative inputs the loss changes by less than 0.5 %, or by more beyond three standard errors; without the negative input weights it changes beyond three standard errors, or nothing is said of them',
  (changes: readonly LossChange[]) => {
    const [removed, clipped] = (['removed', 'clipped'] as const).map((what) =>
      changes.find((each) => each.what === what),
    );
    if (removed === undefined) return '';
    const size = Math.abs(removed.change);
    const isClear = size > removed.margin;
    const first =
      size + removed.margin < nothing
        ? 'The output for negative inputs is worth next to nothing'
        : isClear
          ? `The output for negative inputs ${removed.change > 0 ? 'lowers' : 'raises'} the loss`
          : '';
    if (first === '') return '';
    const clear = clipped !== undefined && Math.abs(clipped.change) > clipped.margin;
    const then = clear ? ` Without negative input weights it ${moved(clipped)}.` : '';
    return `${first}: without it the loss ${moved(removed)}.${then}`;
  },
);

const names = {
  removed: 'without the own output for negative inputs',
  clipped: 'with negative input weights set to 0 and the same decoder',
  retrained: 'trained with input weights ≥ 0',
} as const;

/** What the rows are, with their numbers. */
export const changesInWords = rule('reads the changes', (changes: readonly LossChange[], whose: string) =>
  changes.length === 0
    ? `The ${whose} model itself loses nothing, so there is no change to compare.`
    : `Beside the ${whose} model, the loss changes by ${listing(changes.map(({ what, change }) => `${signed(change)} ${names[what]}`))}. Whiskers: ±\u00a03 standard errors${changes.some(({ isOverSeeds }) => isOverSeeds) ? ', and of the separate training at least ±\u00a03 standard deviations over seeds' : ''}.`,
);

/** Models at one density. */
export interface DensityPoint {
  readonly at: number;
  readonly value: number;
  /** Three standard errors. */
  readonly margin?: number;
}

/** What is drawn along the density. */
export const alongDensity = rule(
  'describes the panels, where there are trainings along the density',
  (points: readonly DensityPoint[]) =>
    points.length < 2
      ? ''
      : 'By density: one model each with input weights ≥ 0, beside the converged model of that density, and what features of the latter answer to −1. Whiskers there: ± 3 paired standard errors; how far seeds lie apart is not in them.',
);

/** A panel along the density for readers who cannot see it. */
export const densitySummary = rule('reads the points', (what: string, points: readonly DensityPoint[]) =>
  points.length === 0
    ? ''
    : `${what}: ${listing(points.map(({ at, value }) => `${decimals(value, 3)} at p = ${at}`))}.`,
);

/** How the networks of the rows are made. */
export const negativeDefinitions = rule(
  'describes the rows that there are',
  (changes: readonly LossChange[]) =>
    `Output removed: R⁻ᵢᵢ|xᵢ| is taken off yᵢ where xᵢ < 0. Clipped: relu(W_in) in the place of W_in, so R⁺ stays and R⁻ is 0.${changes.some(({ what }) => what === 'retrained') ? ' Trained with input weights ≥ 0: they are clamped after each step.' : ''} All on the same inputs.`,
);
