import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The failed tasks that Turborepo names at the end, such as `@superposition/core#build`. */
export function failedTasks(output: string): readonly string[] {
  const [, names = ''] = /^Failed: +(\S.*)$/m.exec(output) ?? [];
  return names.split(/, */).filter((name) => name !== '');
}

/**
 * What a reader needs of the output of a failed Turborepo run: the bundler's errors, with the paths of the files; or if there are
 * none, the output without what Turborepo and the package manager say about themselves.
 */
export function describeBuildFailure(output: string): string {
  const lines = output.split('\n');
  const complaints: string[] = [];
  let isComplaint = false;
  for (const line of lines) {
    isComplaint = line.startsWith('✘') || (isComplaint && /^(\s|$)/.test(line));
    if (isComplaint) complaints.push(line);
  }
  const folders = lines.flatMap((line) => /#\w+: +ERROR +command \((.*?)\)/.exec(line)?.[1] ?? []);
  const wanted = complaints.length > 0 ? complaints : withoutNoise(lines, folders);
  const said = wanted.map((line) => withPath(line, folders)).join('\n');
  const failed = failedTasks(output).join(', ').replaceAll('#build', '');
  const what = failed === '' ? 'the build failed' : `the build of ${failed} failed`;
  return `${what}:\n${said.replaceAll(/\n{3,}/g, '\n\n').trim()}`;
}

const noise =
  /^(\s*• |\s*cache (miss|hit)\b|\$ |\[ELIFECYCLE\]|\S+#\w+: +ERROR +command| *Tasks: |Cached: | *Time: |Failed: | ERROR +run failed)/;

/** Of a stack trace, only the lines in the failed packages are left. */
function withoutNoise(lines: readonly string[], folders: readonly string[]): readonly string[] {
  return lines.filter((line) => {
    if (!/^\s+at /.test(line)) return !noise.test(line);
    return folders.some((folder) => line.includes(`${folder}/src/`) || line.includes(`${folder}/dist/`));
  });
}

/** Compilers name a file from its package, which a reader in another folder cannot open. */
function withPath(line: string, folders: readonly string[]): string {
  return line.replace(/^(\s*)([\w./@-]+)(:\d+:|\(\d+,)(\d+)/, (all, space, file, lineNumber, column) => {
    const folder = folders.find((each) => existsSync(join(each, file)));
    if (folder === undefined) return all as string;
    // esbuild counts columns from 0.
    const first = (lineNumber as string).startsWith(':') ? 1 : 0;
    return `${space}${join(folder, file as string)}${lineNumber}${Number(column) + first}`;
  });
}
