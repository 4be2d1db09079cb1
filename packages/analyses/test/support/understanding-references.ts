import type { Findings } from '../../src/understanding/finding.js';

/** A value of an independent implementation, as printed. */
export interface Reference {
  readonly id: string;
  /** Half of the last printed digit, or of a printed range. */
  readonly value: number;
  readonly precision: number;
}

const printed = (id: string, text: string): Reference => ({
  id,
  value: Number(text),
  precision: 0.5 * 10 ** -(text.split('.')[1]?.length ?? 0),
});

const between = (id: string, low: number, high: number): Reference => ({
  id,
  value: (low + high) / 2,
  precision: (high - low) / 2,
});

/** The defaults with seed 0 after 10,000 steps. */
export const convergedReferences: readonly Reference[] = [
  printed('theory.asymmetry', '0.086'),
  printed('theory.cubic.fourDesign.kurtosis', '1.833'),
  printed('theory.cubic.anyRank.kurtosis', '1.000'),
  printed('theory.cubic.measured.gain', '0.399'),
  printed('theory.cubic.measured.loss', '0.0231'),
  printed('theory.additive.l4', '0.0230'),
  printed('theory.additive.bestScale', '0.946'),
  printed('theory.additive.plain.bestScale', '1.052'),
  printed('loss.l4', '0.0275'),
  printed('bounds.distanceToIdentity.slack', '0.0005'),
  printed('bounds.framePotential.slack', '0.040'),
  printed('bounds.fourthPotential.slack', '0.33'),
  printed('bounds.sumDimensionality.slack', '0.040'),
  printed('codewords.quarterRms.load.sd', '0.66'),
  printed('codewords.quarterRms.load.sd.random.mean', '4.4'),
  printed('codewords.quarterRms.load.sd.random.sd', '1.0'),
  printed('codewords.quarterRms.overlapSquare', '1.114'),
  printed('codewords.quarterRms.overlapSquare.random.mean', '1.145'),
  printed('codewords.quarterRms.swap.exact', '0.974'),
  printed('codewords.quarterRms.swap.word', '0.986'),
  printed('codewords.quarterRms.swap.natural', '0.99'),
  printed('codewords.betweenEighthAndHalf', '0.001'),
  printed('ladder.pinvRelu.ratio', '1.005'),
  printed('ladder.designed.ratio', '1.008'),
  printed('ladder.clip.ratio', '1.011'),
  printed('ladder.pinv.ratio', '1.015'),
  printed('ladder.threeScalars.ratio', '1.046'),
  printed('ladder.random.ratio', '1.06'),
  printed('ladder.groups.ratio', '1.27'),
  between('ladder.gaussian.ratio', 1.7, 1.9),
  printed('ladder.naiveOffset.offset', '0.144'),
  printed('ladder.naiveOffset.ratio', '3.19'),
  printed('ladder.naive.ratio', '3.27'),
  printed('ladder.zero.ratio', '3.63'),
  printed('negative.remove.l4', '-0.00015'),
  printed('negative.remove.l2', '-0.0012'),
  printed('crowd.additive.1', '1.00'),
  printed('crowd.additive.2', '0.88'),
  printed('crowd.additive.3', '0.82'),
  printed('crowd.additive.4', '0.79'),
  printed('crowd.additive.5', '0.77'),
  printed('neurons.participation', '2.7'),
  between('neurons.ablation.l4.mean', 0.17, 0.18),
  printed('neurons.ablation.hurt', '28'),
];

/** Other trainings beside the one above. */
export const trainedReferences: readonly Reference[] = [
  printed('trained.report.ratio', '1.050'),
  printed('trained.naiveStart.ratio', '1.001'),
  printed('trained.freeValues.ratio', '1.007'),
  between('trained.nonNegative.ratio', 1.006, 1.007),
  printed('trained.linear.ratio', '1.255'),
];

/** L2 from a normal start, and the converged model beside it. */
export const squaresReferences: readonly Reference[] = [
  printed('trained.squares.gain', '0.1021'),
  printed('trained.squares.l2', '0.149'),
  printed('trained.twins.l2', '0.297'),
  printed('trained.squares.mse.active', '0.139'),
  printed('trained.twins.mse.active', '0.071'),
];

