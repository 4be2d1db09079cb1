import { whole } from '../text/format.js';
import { definition, rule } from './rule.js';

/** The words of the dialog that compares this report with another. */
export const comparison = {
  open: definition('Compare …'),
  title: definition('Compare with another report'),
  howTo: definition(
    'Choose the HTML file of another report, or drop it anywhere on this page. The page reads it here, and sends it nowhere.',
  ),
  field: definition('Report'),
  drop: definition('Drop a report to compare it with this one'),
  close: definition('Close'),
  reading: rule('the file is being read', (file: string) => `Reading ${file} …`),
  thisReport: definition('this report'),
  notThere: definition('not there'),
  none: definition('none'),
  showBoth: definition('Show both'),
} as const;

/** The headings of the parts. */
export const partsOfDifference = {
  settings: definition('Settings'),
  frozen: definition('Frozen stages'),
  quantities: definition('Quantities'),
  claims: definition('Claims'),
  figures: definition('Figures'),
} as const;
export const columnsOfDifference = {
  settings: definition('Setting'),
  frozen: definition('Stage'),
  quantities: definition('Quantity'),
  claims: definition('Claim'),
  figures: definition('Figure'),
  standardErrors: definition('Standard errors apart'),
} as const;

export const standardErrorsOfDifference = definition(
  'Standard errors are those of the difference of the means over the seeds, √(sd₁²/k₁ + sd₂²/k₂).',
);
export const sameMean = rule(
  'counts quantities whose means are the same, and whose deviation or number of seeds is not',
  (count: number) =>
    count === 0
      ? ''
      : `${count === 1 ? '1 quantity' : `${whole(count)} quantities`} with the same mean, over other seeds or with another deviation.`,
);

/** What the comparison found. */
export const noDifferences = rule(
  'the comparison of settings, frozen stages, quantities, verdicts and digests of figures is empty',
  (file: string) => `No difference: this report and ${file} say the same.`,
);
export const someDifferences = rule(
  'something differs',
  (file: string, title: string) => `What differs between this report and ${file}, “${title}”.`,
);

/** How a figure differs. */
export const figureChanges = {
  changed: definition('changed'),
  onlyHere: definition('only in this report'),
  onlyThere: definition('only in the other report'),
  failedHere: definition('could not be made in this report'),
  failedThere: definition('could not be made in the other report'),
} as const;

/** Why a file is not compared. */
export const notCompared = {
  several: definition('Drop one file: this page compares with one report at a time.'),
  unreadable: rule('the browser could not read the file', (file: string) => `${file} cannot be read.`),
  large: rule(
    'the file has more bytes than a report may have',
    (file: string, megabytes: number) =>
      `${file} is too large to be a report: it has more than ${megabytes} MB.`,
  ),
  none: rule(
    'the file has no facts of a report',
    (file: string) => `${file} is no report of superposition, or only the beginning of one.`,
  ),
  newer: rule(
    'the facts have the number of a newer format',
    (file: string) =>
      `${file} is a report of a newer version of superposition, which this page cannot read. Open that report and drop this one on it.`,
  ),
  damaged: rule(
    'the facts are no JSON, or lack a part',
    (file: string) => `${file} is a report that is damaged or incomplete.`,
  ),
} as const;
export const notDrawn = definition('It cannot be drawn here.');
export const drawingOf = rule(
  'names the figure and the report of a drawing',
  (figure: string, report: string) => `${figure} of ${report}`,
);
