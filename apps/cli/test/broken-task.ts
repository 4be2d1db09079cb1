import { createHash } from 'node:crypto';
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
  const file = join(tasks, 'manifest.json');
  const text = await readFile(file, 'utf8');
  const manifest = JSON.parse(text) as {
    readonly tasks: Readonly<Record<string, { readonly bundle: string }>>;
  };
  // The name of a bundle is its hash, and one that does not match is refused.
  const bundle = createHash('sha256').update(code).digest('hex');
  await writeFile(join(tasks, `${bundle}.mjs`), code);
  await writeFile(file, text.replaceAll(manifest.tasks[task]!.bundle, bundle));
  return join(root, 'apps', 'cli', 'dist', 'main.js');
}
