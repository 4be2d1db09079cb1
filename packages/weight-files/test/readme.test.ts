import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('the README has an example that prints what it says', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, program] = /```js\n(.*?)```/s.exec(readme)!;
  const [, printed] = /```console\n\$ node \S+\n(.*?)```/s.exec(readme)!;
  const own = fileURLToPath(new URL('..', import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'readme-'));
  try {
    // The names by which the example imports the package itself and core.
    const modules = join(folder, 'node_modules/@superposition');
    await mkdir(modules, { recursive: true });
    await symlink(own, join(modules, 'weight-files'));
    await symlink(join(own, 'node_modules/@superposition/core'), join(modules, 'core'));
    await writeFile(join(folder, 'example.mjs'), program!);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'example.mjs')]);
    expect(stdout).toBe(printed);
  } finally {
    await rm(folder, { recursive: true });
  }
});
