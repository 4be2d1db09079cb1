import { resolve } from 'node:path';
import type { Options } from '../arguments/command-line.js';

<<<<<<< HEAD

import { configCandidates } from '../config/find-config.js';
import { weightFiles } from '../config/weight-files.js';

const specifier =
  /(?:\bfrom|\bimport|\brequire|\bimport\.meta\.resolve)\s*\(?\s*(["'`])(?<path>\.{1,2}\/(?:(?!\1|\$\{)[^\n])+)\1/g;

/**
 * The files that decide the config, whether they exist or not: the places where a config may be, and the local modules
 * that the config imports. We find the imports in the text and do not run the config, so this works for a config with
 * mistakes too.
 *
 * @param from the user's current folder
 * @param named `--config`
 */
export function configFiles(from: string, named: string | undefined): readonly string[] {
  const files = new Set(configCandidates(from, named));
  for (const file of files) for (const imported of importsOf(file)) files.add(imported);
  return [...files];
}

/** Those files, and the files of `--weights`: all that a revision is made from besides the code. */
=======

import { configFiles } from '../config/config-files.js';

/** The files that decide the config, and the file of `--weights`: all that a revision is made from besides the code. */
>>>>>>> eed02f19537a45815836c04bb6212dd1db19c04d
export function decidingFiles(from: string, { config, weights }: Options): readonly string[] {
  return [...configFiles(from, config), ...weightFiles(from, weights)];
}
