import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkout, edit, turboCache } from './checkout.js';

it('is the command in a checkout, from any folder, and builds what has changed', async () => {
  const root = await checkout();
  const run = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(join(root, 'superposition'), words, {
      cwd: join(root, 'packages', 'core'),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...turboCache },
    });
    return { status, stdout, stderr };
  };
  expect(run('--version')).toEqual({ status: 0, stdout: 'superposition 0.1.0\n', stderr: '' });
  expect(run('get', 'nonsense', '--cache', 'memory:')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.not.stringMatching(/build|ELIFECYCLE/) as string,
  });

  await edit(root, '../apps/cli/src/commands/help.ts', "from '", "from  '");
  expect(run('--version').stderr).toBe('');
  await edit(root, '../apps/cli/src/main.ts', '`superposition ${', '`Superposition ${');
  expect(run('--version')).toEqual({
    status: 0,
    stdout: 'Superposition 0.1.0\n',
    stderr: 'building (sources changed) …\n',
  });

  await edit(root, '../apps/cli/src/main.ts', 'switch (command.name)', 'switch (command.name');
  const broken = run('--version');
  expect(broken).toMatchObject({ status: 1, stdout: '' });
  expect(broken.stderr).toContain('main.ts');

  await rm(join(root, 'node_modules'));
  expect(run('--version')).toEqual({
    status: 2,
    stdout: '',
    stderr: "superposition: install first: 'npx --yes pnpm@12 install'\n",
  });
});
