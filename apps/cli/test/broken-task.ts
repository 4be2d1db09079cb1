import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkout } from './checkout.js';

/**
 * The program in a copy of the workspace in which the built code of one task of the report is another.
 *
 * @param code the whole module that runs instead
 */
export async function programWithTask(task: string, code: string): Promise<string> {
  const root = await checkout();
  const tasks = join(root, 'packages', 'report', 'dist', 'tasks');
  const manifest = JSON.parse(await readFile(join(tasks, 'manifest.json'), 'utf8')) as {
    readonly tasks: Readonly<Record<string, { readonly bundle: string }>>;
  };
  await writeFile(join(tasks, `${manifest.tasks[task]!.bundle}.mjs`), code);
  return join(root, 'apps', 'cli', 'dist', 'main.js');
}
