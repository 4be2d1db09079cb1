import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { builtProgram, small, superposition, temporaryFolder } from './program.js';

const run = promisify(execFile);

/** A workspace of two packages, of which only the inner one has a config, and folders that are no packages. */
async function monorepo(): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(join(root, 'exp', 'sub'), { recursive: true });
  await mkdir(join(root, 'notes'));
  const scripts = { doctor: `"${process.execPath}" "${builtProgram}" doctor` };
  const manifest = (name: string) => ({ name, version: '1.0.0', private: true, scripts });
  await writeFile(join(root, 'package.json'), JSON.stringify({ ...manifest('root'), workspaces: ['exp'] }));
  await writeFile(join(root, 'exp', 'package.json'), JSON.stringify(manifest('exp')));
  await writeFile(join(root, 'exp', 'superposition.config.json'), '{ "engine": "reference" }');
  return root;
}

/** What `doctor`, run by npm in a folder, says of the config. */
async function configSeen(cwd: string, words: readonly string[]): Promise<string> {
  // Node's own npm, without the variables of the package manager that runs the tests.
  const npm = join(dirname(process.execPath), 'npm');
  const env = { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, HOME: cwd };
  const { stdout } = await run(npm, [...words, '--offline', '--silent'], { cwd, env });
  return /^config: (.*)$/m.exec(stdout)![1]!;
}

it('takes the config of the package whose script the user names', async () => {
  const root = await monorepo();
  const own = join(root, 'exp', 'superposition.config.json');
  expect(await configSeen(root, ['run', 'doctor', '-w', 'exp'])).toBe(own);
  expect(await configSeen(root, ['run', 'doctor', '--prefix', 'exp'])).toBe(own);
  expect(await configSeen(join(root, 'exp'), ['run', 'doctor', '--prefix', root])).toContain(
    `none found in ${root} or`,
  );
});

it('takes the folder that the user stands in, inside of the package', async () => {
  const root = await monorepo();
  expect(await configSeen(join(root, 'exp', 'sub'), ['run', 'doctor'])).toBe(
    join(root, 'exp', 'superposition.config.json'),
  );
  expect(await configSeen(join(root, 'notes'), ['run', 'doctor'])).toContain(
    `none found in ${join(root, 'notes')} or`,
  );
});

it.each([
  ['pnpm -r and pnpm --filter, which start in the root', ['exp'], [], 'exp'],
  ['pnpm -C and a script that changes the folder', ['exp'], ['exp', 'sub'], 'exp/sub'],
  ['variables that name what is gone', ['gone'], [], ''],
])('takes the folder of the process for %s', async (_, script, standing, expected) => {
  const root = await monorepo();
  const env = { INIT_CWD: root, npm_package_json: join(root, ...script, 'package.json') };
  const cwd = join(root, ...(standing.length > 0 ? standing : script[0] === 'gone' ? [] : script));
  const { stdout } = await superposition(['doctor'], { cwd, env });
  const cache = expected === '' ? root : join(root, 'exp');
  expect(stdout).toContain(`cache of results: ${join(cache, '.superposition')}\n`);
});

it('tells a folder that is gone in plain words, and needs none to help', async () => {
  const folder = await temporaryFolder();
  const seenFromNowhere = async (...words: readonly string[]) => {
    const cwd = join(folder, 'here');
    await mkdir(cwd);
    const program = [process.execPath, builtProgram, ...words];
    return run('sh', ['-c', 'rmdir "$PWD" && exec "$@"', 'sh', ...program], { cwd });
  };
  for (const words of [['plan'], ['cache', 'ls'], ['diff', '/a.html', '/b.html']])
    await expect(seenFromNowhere(...words)).rejects.toMatchObject({
      code: 2,
      stderr: 'superposition: the current folder does not exist any more: go to another folder\n',
    });
  expect((await seenFromNowhere('--help')).stdout).toContain('superposition report');
});

// Other systems have no such names.
it.runIf(process.platform === 'linux')(
  'refuses a folder whose name is no text, and makes no other one',
  async () => {
    const root = await temporaryFolder();
    const standing = (folder: string, ...words: readonly string[]) => {
      const script = `mkdir -p "$(printf '${folder}')" && cd "$(printf '${folder}')" && exec "$0" "$@"`;
      const env = { PATH: process.env['PATH'], HOME: root };
      return run('sh', ['-c', script, process.execPath, builtProgram, ...words], { cwd: root, env });
    };
    await expect(standing('bad\\377name', 'report', ...small)).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('the path of the current folder is not valid UTF-8'),
    });
    expect(await readdir(root)).toHaveLength(1);
    // A name may also have the character by which Node shows such bytes.
    const { stdout } = await standing('good\\357\\277\\275name', 'doctor');
    expect(stdout).toContain(`none found in ${join(root, 'good\uFFFDname')} or`);
  },
);
