import type { Config } from '@superposition/core/config';
import { whyNoSweeps } from '@superposition/core/internal/config/depth';
import { matchesPattern } from '@superposition/pipeline/internal/graph/select';
import { figureId, figureLetters } from '@superposition/report/internal/figure-number';
import { withoutUnderstanding } from '@superposition/report/internal/sentences/understanding';

/** Sections that a config can switch off, and how they are switched on. */
const switches: Readonly<Record<string, string | ((config: Config) => string)>> = {
  sweeps: (config) =>
    whyNoSweeps(config) === 'depth'
      ? 'it is brief: --set report.depth=standard adds them'
      : 'the config gives every sweep an empty list of values: --set sweeps.neurons.values=null adds one',
  'cross-check': ({ report }) =>
    report.crossCheck === null
      ? 'it is brief: --set report.crossCheck=true adds it'
      : 'the config switches it off: --set report.crossCheck=true switches it on',
  'cross-check-statistics':
    'the config leaves it off: --set report.crossCheckStatistics=true switches it on, and takes minutes',
};

/** Sections that show trainings, of which there are none with `--weights`. */
export const trainedSections = ['claims', figureId('claims'), ...Object.keys(switches)];

/** Why a report lacks the section that explains, and the setting that brings it. */
function whyNoUnderstanding(config: Config): string {
  return withoutUnderstanding(config) === 'brief'
    ? 'it is brief: --set report.depth=standard adds it'
    : 'it has as many neurons as features, so there is nothing to explain';
}

/** Why a section is not there, and the setting that brings it. */
export function howToSwitch(section: string, config: Config): string {
  const words = switches[section];
  return typeof words === 'function' ? words(config) : (words ?? '');
}

/** Whether a report of trained models has a section, which may have no stage of its name. */
function has(section: string, config: Config): boolean {
  if (section === 'sweeps') return whyNoSweeps(config) === undefined;
  return section === 'claims' || section === figureId('claims');
}

/** Why a report lacks what a name or a glob without a stage names, if it is a section that it may lack. */
export function whyLeftOut(name: string, config: Config, isGiven: boolean): string | undefined {
  const [off] = trainedSections.filter(
    (section) => matchesPattern(section, name) && (isGiven || !has(section, config)),
  );
  if (off !== undefined && isGiven)
    return `a report of given weights has no ${off}, because it trains no model: leave --weights out`;
  if (off !== undefined) return `this report has no ${off}: ${howToSwitch(off, config)}`;
  if (matchesPattern('understanding', name) || figureLetters.some((letter) => figureId(letter) === name))
    return `this report has no understanding: ${whyNoUnderstanding(config)}`;
  return undefined;
}
