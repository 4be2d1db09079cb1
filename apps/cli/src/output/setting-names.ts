import { configPaths } from '@superposition/core/config';
import { sweptPaths } from '@superposition/core/internal/config/sweeps';

/**
 * The setting whose value a parameter of a stage holds, as `--set` names it; undefined if there is none. Some stages know a setting
 * only by the end of its path, and some keep settings in a group of their own.
 */
export function settingOf(parameter: string): string | undefined {
  if (Object.hasOwn(otherwiseKnown, parameter)) return undefined;
  if (configPaths.some(({ path }) => path === parameter || parameter.startsWith(`${path}.`)))
    return parameter;
  const grouped = configPaths.find(({ path }) => parameter.endsWith(`.${path}`));
  if (grouped !== undefined) return grouped.path;
  const name = parameter.slice(parameter.lastIndexOf('.') + 1);
  if (Object.hasOwn(sweptPaths, name)) return sweptPaths[name as keyof typeof sweptPaths];
  const longer = configPaths.filter(({ path }) => path.endsWith(`.${name}`));
  return longer.length === 1 ? longer[0]!.path : undefined;
}

/** What a person knows a parameter by that holds no setting itself, and whose value says nothing. */
const otherwiseKnown: Readonly<Record<string, string>> = {
  'settings.seeds': 'training.seeds',
  'settings.report.asksQuestion': 'report.title',
  'steps.report': 'training.steps',
  'steps.longest': 'the points of the sweep',
  'settings.convergedSteps': 'the length of the converged trainings',
  'explained.convergedSteps': 'the length of the converged trainings',
  chapters: 'the order of the figures',
  states: 'the number of states that are kept',
  length: 'the length of the designed words',
  activeEntries: 'evaluation.samples',
  trainedWith: 'training.lossExponent',
  otherSeeds: 'training.seeds',
  points: 'the points of the sweep',
  steps: 'the points of the sweep',
  stepsFigure: 'the number of the figure of training lengths',
  convergenceFigure: 'the number of the figure of training lengths',
  seeds: 'the seeds of the sweep',
  setting: 'the sweep that it shows',
  settings: 'the sweep that it shows',
  differingPaths: 'the differences from the document',
  backend: 'TensorFlow.js',
  'tfjs.backend': 'TensorFlow.js',
  'tfjs.version': 'TensorFlow.js',
  sha256: 'the file of weights',
  title: 'its title',
};

/** A parameter as a person knows it, and whether the value of the parameter means something to them. */
export function nameOfParameter(path: string): { readonly name: string; readonly isValueKnown: boolean } {
  const setting = settingOf(path);
  if (setting !== undefined) return { name: setting, isValueKnown: true };
  if (Object.hasOwn(otherwiseKnown, path)) return { name: otherwiseKnown[path]!, isValueKnown: false };
  return { name: path, isValueKnown: true };
}
