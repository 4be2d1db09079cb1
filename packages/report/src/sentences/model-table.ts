import { counted, listing, whole } from '../text/format.js';
import { definition, rule, stated } from './rule.js';

/** The heading of the page of a sweep. */
export const titleOfSweep = rule(
  'counts the models',
  (models: number) => `A sweep: ${counted(models, 'model')}`,
);

/** What the lines are. */
export const linesOfModels = rule(
  'counts the models, those without a value, and those that are drawn',
  (models: number, incomplete: number, drawn: number) => {
    const complete = models - incomplete;
    const which =
      drawn < complete ? ` ${whole(drawn)} of them are drawn, evenly spaced in the order of the table.` : '';
    const without =
      incomplete === 0
        ? ''
        : ` ${incomplete === 1 ? 'One model lacks' : `${whole(incomplete)} models lack`} a value and ${incomplete === 1 ? 'is' : 'are'} not drawn; the table says why.`;
    return `A line is a model, of ${counted(models, 'model')}. It crosses each row at its value, between the least at the left and the greatest at the right.${which}${without}`;
  },
);
/** What the colours of the lines are. */
export const coloursOfModels = definition(
  'The colours are fifths of the models by the quantity that a button chooses: the darker, the greater on a light ground, and the lighter, the greater on a dark one.',
);
/** How values stand on a row. */
export const scalesOfRows = definition(
  'A row of positive numbers whose greatest is at least 20 times the least has a logarithmic scale, every other row of numbers a linear one.',
);

/** What a cell of a map is. */
export const cellsOfMap = rule(
  'a cell is a mean over all models whose two settings lie there; the other settings are those that vary besides',
  (down: string, across: string, others: readonly string[]) =>
    `A cell is the mean over all models with ${down} and ${across} there: over their seeds${others.length === 0 ? '' : `, and over ${listing(others)}`}.`,
);
export const emptyCells = definition('A cell without a model, or whose models all lack the value, is empty.');

/** The summaries for readers who cannot see the plots. */
export const mapInWords = rule(
  'the least and the greatest mean of the cells of the first view, exact',
  (quantity: string, low: string, high: string) =>
    low === ''
      ? `No cell has a value of ${quantity}.`
      : `${quantity} goes from ${low} to ${high} over the cells.`,
);
export const linesInWords = (rows: readonly string[]) =>
  stated('names the rows', `Lines through ${listing(rows)}.`);

/** The settings that all models share. */
export const sharedSettings = rule(
  'names the settings that are the same for all models',
  (settings: readonly string[]) =>
    settings.length === 0
      ? 'All other settings have their defaults.'
      : `In all models ${listing(settings)}; all other settings have their defaults.`,
);
