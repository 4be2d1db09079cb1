import { readdir, readFile } from 'node:fs/promises';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { type CommandName, commandNames } from '../src/arguments/command-table.js';
import { commandsWithJson, schemaFile } from '../src/commands/schema.js';
import { answer, type Ended, folderWithReport, small, temporaryFolder } from './program.js';
import { checkAgreement } from './schemas/agreement.js';
import { outputs, publishedSchema } from './schemas/commands.js';
import { watching } from './watching.js';

/** Commands whose every line is a value. */
const linewise: readonly CommandName[] = ['report', 'watch'];

/** Words that make each command print something of each kind. They run one after another in a folder with a report. */
const runs: Partial<Record<CommandName, readonly (readonly string[])[]>> = {
  report: [
    ['--out', 'other.html', '--set', 'data.activeProbability=0.3', '--force', 'page', ...small],
    ['--verify', ...small],
    ['--cache', 'nothing', '--verify', ...small],
    [...small, '--set', 'training.steps=20,21', '--out', 'series.html'],
    ['--freeze', 'model', ...small, '--set', 'training.steps=22', '--out', 'frozen.html'],
  ],
  plan: [small, ['--set', 'training.seeds=[5]', '--force', 'page', ...small]],
  get: [
    ['quantities', 'model[seed=0]', 'claims', ...small],
    // In the document's experiment numbers have verdicts of each kind. Its ideas are judged by trainings that take a minute.
    [
      'claims',
      '--set',
      'training.seeds=2',
      '--set',
      'evaluation.samples=2000',
      '--set',
      'report.depth=brief',
    ],
    ['--list', ...small],
  ],
  sweep: [
    [...small, '--set', 'model.neurons=2,13'],
    ['--plan', ...small, '--set', 'training.steps=5:20:3'],
  ],
  explain: [
    ['page', ...small],
    ['figure-5', '--set', 'training.steps=21', ...small],
    ['model[seed=0]', 'model[seed=1]', ...small],
  ],
  debug: [['page', ...small]],
  runs: [[], ['--quantities', 'mse.active']],
  'runs show': [['1']],
  'runs diff': [['1', '2']],
  graph: [small],
  export: [small],
  diff: [
    ['report.html', 'other.html'],
    ['report.html', 'report.html'],
  ],
  'cache ls': [[]],
  'cache show': [['page', ...small]],
  'cache stats': [[], ['--cache', 'memory:']],
  'cache prune': [['--dry-run'], ['--older-than', '1d', '--dry-run']],
  'cache drop': [['figure-5', '--dry-run']],
  'cache verify': [[]],
  'cache export': [['results.cache']],
  'cache import': [['results.cache']],
  'cache clear': [[]],
};

const ajv = new Ajv2020({ strict: true, allErrors: true });

async function validatorOf(command: CommandName): Promise<ValidateFunction> {
  const path = new URL(`../schemas/${schemaFile(command)}`, import.meta.url);
  const schema = JSON.parse(await readFile(path, 'utf8')) as { $id: string };
  return ajv.getSchema(schema.$id) ?? ajv.compile(schema);
}

const valuesOf = (command: CommandName, { stdout }: Pick<Ended, 'stdout'>): readonly unknown[] =>
  (linewise.includes(command) ? stdout.trimEnd().split('\n') : [stdout]).map(
    (text) => JSON.parse(text) as unknown,
  );

function check(validate: ValidateFunction, value: unknown, what: string): void {
  const errors = validate(value) ? [] : validate.errors!;
  expect(errors, `${what} printed ${JSON.stringify(value).slice(0, 300)}`).toEqual([]);
}

it('knows a schema and a run of every command with --json', () => {
  checkAgreement();
  const missing = commandsWithJson.filter((name) => outputs[name] === undefined);
  expect(missing, 'define their outputs in test/schemas/commands.ts').toEqual([]);
  const untried = commandsWithJson.filter((name) => runs[name] === undefined && name !== 'watch');
  expect(untried, 'say in this file how they are run').toEqual([]);
  const idle = Object.keys(outputs).filter((name) => !commandsWithJson.includes(name as CommandName));
  expect(idle, 'these commands have no --json').toEqual([]);
});

it.each(commandsWithJson)('publishes the schema of %s as it is defined', async (command) => {
  const text = `${JSON.stringify(publishedSchema(command, outputs[command]!), null, 2)}\n`;
  // After an intended change: raise the version in test/schemas/commands.ts, and let vitest write the file (-u).
  await expect(text).toMatchFileSnapshot(`../schemas/${schemaFile(command)}`);
  expect(() => ajv.compile(JSON.parse(text))).not.toThrow();
});

it('publishes no other schema', async () => {
  const files = await readdir(new URL('../schemas', import.meta.url));
  expect(files.sort()).toEqual(commandsWithJson.map(schemaFile).sort());
});

it('prints with --json what the schemas say', async () => {
  const cwd = await folderWithReport();
  for (const command of commandNames.filter((name) => runs[name] !== undefined)) {
    const validate = await validatorOf(command);
    for (const words of runs[command]!) {
      const all = [...command.split(' '), ...words, '--json'];
      const ended = await answer(all, { cwd });
      expect(ended.code, `${all.join(' ')}: ${ended.stderr}`).toBeLessThan(2);
      for (const value of valuesOf(command, ended)) check(validate, value, all.join(' '));
    }
  }
});

it('prints the lines of watch as the schema says', async () => {
  const cwd = await temporaryFolder();
  const watch = await watching(small, { cwd });
  await watch.next('report');
  const validate = await validatorOf('watch');
  for (const line of watch.lines) check(validate, line, 'watch');
});

it('finds a member too many, one too few, and one of another type', async () => {
  const cwd = await folderWithReport();
  const [plan] = valuesOf('plan', await answer(['plan', '--json', ...small], { cwd })) as [
    Record<string, unknown>[],
  ];
  const validate = await validatorOf('plan');
  check(validate, plan, 'plan');
  const broken = (change: (first: Record<string, unknown>) => void) => {
    const copy = structuredClone(plan);
    change(copy[0]!);
    return validate(copy);
  };
  expect(broken((first) => Object.assign(first, { note: 'new' }))).toBe(false);
  expect(broken((first) => delete first['key'])).toBe(false);
  expect(broken((first) => Object.assign(first, { size: '12' }))).toBe(false);
  expect(broken(() => {})).toBe(true);
});

it('prints a schema, or all of them, and names the commands that have one', async () => {
  const cwd = await temporaryFolder();
  const { stdout } = await answer(['schema'], { cwd });
  const all = JSON.parse(stdout) as Record<string, { $id: string }>;
  expect(Object.keys(all)).toEqual(commandsWithJson);
  expect(all['cache ls']!.$id).toBe('urn:superposition:output:cache-ls:1');
  const one = await answer(['schema', 'cache', 'ls'], { cwd });
  expect(JSON.parse(one.stdout)).toEqual(all['cache ls']);
  const none = await answer(['schema', 'doctor'], { cwd });
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toMatch(/schema doctor: only these commands have --json: report, watch, plan, /);
});
