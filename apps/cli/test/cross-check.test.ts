import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFacts } from '@superposition/report/internal/page/report-facts';
import { describe, expect, it } from 'vitest';
import { small, superposition, temporaryFolder } from './program.js';

describe('the cross-check in a report', () => {
  const checked = [...small, '--set', 'report.crossCheck=true'];
  const env = { SUPERPOSITION_TFJS_NATIVE: 'off' };

  it('has a verdict, names the backend, and is gone when it is left out', async () => {
    const cwd = await temporaryFolder();
    const ended = await superposition(['report', ...checked], { cwd, env });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^ {2}other stages +\d+ built/m);
    const html = await readFile(join(cwd, 'report.html'), 'utf8');
    expect(html).toContain('<section id="cross-check"');
    expect(html).toMatch(/TensorFlow\.js \(wasm, tfjs-backend-wasm 4\.\d+\.\d+\)/);
    expect(readFacts(html)!.claims['cross-check']).toBe('agrees');

    const without = await superposition(['report', ...small, '--out', 'without.html'], { cwd, env });
    expect(without.stdout).toMatch(/^\d+ stages: \d+ fresh, 1 built, /m);
    const shorter = await readFile(join(cwd, 'without.html'), 'utf8');
    expect(shorter).not.toContain('id="cross-check"');
    expect(readFacts(shorter)!.claims).not.toHaveProperty('cross-check');
  });
});

describe('a program without TensorFlow.js', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const packages = [
    'apps/cli',
    ...['analyses', 'core', 'engine-tfjs', 'kernel', 'pipeline', 'report', 'weight-files'].map(
      (name) => `packages/${name}`,
    ),
  ];

  /** The built program as a user would install it, with every dependency except those of TensorFlow.js. */
  async function installed(): Promise<string> {
    const folder = await realpath(await temporaryFolder());
    for (const each of packages) {
      const modules = join(folder, each, 'node_modules');
      await mkdir(join(modules, '@superposition'), { recursive: true });
      await cp(join(root, each, 'dist'), join(folder, each, 'dist'), { recursive: true });
      await cp(join(root, each, 'package.json'), join(folder, each, 'package.json'));
      for (const name of await readdir(join(root, each, 'node_modules'))) {
        if (name === '.bin' || name === '@superposition' || name === '@tensorflow') continue;
        await symlink(await realpath(join(root, each, 'node_modules', name)), join(modules, name));
      }
      for (const other of packages.slice(1)) {
        await symlink(join(folder, other), join(modules, '@superposition', other.replace('packages/', '')));
      }
    }
    return folder;
  }

  it('refuses every setting that needs it, and says what to do', async () => {
    const folder = await installed();
    const run = (...words: string[]) => {
      const main = join(folder, 'apps/cli/dist/main.js');
      const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
        cwd: folder,
        // The NODE_PATH of a package manager would lead to the packages that are installed here.
        env: { PATH: process.env['PATH'] },
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    };
    const needs =
      'needs the packages of TensorFlow.js, which are not installed: install @tensorflow/tfjs and @tensorflow/tfjs-backend-wasm, or';
    expect(run('plan', '--set', 'engine=tfjs')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'superposition: the config has 2 problems:\n' +
        `  engine = "tfjs": ${needs} take 'kernel' or 'reference'\n` +
        `  report.crossCheck = true: ${needs} set it to false\n`,
    });
    const planned = run('plan', '--set', 'report.crossCheck=false');
    expect(planned.status).toBe(0);
    expect(planned.stdout).toContain('model[seed=0]');
  });
});
