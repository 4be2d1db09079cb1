import { stripVTControlCharacters } from 'node:util';
import type { Failure } from '@superposition/pipeline/internal/run/event';
import { type DecidingOptions, optionWords } from './option-words.js';
import { shellWord } from './shell-word.js';

/** A failure as a person is told it: "RangeError: no pairs at n = 1   packages/analyses/src/geometry/cosines.ts:41". */
export function describeFailure({ name, message, place }: Failure): string {
  const what = plainText(name === undefined ? message : `${name}: ${message}`);
  return place === undefined ? what : `${what}   ${plainText(place.file)}:${place.line}`;
}

/** A text from elsewhere without what would move the cursor of a terminal. */
function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/(?!\n|\t)\p{Cc}/gu, '');
}

/** The command that looks into a stage which has failed with these options. */
export function debugCommand(stage: string, options: DecidingOptions = {}): string {
  const words = optionWords(options, ['set', 'weights', 'config', 'cache', 'cache-read', 'freeze']);
  return plainText(['superposition debug', shellWord(stage), ...words].join(' '));
}
