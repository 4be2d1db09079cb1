import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkout } from './checkout.js';

/**
 * The program in a copy of the workspace in which the built code of some tasks of the report is another.
 *
 * @param codes by the address of a task, the whole module that runs instead
 */
export async function programWithTasks(codes: Readonly<Record<string, string>>): Promise<string> {
  const root = await checkout();
  const tasks = join(root, 'packages', 'report', 'dist', 'tasks');
  const file = join(tasks, 'manifest.json');
  let text = await readFile(file, 'utf8');
  const manifest = JSON.parse(text) as {
    readonly tasks: Readonly<Record<string, { readonly bundle: string }>>;
  };
  for (const [task, code] of Object.entries(codes)) {
    // The name of a bundle is its hash, and one that does not match is refused.
    const bundle = createHash('sha256').update(code).digest('hex');
    await writeFile(join(tasks, `${bundle}.mjs`), code);
    text = text.replaceAll(manifest.tasks[task]!.bundle, bundle);
  }
  await writeFile(file, text);
  return join(root, 'apps', 'cli', 'dist', 'main.js');
}

/** The program in a copy of the workspace in which these figures cannot be made. */
export function programWithoutFigures(...numbers: readonly number[]): Promise<string> {
  const failing = numbers.map((number) => [
    `@superposition/report/figures/figure-${number}#figure${number}`,
    `export function figure${number}() { throw new RangeError('this figure cannot be drawn'); }`,
  ]);
  return programWithTasks(Object.fromEntries(failing));
}