/** What separate trainings differ by, three times the deviation of a difference: 0.0006 is that of one ratio. */
const ofTrainings = 3 * Math.SQRT2 * 0.0006;
/** By density, the ratio of a network with W_in at or above zero, in per cent above 1 with its half digit. */
const retrained = (p: number, above: number, half = 0.05): Reference => ({
  id: `trained.nonNegative.activeProbability=${p}.ratio`,
  value: 1 + above / 100,
  precision: half / 100 + ofTrainings,
});
export const retrainedReferences: readonly Reference[] = [
  retrained(0.002, 0.6),
  retrained(0.005, 0.1),
  retrained(0.01, 0.6),
  retrained(0.02, 0.7),
  retrained(0.05, 2.6),
  retrained(0.1, 5.8),
  retrained(0.2, 10, 0.5),
];
/** And what features of the converged model answer to −1, by which the models of other seeds differ, too. */
export const outputReferences = (
  [
    [0.002, 0],
    [0.005, -0.017],
    [0.01, -0.031],
    [0.02, -0.026],
    [0.05, 0],
    [0.1, 0.028],
    [0.2, 0.032],
  ] as const
).map(
  ([p, value]): Reference => ({
    id: `trained.twins.activeProbability=${p}.outputMinusOne`,
    value,
    precision: 0.0005 + 0.002,
  }),
);

/** The defaults with seed 0, after 1,000 steps. */
export const reportReferences: readonly Reference[] = [
  printed('codewords.quarterRms.load.sd', '1.9'),
  printed('codewords.quarterRms.load.sd.random.mean', '4.8'),
  printed('ladder.designed.ratio', '0.960'),
  printed('negative.remove.l4', '-0.0006'),
  printed('negative.remove.l2', '-0.0027'),
];

/** A training of the defaults with seed 0 over 10,000 steps, but for what is given. */
export interface Setting {
  readonly steps?: number;
  readonly neurons?: number;
  readonly p?: number;
  readonly q?: number;
}

/** A trained gain, by which the models of other seeds differ: 0.001 is their standard deviation at the defaults. */
const spread = 0.002;
const gain = (text: string): Reference => ({ ...printed('gain', text), precision: 0.0005 + spread });
/** Errors of the theory's gain, in per cent with their half digit. */
const percent = (id: string, value: number, half = 0.5): Reference => ({
  id,
  value: value / 100,
  precision: half / 100 + spread,
});
const tenth = (id: string, value: number): Reference => percent(id, value, 0.05);
const error = 'cubic over gain − 1';
/** Designed words beside models of more neurons, of the lengths that the rule tries beside the converged model of the defaults (D-085). */
export const designedBeside = (neurons: number) => `lines.neurons=${neurons}.designed.ratio`;
const sparse = between('sparse limit over gain − 1', 0.0095, 0.0135);

/** Other settings, with what was printed of them. */
export const otherReferences: readonly {
  readonly title: string;
  readonly setting: Setting;
  readonly references: readonly Reference[];
}[] = [
  {
    title: 'p = .002',
    setting: { p: 0.002 },
    references: [tenth(error, -0.4), gain('0.459'), sparse],
  },
  { title: 'p = .005', setting: { p: 0.005 }, references: [tenth(error, -0.4)] },
  { title: 'p = .01', setting: { p: 0.01 }, references: [tenth(error, -0.3)] },
  { title: 'p = .05', setting: { p: 0.05 }, references: [percent(error, 17)] },
  { title: 'm = 1', setting: { neurons: 1 }, references: [percent(error, 13)] },
  { title: 'm = 2', setting: { neurons: 2 }, references: [percent(error, 21)] },
  { title: 'm = 5', setting: { neurons: 5 }, references: [percent(error, 8)] },
  {
    title: 'm = 20',
    setting: { neurons: 20 },
    references: [tenth(error, -2.7), printed(designedBeside(20), '1.07')],
  },
  {
    title: 'm = 50',
    setting: { neurons: 50 },
    references: [tenth(error, -4), printed(designedBeside(50), '1.24')],
  },
  {
    title: 'p = .002, q = 2.5',
    setting: { p: 0.002, q: 2.5 },
    references: [gain('0.240'), sparse],
  },
  { title: 'p = .002, q = 3', setting: { p: 0.002, q: 3 }, references: [gain('0.344'), sparse] },
  { title: 'p = .002, q = 6', setting: { p: 0.002, q: 6 }, references: [gain('0.545'), sparse] },
];

/** A reference beside our value: both may be off by their own rounding and by four standard errors of the difference. */
export function compare(findings: Findings, { id, value, precision }: Reference) {
  const { value: ours, standardError = 0 } = findings[id]!;
  // The other implementation has a sample of its own, as large as ours.
  const tolerance = precision + 4 * Math.SQRT2 * standardError;
  const difference = ours === null ? Number.NaN : ours - value;
  return {
    ours,
    standardError,
    difference,
    tolerance,
    agrees: Math.abs(difference) <= tolerance * (1 + 1e-9),
  };
}
