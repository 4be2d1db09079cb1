import type { Options } from '../arguments/command-line.js';
import { configFiles } from '../config/config-files.js';
import { weightFiles } from '../config/weight-files.js';

/** The files that decide the config, and the files of `--weights`: all that a revision is made from besides the code. */
export function decidingFiles(from: string, { config, weights }: Options): readonly string[] {
  return [...configFiles(from, config), ...weightFiles(from, weights)];
}
