import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sourceFolder } from './support/source-package.js';

describe.each([
  ['README.md', 5],
  ['docs/published-packages.md', 6],
])('%s', (page, files) => {
  it('has an example that does what it says', async () => {
    const text = await readFile(new URL(`../${page}`, import.meta.url), 'utf8');
    const home = await sourceFolder({ 'package.json': '{ "type": "module" }' });
    const blocks = [...text.matchAll(/```(?:js|json)\n\/\/ (\S+)\n(.*?)```/gs)];
    expect(blocks).toHaveLength(files);
    for (const [, file, content] of blocks) {
      await mkdir(dirname(join(home.root, file!)), { recursive: true });
      await writeFile(join(home.root, file!), content!);
    }
    await mkdir(join(home.root, 'node_modules/@superposition'), { recursive: true });
    await symlink(
      fileURLToPath(new URL('..', import.meta.url)),
      join(home.root, 'node_modules/@superposition/pipeline'),
    );
    const sessions = [...text.matchAll(/```console\n(.*?)```/gs)].map(([, session]) => session).join('');
    for (const [, command, expected] of sessions.matchAll(/^\$ node (.*)\n((?:[^$].*\n)*)/gm)) {
      const ran = await promisify(execFile)(process.execPath, command!.split(' '), { cwd: home.root });
      expect([command, ran.stdout + ran.stderr]).toEqual([command, expected]);
    }
  });
});
