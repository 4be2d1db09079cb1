import { type ConfigProblem, formatProblem } from './config-problems.js';

/** A config cannot be used. `problems` has every problem at once; the message has each as a line of its own. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}
