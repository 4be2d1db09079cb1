import { checkObject, described } from '@superposition/core/internal/public/arguments';
import { diffReports as difference, type ReportDifference } from '../page/diff-reports.js';
import { type ReportFacts, readFacts as read } from '../page/report-facts.js';
import { checkText } from './plain.js';

/**
 * The numbers and verdicts that a report holds for programs: settings, the mean and deviation of every quantity, the
 * verdict on each claim, digests of the figures. A page of figures alone has none but its title.
 *
 * @param html the text of the HTML file
 * @returns undefined when the text holds no facts, or facts of another format
 * @throws TypeError for what is no text, and for the path of a file
 */
export function readFacts(html: string): ReportFacts | undefined {
  checkText('html', html);
  // Every HTML text has a tag, and no path does.
  if (/^[^<\n]+$/.test(html)) {
    throw new TypeError(
      `html is ${described(html)}: give the text of the HTML file, readFacts(await readFile(path, 'utf8'))`,
    );
  }
  return read(html);
}

/**
 * The differences between two reports: settings, quantities (by how many standard errors), verdicts and figures. What is
 * the same in both is left out.
 *
 * @param from the facts of a report, as `readFacts` returns them
 * @param to those of another one
 * @throws TypeError for anything else
 *
 * @public
 */
export function diffReports(from: ReportFacts, to: ReportFacts): ReportDifference {
  for (const [name, facts] of Object.entries({ from, to })) {
    checkObject(name, facts, 'what readFacts(html) returned');
    for (const part of ['quantities', 'claims', 'figures'])
      checkObject(`${name}.${part}`, facts[part as 'quantities'], 'an object, as readFacts makes it');
  }
  return difference(from, to);
}
