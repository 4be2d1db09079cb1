import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import { counted, significant, whole } from '../text/format.js';
import { describeValues, valueWords } from './describe-values.js';
import { type ModelSeed, oneModel } from './model.js';
import { definition, rule, stated } from './rule.js';

/** What features answer to themselves at both ends. */
export const ownResponses = rule(
  'exact; a mean is named only where it stands for the features, otherwise groups or quartiles are',
  ({ features, positive, negative }: ResponseCurves) => {
    const subject = features === 1 ? 'the feature’s own output' : 'a feature’s own output';
    return (
      `At x = 1 ${subject} is ${valueWords(describeValues(positive))}; ` +
      `at x = −1 it is ${valueWords(describeValues(negative))}. A perfect one would be 1 and 0.`
    );
  },
);

/** How the exact curves were checked. */
export const sweptCheck = rule(
  'the difference was measured on the features and inputs that it names',
  ({ check }: ResponseCurves) =>
    `Swept through the forward pass at ${counted(check.inputs.length, 'input')} for ${counted(check.features, 'feature')}, the curves ` +
    (check.maximumDifference === 0
      ? 'are exactly these lines.'
      : `differ from these exact lines by at most ${significant(check.maximumDifference, 2)}.`),
);

export const responseDefinitions = ({ shown, features }: ResponseCurves, seed: ModelSeed) => [
  definition(
    'Exact, without a sweep: the network is positively homogeneous, so with only feature i active its own output is x·R⁺ᵢᵢ for x > 0 and |x|·R⁻ᵢᵢ for x < 0, with R⁺ = W_out·relu(W_in) and R⁻ = W_out·relu(−W_in).',
  ),
  definition(
    'The gain shown for positive inputs is R⁺ᵢᵢ, the slope of the right half; it is not the diagonal of W_eff, which is R⁺ᵢᵢ − R⁻ᵢᵢ.',
  ),
  stated(
    'counts the panels; the seed is that of the model',
    oneModel(seed) +
      (shown.length < features
        ? ` ${whole(shown.length)} of the ${whole(features)} features have a panel of their own, evenly spaced by index; the overlay has all.`
        : ''),
  ),
];

export const smallPanels = rule(
  'describes the panels',
  ({ shown }: ResponseCurves) =>
    `${shown.length === 1 ? 'A small panel' : 'Small panels'} of ${counted(shown.length, 'feature')}, each labelled with its index, on equal axes from −1 to 1 with relu behind.`,
);
