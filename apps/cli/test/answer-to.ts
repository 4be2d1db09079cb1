import { readCommandLine } from '../src/arguments/command-line.js';
import { UserError } from '../src/user-error.js';

/** How the reader of the command line takes these words: `accepted`, or the exit code and the first line of its error. */
export const answerTo = (...words: string[]) => {
  try {
    readCommandLine(words);
  } catch (error) {
    if (error instanceof UserError) return `${error.exitCode}: ${error.message.split('\n')[0]}`;
    throw error;
  }
  return 'accepted';
};
