import { UserError } from '../../user-error.js';
import type { CommandContext } from '../../workbench/workbench.js';
import { bashScript } from './bash.js';
import { fishScript } from './fish.js';
import { zshScript } from './zsh.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

/**
 * `superposition completion SHELL`: prints a script that completes command lines in this shell. It is made from the table of
 * commands, so it knows what this version knows.
 *
 * @throws UserError for another shell
 */
export function completion(words: readonly string[], { stdout }: Pick<CommandContext, 'stdout'>): 0 {
  const shell = words[0]!;
  if (!Object.hasOwn(scripts, shell))
    throw new UserError(`completion ${shell}: it must be one of ${Object.keys(scripts).join(', ')}`);
  stdout.write(scripts[shell as keyof typeof scripts]());
  return 0;
}
