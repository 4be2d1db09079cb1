import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { small, superposition, temporaryFolder } from './program.js';

const settings = small.filter((word) => word !== '--set');

/** A folder that is its own home, with this file of defaults. */
async function homeWith(defaults: object): Promise<{ readonly cwd: string; readonly file: string }> {
  const cwd = await temporaryFolder();
  const folder = join(cwd, '.config', 'superposition');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'defaults.json');
  await writeFile(file, JSON.stringify(defaults));
  return { cwd, file };
}

it('takes options from the environment and from the user’s file, and says so', async () => {
  const { cwd, file } = await homeWith({ cache: 'kept', jobs: 1 });
  const env = { SUPERPOSITION_SET: settings.join('\n') };
  const { code, stderr } = await superposition(['plan'], { cwd, env });
  expect(code).toBe(0);
  const lines = stderr.split('\n');
  expect(lines[0]).toMatch(/ \(SUPERPOSITION_SET\)$/);
  expect(lines[1]).toMatch(/^cache {4}kept/);
  expect(lines[2]).toBe(`options  'cache' in ${file}, 'jobs' in ${file}`);
});

it('names what may be the mistake when it is not on the command line', async () => {
  const { cwd, file } = await homeWith({ jobs: 1 });
  const env = { SUPERPOSITION_CONFIG: 'missing.ts', SUPERPOSITION_JSN: '1' };
  const { code, stdout, stderr } = await superposition(['report'], { cwd, env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(
    "'SUPERPOSITION_JSN' means nothing to this program: did you mean 'SUPERPOSITION_JSON'?",
  );
  expect(stderr).toContain(`not from the command line: SUPERPOSITION_CONFIG, 'jobs' in ${file}\n`);
  const cache = await superposition(['cache', 'ls'], { cwd, env: { SUPERPOSITION_CACHE: 'odd://here' } });
  expect(cache.stderr).toMatch(/^superposition: SUPERPOSITION_CACHE is 'odd:\/\/here': /);
});

it('shows the file and the variables in doctor, also a file that cannot be used', async () => {
  const { cwd, file } = await homeWith({ cache: 'kept', quiet: true });
  const told = async (env: NodeJS.ProcessEnv) => {
    const { code, stdout } = await superposition(['doctor'], {
      cwd,
      env: { SUPERPOSITION_TFJS_NATIVE: 'off', ...env },
    });
    expect(code).toBe(0);
    return stdout.split('\n').filter((line) => /^(defaults|variables|cache|the defaults)/.test(line));
  };
  expect(await told({ SUPERPOSITION_JOBS: '2' })).toEqual([
    'cache of results: kept',
    `defaults: ${file}: cache, quiet`,
    'variables: SUPERPOSITION_JOBS, SUPERPOSITION_TFJS_NATIVE',
  ]);
  await writeFile(file, '{"cashe": 1}');
  expect((await told({}))[1]).toBe(
    `defaults: the defaults in ${file} cannot be used: 'cashe' is no option: did you mean 'cache'?`,
  );
});
