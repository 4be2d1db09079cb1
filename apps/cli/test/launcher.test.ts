import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkout, edit, turboCache } from './checkout.js';

it('is the command in a checkout, from any folder, and builds what has changed', async () => {
  const root = await checkout();
  const main = join(root, 'apps', 'cli', 'src', 'run-command.ts');
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
  await edit(root, '../apps/cli/src/run-command.ts', '`superposition ${', '`Superposition ${');
  expect(run('--version')).toEqual({
    status: 0,
    stdout: 'Superposition 0.1.0\n',
    stderr: 'building (sources changed) …\n',
  });

  await edit(root, '../apps/cli/src/run-command.ts', 'switch (command.name)', 'switch (command.name');
  const broken = run('--version');
  expect(broken).toMatchObject({ status: 1, stdout: '' });
  const [, complaint, shown, log] =
    /^building.*\nthe build of @superposition\/cli failed:\n✘ (.*)\n\n +(\S+)\n(?:.*\n)*?.*\nthe whole output: (.*)\n$/.exec(
      broken.stderr,
    ) ?? [];
  expect(complaint).toBe('[ERROR] Expected ")" but found "{"');
  const [lineNumber, column] = placeOf(await readFile(main, 'utf8'), 'switch (command.name {', '{');
  expect(shown).toBe(`${main}:${lineNumber}:${column}:`);
  expect(broken.stderr.split('\n').length).toBeLessThan(12);
  expect(await readFile(log!, 'utf8')).toContain('cache miss');
  // As long as it is not mended, nothing else is done or said.
  expect(run('cache', 'stats')).toEqual(broken);
  await edit(root, '../apps/cli/src/run-command.ts', 'switch (command.name', 'switch (command.name)');
  expect(run('--version')).toMatchObject({ status: 0, stdout: 'Superposition 0.1.0\n' });

  // A build that was ended half-way.
  await edit(root, '../apps/cli/src/run-command.ts', '`Superposition ${', '`superposition ${');
  await killedBuild(root);
  expect(run('--version')).toMatchObject({ status: 0, stdout: 'superposition 0.1.0\n' });
  // What a build leaves that ends while the files of an earlier one are being replaced.
  await writeFile(join(root, '.turbo', 'unfinished-build'), '');
  expect(run('--version')).toMatchObject({ status: 0, stdout: 'superposition 0.1.0\n' });
  expect(existsSync(join(root, '.turbo', 'unfinished-build'))).toBe(false);

  await writeFile(join(root, '.turbo', 'unfinished-build'), '');
  await rm(join(root, 'node_modules'));
  expect(run('--version')).toEqual({
    status: 2,
    stdout: '',
    stderr: "superposition: install first: 'npx --yes pnpm@12 install'\n",
  });
});

it('says of a package whose build was ended that it must be built, also where nothing builds first', async () => {
  const root = await checkout();
  await rm(join(root, 'packages', 'analyses', 'dist', 'sources.json'));
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'apps/cli/dist/main.js'), 'plan'], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  });
  expect(status).toBe(2);
  expect(stderr).toBe(
    "superposition: the last build of @superposition/analyses failed or was ended: run 'pnpm build', which says why, and mend what it names\n",
  );
});

/** Line and column, from 1, of a word of a text that occurs once. */
function placeOf(whole: string, text: string, word: string): readonly [line: number, column: number] {
  const before = whole.slice(0, whole.indexOf(text) + text.indexOf(word)).split('\n');
  return [before.length, before.at(-1)!.length + 1];
}

/** Starts a build, and ends it with all its processes as soon as it says that it builds. */
async function killedBuild(root: string): Promise<void> {
  const child = spawn(join(root, 'superposition'), ['--version'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...turboCache },
  });
  const ended = once(child, 'close');
  await once(child.stderr, 'data');
  process.kill(-child.pid!, 'SIGKILL');
  await ended;
  expect(existsSync(join(root, '.turbo', 'unfinished-build'))).toBe(true);
}
