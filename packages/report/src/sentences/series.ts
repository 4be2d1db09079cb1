import { counted, listing } from '../text/format.js';
import { definition, rule } from './rule.js';

/** The reports of a series, and the settings in which they differ. */
export const reportsOfSeries = rule('counts the reports', (count: number, paths: readonly string[]) => {
  const settings = listing(paths.map((path) => `\`${path}\``));
  return count === 1
    ? `1 report, with values of ${settings}.`
    : `${counted(count, 'report')} that differ in ${settings}.`;
});
/** How numbers of the series stand in its tables. */
export const numbersOfSeries = definition(
  'A number is the mean over the seeds of a report; after ± stands the standard deviation between them, where there are several.',
);
export const otherSettingsAreDefaults = definition('All other settings have their defaults.');
export const otherSettings = rule('counts settings that all reports share', (count: number) =>
  count === 1
    ? '1 other setting that differs from the defaults'
    : `${counted(count, 'other setting')} that differ from the defaults`,
);

/** Below the table of the quantities whose differences are the largest for their standard errors. */
export const otherDifferences = rule(
  'counts quantities that are not the same in all reports',
  (count: number) =>
    count === 1 ? '1 other quantity that differs' : `${count} other quantities that differ`,
);
export const noDifference = rule(
  'mean, standard deviation and number of seeds of every quantity are the same in all reports',
  () => 'No quantity differs.',
);
export const distanceColumn = definition(
  'The last column is the largest difference between two of the reports over its standard error, √(sd₁²/k₁ + sd₂²/k₂).',
);
