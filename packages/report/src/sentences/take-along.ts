import { definition, rule } from './rule.js';

/** The titles of the buttons by which readers take a figure along. */
export const takeAlong = {
  svg: definition('Save this figure as an SVG file'),
  png: definition('Save this figure as a PNG file, two pixels for one of the screen'),
  csv: definition('Save the numbers of this figure as comma-separated values'),
  link: definition('Copy the address of this figure'),
  cite: definition('Show how to cite this figure'),
} as const;

/** The label of the button of a table. */
export const tableAsCsv = rule('names the table that the button saves', (table: string) => `CSV: ${table}`);

/** The name of the group of buttons. */
export const takeFigure = rule('names the figure of the buttons', (figure: string) => `${figure} as a file`);

/** What a button has done. */
export const saved = rule('the browser was given the file', (file: string) => `Saved as ${file}`);
export const copied = rule('the clipboard took the text', (what: string) => `Copied: ${what}`);
export const copyYourself = rule(
  'the clipboard did not take the text, which stands in a field',
  (what: string) =>
    `This browser did not let the page copy ${what}. It is selected below: copy it from there.`,
);
export const notMade = rule(
  'making the file failed',
  (ending: string) => `This browser could not make the ${ending} file.`,
);

/** What the texts that are copied are. */
export const addressOfFigure = definition('the address of the figure');
export const citationAsText = definition('the citation');
export const citationAsBibtex = definition('the BibTeX entry');
