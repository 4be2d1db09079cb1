import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import type { NodeProgram } from './node-programs.js';
import { call } from './project.js';
import type { Example } from './readme.js';

/** What went wrong; empty if all programs ran, and printed what the README says. */
export async function runExample(
  example: Example,
  project: string,
  { file: node, major }: NodeProgram,
): Promise<string> {
  const folder = join(project, `run-${example.line}-on-${major}`);
  await rm(folder, { recursive: true, force: true });
  const names = await writeExample(example, folder, major);
  const wrong: string[] = [];
  for (const { command, printed } of example.sessions) {
    const words = command.map((word) => names.get(word) ?? word);
    const { status, output } = await call(node, words, folder);
    if (status !== 0) wrong.push(`node ${words.join(' ')} ended with ${status}:\n${output}`);
    // Stages that do not depend on each other may run in another order.
    else if (sorted(output) !== sorted(printed))
      wrong.push(`node ${words.join(' ')} printed:\n${output}instead of:\n${printed}`);
  }
  for (const program of example.sessions.length > 0 && example.programs.length === 1
    ? []
    : example.programs) {
    const { status, output } = await call(node, [names.get(program)!], folder);
    if (status !== 0) wrong.push(`node ${program} ended with ${status}:\n${output}`);
  }
  return wrong.join('\n');
}

/**
 * Writes the files of an example. TypeScript becomes JavaScript, unless its imports name .ts files and Node reads these.
 *
 * @returns the name of each file as Node gets it
 */
export async function writeExample(
  example: Example,
  folder: string,
  major: number,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const namesTypeScript = [...example.files.values()].some(({ text }) =>
    /['"][.]{1,2}[/][^'"\n]*[.]m?ts['"]/.test(text),
  );
  const isCompiled = example.isTypeScript && !(namesTypeScript && major >= 22);
  const isTypeScript = (name: string) => /[.]m?ts$/.test(name);
  const files: [string, string][] = [];
  for (const [name, { text }] of example.files) {
    if (!isCompiled || !isTypeScript(name)) {
      names.set(name, name);
      files.push([name, text]);
      continue;
    }
    const compiled = name.replace(/ts$/, 'js');
    names.set(name, compiled);
    const source = text.replace(/(['"][.]{1,2}[/][^'"\n]*[.]m?)ts(['"])/g, '$1js$2');
    files.push([compiled, (await transform(source, { loader: 'ts', format: 'esm', target: 'node20' })).code]);
  }
  if (!names.has('package.json')) files.push(['package.json', '{ "private": true, "type": "module" }\n']);
  for (const [name, text] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return names;
}

function sorted(text: string): string {
  return text.split('\n').toSorted().join('\n');
}
