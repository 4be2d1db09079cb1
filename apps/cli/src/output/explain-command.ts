import { listedSetting, type Settings } from '../arguments/setting-lists.js';
import { shellWord } from './shell-word.js';

/** The options that decide what a stage is made from. */
export interface GraphOptions {
  readonly set?: Settings;
  readonly weights?: string;
}

/**
 * The command that says why a stage runs with these options, as one types it; undefined where the options stand for several
 * configs.
 *
 * @param all whether it is to tell everything
 */
export function explainCommand(
  stage: string,
  { set = [], weights }: GraphOptions,
  all = false,
): string | undefined {
  if (listedSetting(set) !== undefined) return undefined;
  const settings = set.map(([path, text]) => `--set ${shellWord(`${path}=${text}`)}`);
  return [
    'superposition explain',
    shellWord(stage),
    ...(all ? ['--all'] : []),
    ...(settings.length > 3 ? ['…'] : settings),
    ...(weights === undefined ? [] : [`--weights ${shellWord(weights)}`]),
  ].join(' ');
}
