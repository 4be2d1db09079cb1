import { readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ReportFacts, readReport } from '@superposition/report/internal/page/report-facts';
import type { Options } from '../arguments/command-line.js';
import { configFolder } from '../config/find-config.js';
import { describeReadError } from '../config/read-error.js';
import { UserError } from '../user-error.js';
import { committedFile, NotInGit } from '../workbench/git.js';

// A report has about 6 MB. A much larger file is not a report, and might not fit into memory.
const largest = 512 * 1024 * 1024;

/**
 * The facts of the report that a word means: a file; or else a commit, with the path of the report in it if it is not that of the
 * current report; or without a word the current report.
 *
 * @throws UserError when it means neither, or what it means is no report
 */
export async function comparedReport(
  word: string | undefined,
  folder: string,
  { config }: Pick<Options, 'config'>,
): Promise<ReportFacts> {
  const current = join(configFolder(folder, config), 'report.html');
  const path = word === undefined ? current : resolve(folder, word);
  try {
    if ((await stat(path)).size > largest) throw new Error('it is too large to be a report');
    return factsOf(path, await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (word === undefined && code === 'ENOENT')
      throw new UserError(`there is no current report ${path} to compare: make it, or name two reports`);
    if (word !== undefined && (code === 'ENOENT' || code === 'ENOTDIR'))
      return committedReport(word, path, folder, current);
    throw new UserError(`${path} cannot be read: ${describeReadError(error)}`);
  }
}

/**
 * @param word the only word of the comparison
 * @throws UserError when it means the current report, which would be compared with itself, and so always say the same
 */
export async function refuseCurrentAgain(
  word: string,
  folder: string,
  { config }: Pick<Options, 'config'>,
): Promise<void> {
  const current = join(configFolder(folder, config), 'report.html');
  const [file, own] = await Promise.all(
    [resolve(folder, word), current].map((path) => realpath(path).catch(() => undefined)),
  );
  if (file === undefined || file !== own) return;
  throw new UserError(
    `${current} is the current report, with which a single word is compared: name another report, two of them, or a Git commit, such as HEAD`,
  );
}

async function committedReport(
  word: string,
  path: string,
  folder: string,
  current: string,
): Promise<ReportFacts> {
  try {
    const { name, bytes } = await committedFile(word, folder, current, largest);
    return factsOf(name, bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof NotInGit)
      throw new UserError(`${path} cannot be read: it does not exist, and ${error.message}`);
    throw error;
  }
}

const whyNoReport = {
  none: 'is not a report, or only the beginning of one',
  newer: 'is a report of a newer version of this program',
  damaged: 'is a report that is damaged or incomplete',
} as const;

function factsOf(name: string, html: string): ReportFacts {
  const read = readReport(html);
  if ('facts' in read) return read.facts;
  throw new UserError(`${name} ${whyNoReport[read.problem]}`);
}
