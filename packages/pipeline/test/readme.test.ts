import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryPackage } from './support/temporary-package.js';

describe('the README', () => {
  it('has an example that does what it says', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    await using home = await temporaryPackage({});
    const blocks = [...readme.matchAll(/```(?:js|json)\n\/\/ (\S+)\n(.*?)```/gs)];
    expect(blocks).toHaveLength(7);
    for (const [, file, text] of blocks) {
      await mkdir(dirname(join(home.root, file!)), { recursive: true });
      await writeFile(join(home.root, file!), text!);
    }
    await mkdir(join(home.root, 'node_modules/@superposition'), { recursive: true });
    await symlink(
      fileURLToPath(new URL('..', import.meta.url)),
      join(home.root, 'node_modules/@superposition/pipeline'),
    );
    const [, session] = /```console\n(.*?)```/s.exec(readme)!;
    for (const [, command, expected] of session!.matchAll(/^\$ node (.*)\n((?:[^$].*\n)*)/gm)) {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, command!.split(' '), {
        cwd: home.root,
      });
      // Stages that do not depend on each other may run in another order.
      expect([command, ...(stdout + stderr).split('\n').toSorted()]).toEqual([
        command,
        ...expected!.split('\n').toSorted(),
      ]);
    }
  });
});
