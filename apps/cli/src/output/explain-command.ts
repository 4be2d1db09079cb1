import { type DecidingOptions, optionWords } from './option-words.js';
import { shellWord } from './shell-word.js';

/**
 * The command that says why a stage runs with these options, as one types it.
 *
 * @param all whether it is to tell everything
 */
export function explainCommand(stage: string, options: DecidingOptions, all = false): string {
  return [
    'superposition explain',
    shellWord(stage),
    ...(all ? ['--all'] : []),
    ...optionWords(options, [
      ...(['set', 'weights', 'config', 'cache', 'cache-read'] as const),
      ...(['cache-mode', 'force', 'freeze'] as const),
    ]),
  ].join(' ');
}
