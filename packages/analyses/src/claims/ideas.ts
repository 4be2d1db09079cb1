import type { Claim } from './claim.js';

/**
 * What the document concludes or asks beyond its numbers, in our words. A question of its section 12 is put as one.
 */
export const ideas: readonly Claim[] = [
  idea(
    'idea.l4.driver',
    'Overview, 8, 11',
    'The L4 loss is what makes the network serve all features instead of a few.',
    'Converged models trained with several loss exponents, and a theory of the best gain for each exponent, can judge it.',
  ),
  idea(
    'idea.l2.strategy',
    '8, 11',
    'Under L2, too, serving all features at a smaller gain is better than serving ten of them.',
    'Converged models trained with L2, from a normal start and from the naive solution, can judge it.',
  ),
  idea(
    'idea.l2.gain',
    '12',
    'Under L2 the best gain is higher than under L4.',
    'The gains of converged models trained with L2, feature by feature, can judge it.',
  ),
  idea(
    'idea.gain.optimum',
    '12',
    'The document asks whether 0.43 is the only best gain for this network, loss and sparsity, or one of several.',
    'A theory of the gain, and trainings from several starts, can judge it.',
  ),
  idea(
    'idea.uniformity',
    '3, 4, 5, 9, 11',
    'All features are treated alike: none is learned better than the others, and none is ignored.',
    'The spread of gains and errors over features in converged models, without sampling noise, can judge it.',
  ),
  idea(
    'idea.geometry.orthogonal',
    '6, 11',
    'The directions of the features are approximately orthogonal.',
    'A comparison of their cosines with those of random directions, and with the least possible ones, can judge it.',
  ),
  idea(
    'idea.geometry.random',
    '6',
    'The network makes use of random directions, which are nearly orthogonal in a space of many dimensions.',
    'The loss of networks whose encodings are random directions can judge it.',
  ),
  idea(
    'idea.geometry.structure',
    '12',
    'The document asks whether the directions form a regular pattern, such as the corners of a polytope.',
    'A comparison of the encodings with random encodings can judge it.',
  ),
  idea(
    'idea.encoding.distributed',
    '5',
    'Every feature is encoded by several neurons, and none has a single neuron of its own.',
    'The number of neurons that each feature uses in converged models, with a stated threshold, can judge it.',
  ),
  idea(
    'idea.encoding.mirrored',
    '5',
    'W_out mirrors W_in: features are decoded as they are encoded.',
    'A comparison of the loss with that of decoders that are computed from W_in can judge it.',
  ),
  idea(
    'idea.sparsity',
    'Overview, 7, 11',
    'Interference is small because few features are active at once.',
    'Models trained at several active probabilities, and the error by the number of active features, can judge it.',
  ),
  idea(
    'idea.interference.cancels',
    '9',
    'Positive and negative interference cancel on average.',
    'The mean and the spread of what each output receives from other features in converged models can judge it.',
  ),
  idea(
    'idea.interference.uniform',
    '9',
    'All features receive about the same interference, because their directions are spread almost evenly.',
    'A comparison of the interference of each feature with the angles between its direction and the others can judge it.',
  ),
  idea(
    'idea.isolated.relu',
    '10',
    'The hidden relu causes the difference between the theoretical MSE of 0.0542 and the isolated MSE of 0.0642.',
    'The exact parts of the isolated MSE, from the gain and from the output for negative inputs, can judge it.',
  ),
  idea(
    'idea.neurons.boundary',
    '12',
    'The document asks from which ratio of neurons to features on the network ignores some features.',
    'Converged models with several numbers of neurons, from a normal and from a naive start, can judge it.',
  ),
  idea(
    'idea.negative.purpose',
    '12',
    'The document asks whether the output for negative inputs is a side effect of the hidden relu, or lowers interference.',
    'The loss without that output, and the loss of models whose input weights cannot be negative, can judge it.',
  ),
];

function idea(id: string, section: string, statement: string, judgedBy: string): Claim {
  return { id, statement, section, printed: '', value: null, lastDigit: 0, quantity: null, judgedBy };
}
