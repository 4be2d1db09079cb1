import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { commandNames, optionTable, specOf } from '../src/arguments/command-table.js';
import { builtProgram, small, superposition, temporaryFolder } from './program.js';

/** A folder with a program `superposition` in `bin`, and files to complete. */
async function folderToCompleteIn(): Promise<string> {
  const cwd = await temporaryFolder();
  await mkdir(join(cwd, 'bin'));
  await mkdir(join(cwd, 'models'));
  await writeFile(
    join(cwd, 'bin', 'superposition'),
    `#!/bin/sh\nexec ${process.execPath} ${builtProgram} "$@"\n`,
  );
  await chmod(join(cwd, 'bin', 'superposition'), 0o755);
  await writeFile(join(cwd, 'my report.html'), '');
  await writeFile(join(cwd, 'model.npz'), '');
  return cwd;
}

/** What bash would offer at the end of this line. It loads the script as a user does, and calls it as bash does. */
async function offered(cwd: string, line: string, breaks = ` \t\n"'><=;|&(:`): Promise<readonly string[]> {
  const script = `
    set -u
    source <(superposition completion bash)
    complete -p superposition | grep -q -- '-F _superposition' || exit 3
    COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDBREAKS=$2 COMPREPLY=()
    _superposition
    for each in \${COMPREPLY[@]+"\${COMPREPLY[@]}"}; do printf '%s\\n' "$each"; done`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', line, breaks], {
    cwd,
    env: { PATH: `${join(cwd, 'bin')}:${process.env['PATH']}`, HOME: cwd },
  });
  return stdout.split('\n').slice(0, -1);
}

it('completes commands, their options, and values', async () => {
  const cwd = await folderToCompleteIn();
  const first = [...new Set(commandNames.map((name) => name.split(' ')[0]!))];
  expect(await offered(cwd, 'superposition ')).toEqual(first);
  expect(await offered(cwd, 'superposition re')).toEqual(['report']);
  const cacheActions = commandNames.filter((name) => name.startsWith('cache ')).map((name) => name.slice(6));
  expect(await offered(cwd, 'superposition cache ')).toEqual(cacheActions);
  expect(await offered(cwd, 'superposition cache ve')).toEqual(['verify']);
  expect(await offered(cwd, 'superposition report --jobs 2 --cache-m')).toEqual(['--cache-mode']);
  expect(await offered(cwd, 'superposition report --cache-mode ')).toEqual(['use', 'refresh', 'off']);
  expect(await offered(cwd, 'superposition report --cache-mode=re')).toEqual(['refresh']);
  expect(await offered(cwd, 'superposition report --cache-mode=re', ' \t\n')).toEqual([
    '--cache-mode=refresh',
  ]);
  expect(await offered(cwd, 'superposition export --format s')).toEqual(['safetensors']);
  expect(await offered(cwd, 'superposition completion ')).toEqual(['bash', 'zsh', 'fish']);
  expect(await offered(cwd, 'superposition help do')).toEqual(['doctor']);
  expect(await offered(cwd, 'superposition --v')).toEqual(['--version']);
  expect(await offered(cwd, 'superposition report x')).toEqual([]);
});

it.each(commandNames)('offers every option of %s and no other', async (name) => {
  const options = [...specOf(name).options, 'help'].map((option) => `--${option}`);
  expect(await offered(await folderToCompleteIn(), `superposition ${name} --`)).toEqual(options);
});

it('completes settings, files and folders', async () => {
  const cwd = await folderToCompleteIn();
  expect(await offered(cwd, 'superposition plan --set model.n')).toEqual(['model.neurons=']);
  expect(await offered(cwd, 'superposition plan --set=model.n')).toEqual(['model.neurons=']);
  expect(new Set(await offered(cwd, 'superposition report --weights mo'))).toEqual(
    new Set(['models', 'model.npz']),
  );
  expect(await offered(cwd, 'superposition report --cache mo')).toEqual(['models']);
  expect(await offered(cwd, 'superposition diff my')).toEqual(['my report.html']);
  for (const option of Object.keys(optionTable)) {
    // The values of these are free, and no file is one.
    if (['jobs', 'port', 'cache-budget'].includes(option))
      expect(await offered(cwd, `superposition watch --${option} `)).toEqual([]);
  }
});

it('completes the names of stages and quantities, of the config on the line, and leaves nothing behind', async () => {
  const cwd = await folderToCompleteIn();
  const line = `superposition get ${small.join(' ')} `;
  const list = await superposition(['get', '--list', ...small], { cwd });
  const names = list.stdout.trimEnd().split('\n');
  expect((await offered(cwd, line, ' \t\n')).map((each) => each.replaceAll('\\', ''))).toEqual(names);
  expect(await offered(cwd, `${line}mse.ac`)).toEqual(['mse.active']);
  expect(await offered(cwd, `${line}model[se`)).toEqual(['model\\[seed=0\\]', 'model\\[seed=1\\]']);
  // bash has split the word at the equals sign, and replaces only what follows it.
  expect(await offered(cwd, `${line}model\\[seed=1`)).toEqual(['1\\]']);
  expect(await offered(cwd, `${line}'model[seed=1`)).toEqual(['model[seed=1]']);
  for (const start of ['explain ', 'cache show ', 'report --force '])
    expect(await offered(cwd, `superposition ${start}figure-5`)).toEqual(['figure-5']);
  await writeFile(join(cwd, 'superposition.config.json'), '{"training": {"seeds": [7]}}');
  expect(await offered(cwd, 'superposition explain model[seed=7', ' \t\n')).toEqual(['model\\[seed=7\\]']);
  expect(await offered(cwd, 'superposition explain --set training.seeds=[8] model[seed=7')).toEqual([]);
  expect(readdirSync(cwd)).not.toContain('.superposition');
});

it('refuses other shells', async () => {
  const { code, stderr } = await superposition(['completion', 'tcsh'], { cwd: await temporaryFolder() });
  expect(code).toBe(2);
  expect(stderr).toBe('superposition: completion tcsh: it must be one of bash, zsh, fish\n');
});
