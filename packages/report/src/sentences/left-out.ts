import { definition, stated } from './rule.js';

/** What a report of given weights leaves out. */
export const whatNeedsTraining = {
  heading: definition('What needs training'),
  beginning: definition(
    'The weights of this report were given and not trained here. What needs training is left out:',
  ),
  parts: [
    definition(
      '*Sweeps* train a model for each value of a setting: the number of neurons, the active probability, the loss exponent, the length of training.',
    ),
    definition('*L4 against L2* (figure 7) trains models on both losses.'),
    definition(
      '*Seeds.* Models trained from several seeds tell how far a number depends on the seed: one model has no standard deviation and no interval.',
    ),
    definition('*The cross-check* of engines repeats a training.'),
    definition(
      '*The claims* of the starting document are about models trained in its experiment, and so are not compared with this one.',
    ),
  ],
} as const;

/** For a figure that compares trained models, where weights were given. */
export const needsTrainingCaption = (trains: string) =>
  stated(
    'weights were given, and the figure trains models',
    `*This figure needs training.* It trains ${trains}; the weights of this report were given, so there is nothing to set beside them.`,
  );
