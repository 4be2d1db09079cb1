import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('the README has an example that prints what it says', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, program] = /```js\n(.*?)```/s.exec(readme)!;
  const [, printed] = /```console\n\$ node \S+\n(.*?)```/s.exec(readme)!;
  // The example lies inside the package, where Node finds the package itself and core by their names.
  const folder = await mkdtemp(join(fileURLToPath(new URL('..', import.meta.url)), 'dist/readme-'));
  try {
    await writeFile(join(folder, 'example.mjs'), program!);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'example.mjs')]);
    expect(stdout).toBe(printed);
  } finally {
    await rm(folder, { recursive: true });
  }
});
