import { definition, rule, type Sentence } from './rule.js';

/** What the numbers of one model are taken on. */
export const takenOnOne = rule(
  'there is one model, given or trained; the table says of each number whether samples are its basis',
  (isGiven: boolean) =>
    `Each is taken on the ${isGiven ? 'given' : 'one'} model, over all its features; where it is estimated, from the samples of one seed. Behind ± stands the standard error of these samples. What follows from the weights is exact.`,
);

/** What the numbers over several models are taken on. */
export const takenOverSeeds = rule(
  'there are several models; the sampling error of one model matters if for some quantity it is more than a tenth of the deviation between models',
  (samplingMatters: boolean) =>
    `Each is taken on one model, over all its features, and then over seeds: mean, standard deviation (over seeds, dividing by *k* − 1) and 95 % interval of the mean (Student’s *t*). The drawing has each seed as a dot from the least to the greatest value, and the interval as a bar. The standard deviation contains the sampling error of each model, which ${samplingMatters ? 'stands below it where it is more than a tenth of it' : 'is nowhere more than a tenth of it'}.`,
);
export const kindsOfEntries = definition(
  'An *active entry* is a (sample, feature) pair whose feature is active, a *positive entry* one with x > 0; *all entries* are every entry of the output.',
);

/** The title of each group of quantities, by the first part of their ids, in the order of the table. */
export const quantityGroups: readonly (readonly [title: Sentence, firstParts: readonly string[]])[] = [
  [definition('Response of a feature to itself'), ['gain', 'output', 'attenuation']],
  [definition('Response to other features'), ['crossGain']],
  [definition('Squared error'), ['mse']],
  [definition('Fourth-power error'), ['l4']],
  [definition('Error under the loss |y − t|^q'), ['lq']],
  [definition('Spread over features'), ['perFeature']],
  [definition('Beside the naive solution'), ['ratio']],
  [definition('Geometry of the encodings'), ['cosine', 'framePotential', 'zeroColumns']],
  [definition('The data'), ['data']],
  [definition('The naive solution'), ['naive']],
  [definition('The output that is always 0'), ['zero']],
];
export const otherGroup = definition('Further quantities');
/** Unfolds the exact quantities. */
export const closedForm = definition(
  'Quantities in closed form: the data, the naive solution, the zero output',
);
