import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  answer,
  builtProgram,
  folderWithReport,
  noConfig,
  small,
  superposition,
  temporaryFolder,
} from './program.js';

const config = 'superposition.config.ts';

async function folderWith(text: string): Promise<string> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, config), text);
  return cwd;
}

it.each([['report'], ['plan'], ['get', 'gain.positive'], ['export'], ['graph'], ['explain', 'page']])(
  '%s ends with 2 and the place when the config ends the program',
  async (...words) => {
    const cwd = await folderWith('const zero: number = 0;\nprocess.exit(zero);\nexport default {};');
    const ended = await superposition([...words, ...small], { cwd });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toBe(
      `superposition: the config ${join(cwd, config)} ended the program by process.exit(0)
${join(cwd, config)}:2:9
    1 | const zero: number = 0;
  > 2 | process.exit(zero);
      |         ^
    3 | export default {};
`,
    );
    expect(await readdir(cwd)).toEqual([config]);
  },
);

it('ends although the config has left a timer, a server and a child process with a pipe, and prints to stderr', async () => {
  const cwd = await folderWith(`
    import { createServer } from 'node:http';
    import { spawn } from 'node:child_process';
    setInterval(() => {}, 1_000);
    createServer().listen(0, '127.0.0.1');
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    child.unref();
    console.log('from the config');
    export default {};`);
  const ended = await superposition(['get', 'gain.positive', '--quiet', '--json', ...small], { cwd });
  expect(ended).toMatchObject({ code: 0, stderr: 'from the config\n' });
  expect(Object.keys(JSON.parse(ended.stdout) as object)).toEqual(['gain.positive']);
});

it.each(['SIGINT', 'SIGTERM'] as const)('ends at once on %s while the config loops', async (signal) => {
  const cwd = await folderWith(
    "import { writeFileSync } from 'node:fs';\nwriteFileSync('loops', '');\nfor (;;);\nexport default {};",
  );
  const child = spawn(process.execPath, [builtProgram, 'plan'], { cwd, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', (code) => resolve(code)));
  while (!(await readdir(cwd)).includes('loops')) await new Promise((resolve) => setImmediate(resolve));
  child.kill(signal);
  expect(await ended).toBe(130);
});

it('says first that there is no config, unless it is to be quiet or to print JSON', async () => {
  const cwd = await temporaryFolder();
  for (const words of [['plan'], ['graph'], ['explain', 'page']]) {
    const ended = await answer([...words, ...small], { cwd });
    expect(ended.code).toBe(0);
    expect(ended.stderr.startsWith(noConfig(cwd).trimEnd())).toBe(true);
    expect(await answer([...words, '--json', ...small], { cwd })).toMatchObject({
      code: 0,
      stderr: '',
    });
  }
  expect(await answer(['plan', '--quiet', ...small], { cwd })).toMatchObject({ code: 0, stderr: '' });
  // None of these has made a folder.
  expect(await readdir(cwd)).toEqual([]);
  expect((await answer(['report', ...small], { cwd })).stderr).toContain(noConfig(cwd).trimEnd());
});

it('says which of two configs is used, also in doctor', async () => {
  const cwd = await folderWith('export default {};');
  await writeFile(join(cwd, 'superposition.config.json'), '{}');
  const which = `${join(cwd, config)}; superposition.config.json beside it is not used`;
  expect((await answer(['plan', ...small], { cwd })).stderr).toContain(`config   ${which}`);
  expect((await answer(['doctor'], { cwd })).stdout).toContain(`\nconfig: ${which}\n`);
});

it('keeps report and cache beside the link to a config, whose imports lie beside the real file', async () => {
  const root = await temporaryFolder();
  const [shared, cwd] = [join(root, 'shared'), join(root, 'here')];
  await mkdir(shared);
  await mkdir(cwd);
  await writeFile(join(shared, 'title.ts'), "export const title: string = 'From beside';");
  await writeFile(
    join(shared, 'c.ts'),
    "import { title } from './title.js';\nexport default { report: { title } };",
  );
  await symlink(join('..', 'shared', 'c.ts'), join(cwd, config));
  expect(await answer(['report', '--quiet', ...small], { cwd })).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect((await readdir(cwd)).sort()).toEqual(['.superposition', 'report.html', config]);
  expect(await readFile(join(cwd, 'report.html'), 'utf8')).toContain('<title>From beside</title>');
  expect((await readdir(shared)).sort()).toEqual(['c.ts', 'title.ts']);
});

it('runs a config with minus zero like one with zero', async () => {
  const zero = await folderWith(
    'export default { training: { seeds: [0] }, model: { init: { scale: 0 } } };',
  );
  const minus = await folderWith(
    'export default { training: { seeds: [-0] }, model: { init: { scale: -0 } } };',
  );
  const few = small.filter((_, index) => !/^training.seeds/.test(small[index | 1]!));
  const [one, other] = [
    await answer(['get', 'model[seed=0]', '--json', '--quiet', ...few], { cwd: zero }),
    await answer(['get', 'model[seed=0]', '--json', '--quiet', ...few], { cwd: minus }),
  ];
  expect(one).toMatchObject({ code: 0, stderr: '' });
  expect(other).toEqual(one);
});

it.each([
  [['--config', '/dev/stdin'], 'superposition: the config /dev/stdin is '],
  [['--config', '.'], 'is a folder: did you mean '],
  [['--weights', 'a.npz', '--weights', 'b.npz'], 'superposition: --weights is given twice\n'],
])('refuses %j', async (words, message) => {
  const cwd = await folderWith('export default {};');
  const ended = await answer(['plan', ...words], { cwd });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(message);
});

it.each(
  [
    'report',
    'report --verify',
    'report --set training.steps=20,30',
    'plan',
    'get gain.positive',
    'get --list',
    'explain page',
    'explain page figure-1',
    'debug quantities',
    'graph',
    'export',
    'cache show page',
    'doctor',
  ].map((text) => text.split(' ')),
)('runs the config once: %s %s %s', async (...words) => {
  const cwd = await folderWithReport();
  await writeFile(
    join(cwd, 'superposition.config.mjs'),
    "import { appendFileSync } from 'node:fs';\nappendFileSync('runs', '.');\nexport default {};\n",
  );
  expect((await answer([...words, ...settingsFor(words)], { cwd })).code).not.toBe(2);
  expect(await readFile(join(cwd, 'runs'), 'utf8')).toBe('.');
});

/** The small config, except for a setting that the words change. */
function settingsFor(words: readonly string[]): readonly string[] {
  const steps = small.indexOf('training.steps=20');
  return words.includes('--set') ? [...small.slice(0, steps - 1), ...small.slice(steps + 1)] : small;
}
