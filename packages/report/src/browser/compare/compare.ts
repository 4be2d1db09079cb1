import type { Figure } from '../../figure.js';
import { diffReports } from '../../page/diff-reports.js';
import { figureToTake } from '../../page/page-figure.js';
import { factsId, readFactsText } from '../../page/report-facts.js';
import { comparison, noDifferences, notCompared, someDifferences } from '../../sentences/comparison.js';
import { element } from '../element.js';
import { figureData } from '../figure-data.js';
import { differenceTables } from './difference-tables.js';
import { comparisonDialog } from './dialog.js';
import { watchDrops } from './drop.js';
import { figurePairs } from './figure-pairs.js';
import { type OtherReport, readReportFile } from './read-report-file.js';

/** The comparison of the page with another report. */
export interface Comparison {
  /** Compares again after the page has changed. */
  readonly update: () => void;
}

/** Lets the reader choose another report, or drop it on the page, and shows in a dialog what differs. */
export function watchComparison(): Comparison {
  let other: OtherReport | undefined;
  let asked = 0;
  const take = async (files: readonly File[]) => {
    const [file] = files;
    if (file === undefined) return;
    asked += 1;
    const mine = asked;
    dialog.open();
    dialog.show([]);
    other = undefined;
    if (files.length > 1) return dialog.say(notCompared.several);
    dialog.say(comparison.reading(file.name));
    const read = await readReportFile(file);
    // The reader may have chosen another file meanwhile.
    if (mine !== asked) return;
    if ('problem' in read) return dialog.say(read.problem);
    other = read;
    show(read);
  };
  const show = (report: OtherReport) => {
    const own = readFactsText(document.getElementById(factsId)?.textContent ?? '');
    if ('problem' in own) return;
    const difference = diffReports(own.facts, report.facts);
    const isSame = Object.values(difference).every((changes) => changes.length === 0);
    dialog.say(isSame ? noDifferences(report.file) : someDifferences(report.file, report.facts.title));
    dialog.show([
      ...differenceTables(difference, report.file),
      ...figurePairs(difference.figures, { here: ownFigures, there: report.figures, other: report.file }),
    ]);
  };
  const dialog = comparisonDialog((files) => void take(files));
  addButton(dialog.open);
  watchDrops((files) => void take(files));
  return {
    update() {
      addButton(dialog.open);
      if (other !== undefined && dialog.isOpen()) show(other);
    },
  };
}

async function ownFigures(): Promise<ReadonlyMap<string, Figure>> {
  return new Map([...(await figureData())].map(([id, figure]) => [id, figureToTake(figure)]));
}

function addButton(open: () => void): void {
  const place = document.querySelector('aside');
  // A page that has no report yet has no facts.
  if (
    place === null ||
    place.querySelector('.open-compare') !== null ||
    document.getElementById(factsId) === null
  )
    return;
  const button = element('button', 'open-compare') as HTMLButtonElement;
  button.type = 'button';
  button.dataset['added'] = '';
  button.textContent = comparison.open;
  button.title = comparison.title;
  button.addEventListener('click', open);
  place.append(button);
}
