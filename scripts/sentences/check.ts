// Finds sentences of the report that no rule wrote. A sentence is a claim, so its words belong into packages/report/src/sentences,
// where a rule says when they are true.
import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { workspaceRoot } from '../packages/workspace.js';
import { unruledSentences } from './unruled-sentences.js';

/** Where sentences are made, or where words are no sentences of the report. */
const mayHoldWords = [
  // Rules.
  'report/src/sentences/',
  // How words and numbers are set.
  'report/src/text/',
  // Names of buttons.
  'report/src/browser/',
  // Claims of the document, and why each is judged as it is. claims.ts of the report shows them.
  'analyses/src/claims/',
  // Conditions on findings, which are rules themselves, and the number that is against each. sentences/ of the report prints it.
  'analyses/src/conclusions/',
  // Definitions of what a sweep measures; sentences/ of the report shows them.
  'analyses/src/sweeps/order-parameters.ts',
  // Reasons why something has no value or no verdict.
  'analyses/src/cross-check/judge-trajectories.ts',
  'analyses/src/sweeps/compare-trainings.ts',
  'analyses/src/sweeps/sweep-point.ts',
  'analyses/src/understanding/',
  // What a wrong call is told.
  'analyses/src/public/judgements.ts',
  'report/src/pipeline-entry.ts',
  'report/src/public/facts.ts',
  'report/src/public/html-page.ts',
  'report/src/public/own-figure.ts',
];

/** The files that turn words into a `Sentence`. */
const makersOfSentences = ['report/src/sentences/rule.ts', 'report/src/sentences/paragraph.ts'];

const packages = new URL('packages/', `file://${workspaceRoot}/`);
const files = ['analyses/src/', 'report/src/'].flatMap((folder) =>
  readdirSync(new URL(folder, packages), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .map((file) => folder + file.split(sep).join('/'))
    .sort(),
);

let count = 0;
for (const file of files) {
  if (makersOfSentences.includes(file)) continue;
  const holdsRules = mayHoldWords.some((place) => file.startsWith(place));
  const source = readFileSync(new URL(file, packages), 'utf8');
  for (const { line, words, because } of unruledSentences(file, source, { holdsRules })) {
    count++;
    process.stderr.write(`packages/${file}:${line} ${because}: ${words}\n`);
  }
}
for (const file of makersOfSentences.filter((each) => !files.includes(each))) {
  count++;
  process.stderr.write(`scripts/sentences/check.ts names ${file}, which is not there\n`);
}
if (count > 0) {
  process.stderr.write(
    `\n${count} sentences without a rule. Write each as rule() or definition() in packages/report/src/sentences (CONTRIBUTING.md, “Write a sentence”).\n`,
  );
  process.exitCode = 1;
}
