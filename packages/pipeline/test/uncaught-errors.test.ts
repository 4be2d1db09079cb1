import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import {
  BundleError,
  CodeStaleError,
  ImpureTaskError,
  MissingPackageError,
  StageError,
  StoreError,
} from '../src/index.js';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(await realpath(tmpdir()), 'uncaught-'));
  await mkdir(join(home, 'node_modules/@superposition'), { recursive: true });
  await symlink(
    fileURLToPath(new URL('..', import.meta.url)),
    join(home, 'node_modules/@superposition/pipeline'),
  );
  await writeFile(join(home, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(home, 'tasks.js'),
    [
      'export const fails = () => total([]);',
      "function total(years) { if (years.length === 0) throw new RangeError('no years'); return 1; }",
      'export const after = ({ before }) => before;',
      "export const table = () => Object.assign([1], { columns: ['a'] });",
      'export const clock = () => Date.now();',
    ].join('\n'),
  );
  await writeFile(join(home, 'broken.js'), "import 'not-there';\nexport const fails = () => 1;");
});

/** What Node prints of an error that this program does not catch. */
async function uncaught(code: string): Promise<string> {
  const program = `import * as all from '@superposition/pipeline';
import * as tasks from './tasks.js';
const { compute, given, openRunner, stage, task, values } = all;
const { fails, after, table, clock } = all.defineTasks(new URL('./tasks.js', import.meta.url), tasks);
const broken = all.defineTasks(new URL('./broken.js', import.meta.url), tasks).fails;
const cache = 'memory:';
${code}`;
  await writeFile(join(home, 'main.js'), program);
  return new Promise((resolve) => {
    execFile(process.execPath, ['main.js'], { cwd: home }, (_, stdout, stderr) => resolve(stdout + stderr));
  });
}

const main = (line: number, column: string) => `    at .*file://.*/main\\.js:${line}:${column}`;

it.each<[string, string, readonly string[]]>([
  [
    'a task that threw, with its own stack',
    "await compute(stage('sum', fails), { cache });",
    [
      "StageError: the stage 'sum' failed \\(task\\): no years",
      '    at total \\(tasks\\.js:2:\\d+\\)',
      '    at .*\\(tasks\\.js:1:\\d+\\)',
      main(7, '7'),
    ],
  ],
  [
    'a stage after it, asked of a runner in a function',
    "async function page() { const runner = await openRunner({ cache }); try { await runner.compute(stage('page', after, { inputs: { before: stage('sum', fails) } })); } finally { await runner.close(); } }\nawait page();",
    [
      "StageError: the stage 'page' has no value, because the stage 'sum' failed \\(task\\): no years",
      '    at total \\(tasks\\.js:2:\\d+\\)',
      '    at .*\\(tasks\\.js:1:\\d+\\)',
      main(7, '\\d+\\)'),
      main(8, '1'),
    ],
  ],
  [
    'a value that is refused',
    "await compute(stage('rows', table), { cache });",
    [
      "StageError: the stage 'rows' failed \\(codec\\): \\$ is an array with the property 'columns', .*",
      main(7, '7'),
    ],
  ],
  [
    'a task that asks for the time',
    "await compute(stage('now', clock), { cache });",
    ['ImpureTaskError: the task local/tasks#clock uses Date \\(tasks\\.js:5:28\\): .*', main(7, '7')],
  ],
  [
    'a task that cannot be bundled',
    "await compute(stage('broken', broken), { cache });",
    ['BundleError: the task local/broken#fails cannot be bundled: .*', main(7, '7')],
  ],
  [
    'a task that was not built, in a plan',
    "const runner = await openRunner({ cache });\nawait runner.plan(stage('x', task('a/b#c', { codec: values() })));",
    ['CodeMissingError: there is no built code for the task a/b#c: .*', main(8, '14')],
  ],
])('Node prints little of %s', async (_, code, lines) => {
  const [above, printed] = (await uncaught(code)).split(/\n\n(?=\w+: )/);
  // The place that Node prints above is in Node itself, because none of ours would help.
  expect(above).toMatch(/^node:internal\/\S+\n.*\n\s+\^$/);
  expect(printed).toMatch(new RegExp(`^${lines.join('\\n')}\\n\\nNode\\.js v[\\d.]+\\n$`));
});

it('a given value that is refused is told once', async () => {
  const printed = await uncaught("given('rows', [new Map()]);");
  expect(printed).toContain("TypeError: given 'rows': $[0] is an instance of Map, which");
  expect(printed).not.toContain('[cause]');
});

it('keeps the fields of all errors readable, and out of what Node prints', () => {
  const failure = { kind: 'task', message: 'no years', frame: '> 2 | throw' } as const;
  const cause = new Error('refused');
  const fields: readonly (readonly [Error, object])[] = [
    [new StageError('page', 'sum', failure), { wanted: 'page', stage: 'sum', failure }],
    [new ImpureTaskError('m', 'a/b#c', ['Date']), { address: 'a/b#c', uses: ['Date'] }],
    [new BundleError('m', 'a/b#c', 'b.js'), { address: 'a/b#c', file: 'b.js' }],
    [new CodeStaleError('m', ['b.ts']), { sources: ['b.ts'] }],
    [new StoreError('m', { location: 'redis://a' }), { location: 'redis://a', cause: undefined }],
    [new StoreError('m', { location: 'redis://a', cause }), { location: 'redis://a', cause }],
    [
      new MissingPackageError('pg is not installed', ['pg']),
      { reason: 'pg is not installed', packages: ['pg'] },
    ],
  ];
  for (const [error, values] of fields) {
    expect(error).toMatchObject(values);
    expect(Object.keys(error)).toEqual(['name']);
    expect(inspect(error, { customInspect: false })).not.toMatch(
      /address|location|failure|packages:|sources|wanted/,
    );
  }
});
