import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../src/arguments/command-line.js';
import {
  type CommandName,
  commandNames,
  type OptionName,
  optionTable,
  specOf,
} from '../src/arguments/command-table.js';
import { answer, type Ended, folderWithReport, small, superposition } from './program.js';

/** The words of each command, with which it works in a folder with a report. */
const words: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  get: ['mse.active'],
  explain: ['figure-5'],
  debug: ['figure-5'],
  'runs show': ['1'],
  'runs diff': ['1', '1'],
  diff: ['report.html', 'report.html'],
  'cache show': ['geometry'],
  'cache drop': ['geometry'],
  'cache export': ['results.cache'],
  'cache import': ['exported.cache'],
};

/** What shows that a command uses an option. */
interface Effect {
  readonly given: readonly string[];
  /** Words that are given in any case. */
  readonly beside?: readonly string[];
  /** Instead of the words of the command. */
  readonly words?: readonly string[];
  /** Whether the answer, or the mistake that was found, shows the use of the option. */
  readonly seen?: (ended: Ended) => boolean;
  /** Whether it does beside the answer without the option. */
  readonly differs?: (ended: Ended, without: Ended) => boolean;
}

const finds = (...given: string[]): Effect => ({
  given,
  seen: ({ stdout, stderr }) => `${stdout}${stderr}`.includes(given[1]!.replace('=1', '')),
});
const changes = (ended: Ended, without: Ended) => ended.code === 0 && ended.stdout !== without.stdout;
const says = (pattern: RegExp) => (ended: Ended, without: Ended) =>
  pattern.test(ended.stdout + ended.stderr) && !pattern.test(without.stdout + without.stderr);
const isJson = ({ code, stdout }: Ended) => {
  const texts = stdout.startsWith('{"type"') ? stdout.trimEnd().split('\n') : [stdout];
  return code === 0 && texts.every((text) => typeof JSON.parse(text) === 'object');
};

const effects: Readonly<Partial<Record<OptionName | `${CommandName} --${OptionName}`, Effect>>> = {
  config: finds('--config', 'none.ts'),
  set: finds('--set', 'nosuch=1'),
  weights: finds('--weights', 'none.npz'),
  'weights-names': {
    given: ['--weights-names', 'W_in=a,W_out=b'],
    differs: says(/--weights-names is about the file of --weights/),
  },
  transpose: { given: ['--transpose'], differs: says(/--transpose is about the file of --weights/) },
  out: finds('--out', 'none/out.json'),
  cache: finds('--cache', 'bogus://x'),
  'cache-read': finds('--cache-read', 'bogus://x'),
  'doctor --cache': finds('--cache', 'elsewhere'),
  'cache-mode': { given: ['--cache-mode', 'off'], differs: says(/[1-9]\d* built|[1-9]\d* of \d+ stages/) },
  'explain --cache-mode': { given: ['--cache-mode', 'off'], differs: changes },
  'graph --cache-mode': { given: ['--cache-mode', 'off'], differs: changes },
  force: finds('--force', 'none'),
  freeze: finds('--freeze', 'none'),
  quantities: finds('--quantities', 'none'),
  seeds: { given: ['--seeds', '1'], differs: says(/cannot be combined/) },
  sample: finds('--sample', 'none'),
  plan: { given: ['--plan'], differs: says(/stages would run|nothing would run/) },
  profile: finds('--profile', 'none/profile.json'),
  'diff --config': {
    given: ['--config', 'none/config.ts'],
    words: ['report.html'],
    differs: says(/there is no current report .*none/),
  },
  'report --jobs': {
    given: ['--jobs', '1'],
    beside: ['--force', 'model', '--json', '--set', 'training.steps=1000'],
    seen: ({ stdout }) => trainsOneByOne(stdout),
  },
  format: { given: ['--format', 'json'], differs: changes },
  'cache prune --cache-budget': {
    given: ['--cache-budget', '1kB'],
    beside: ['--json'],
    differs: says(/"budget": 1000,/),
  },
  'older-than': { given: ['--older-than', '30d'], differs: says(/were used within 30 days/) },
  now: {
    given: ['--now'],
    beside: ['--older-than', '0m', '--dry-run'],
    differs: (ended, without) => without.stdout.includes('two hours') && !ended.stdout.includes('two hours'),
  },
  only: finds('--only', 'figure-99'),
  // What was dropped cannot be dropped again.
  'cache drop --dry-run': { given: ['--dry-run'], words: ['page'], differs: says(/would remove/) },
  'cache drop --json': { given: ['--json'], beside: ['--dry-run'], words: ['model'], seen: isJson },
  verify: { given: ['--verify'], differs: says(/the same bytes/) },
  'dry-run': { given: ['--dry-run'], differs: says(/would remove/) },
  json: { given: ['--json'], seen: isJson },
  csv: { given: ['--csv'], differs: says(/^(id|run),/) },
  'sweep --csv': {
    given: ['--csv'],
    beside: ['--out', 'table.json'],
    differs: says(/cannot be combined with --csv/),
  },
  'sweep --json': { given: ['--json'], seen: isJson },
  list: { given: ['--list'], words: [], differs: says(/^model\[seed=1\]$/m) },
  'plan --jobs': {
    given: ['--jobs', '7'],
    beside: ['--force', 'model'],
    differs: says(/ 7 (workers|threads)/),
  },
  'plan --all': { given: ['--all'], beside: ['--force', 'model'], differs: changes },
  'explain --all': {
    given: ['--all'],
    beside: ['--set', 'training.steps=21'],
    words: ['page'],
    differs: changes,
  },
  'sweep --verbose': {
    given: ['--verbose'],
    beside: ['--cache-mode', 'refresh'],
    differs: says(/ built in /),
  },
  'sweep --quiet': {
    given: ['--quiet'],
    beside: ['--cache-mode', 'refresh'],
    differs: (ended, without) => ended.stderr === '' && without.stderr.includes('built'),
  },
  verbose: { given: ['--verbose'], beside: ['--force', 'model'], differs: says(/ built in /) },
  'plan --quiet': { given: ['--quiet'], differs: changes },
  quiet: {
    given: ['--quiet'],
    beside: ['--force', 'model'],
    differs: (ended, without) => ended.stderr === '' && without.stderr.includes('built'),
  },
};

/** What cannot be seen from outside in so small a run, and the test of it. */
const elsewhere: ReadonlySet<string> = new Set([
  // The threads are those of `report`.
  ...['get --jobs', 'sweep --jobs', 'export --jobs', 'debug --jobs'],
  // Nothing fails here: fail-fast.test.ts.
  ...['report', 'get', 'sweep'].flatMap((name) => [`${name} --retries`, `${name} --fail-fast`]),
  // Young results stay, whatever the budget: prune-on-disk.test.ts.
  ...['report', 'get', 'sweep', 'export', 'debug'].map((name) => `${name} --cache-budget`),
  // cache-layers.test.ts
  ...['report', 'get', 'sweep', 'export', 'debug'].map((name) => `${name} --cache-push`),
  // sweep.test.ts
  'sweep --keep',
  // It needs native TensorFlow: tensorboard.test.ts.
  'report --tensorboard',
]);

/** Whether no model began to train before the one before it had ended. */
function trainsOneByOne(stdout: string): boolean {
  const training = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly type: string; readonly stage?: string })
    .flatMap(({ type, stage }) => (type === 'progress' && stage !== undefined ? [stage] : []));
  const turns = training.filter((stage, index) => stage !== training[index - 1]);
  return turns.length > 1 && new Set(turns).size === turns.length;
}

const takesSettings = (name: CommandName) => (specOf(name).options as readonly string[]).includes('set');
// `watch` hands its options to the code of `report`, and ends only when it is told to.
const tested = commandNames.filter((name) => name !== 'watch');

/** What a run left behind, without its folder and how long it took. */
const timeless = ({ code, stdout, stderr }: Ended, cwd: string) => {
  const [told, complained] = [stdout, stderr].map((text) =>
    text.replaceAll(cwd, '~').replace(/\b\d[\d.]* (ms|s)\b/g, 'a moment'),
  );
  return { code, told, complained };
};

describe('a command', () => {
  it.each(tested)('%s is answered by the loaded program as by one that is started for it', async (name) => {
    const [one, other] = [await folderWithReport(), await folderWithReport()];
    for (const cwd of [one, other]) await answer(['cache', 'export', 'exported.cache'], { cwd });
    const all = [...name.split(' '), ...(takesSettings(name) ? small : []), ...(words[name] ?? [])];
    const started = timeless(await superposition(all, { cwd: one }), one);
    expect(timeless(await answer(all, { cwd: other }), other)).toEqual(started);
  });
});

describe('every option', () => {
  it.each(tested.filter((name) => specOf(name).options.length > 0))('of %s has an effect', async (name) => {
    const cwd = await folderWithReport();
    expect(await answer(['cache', 'export', 'exported.cache'], { cwd })).toMatchObject({ code: 0 });
    // One result that does not belong to the last run.
    if (name === 'cache prune')
      await answer(['report', ...small, '--set', 'report.title=other', '--quiet'], { cwd });
    const run = (...given: string[]) =>
      answer([...name.split(' '), ...(takesSettings(name) ? small : []), ...given], { cwd });
    for (const option of specOf(name).options) {
      const pair = `${name} --${option}` as const;
      if (elsewhere.has(pair)) continue;
      const effect = effects[pair] ?? effects[option];
      expect(effect, `${pair} is shown to have an effect`).toBeDefined();
      const { given, beside = [], seen, differs, ...other } = effect!;
      // `cache clear` leaves nothing behind that others could use.
      const without = differs && (await run(...(words[name] ?? []), ...beside));
      const ended = await run(...(other.words ?? words[name] ?? []), ...beside, ...given);
      const isShown = without === undefined ? seen!(ended) : differs!(ended, without);
      expect(isShown, `${pair} has an effect on ${JSON.stringify([without, ended])}`).toBe(true);
    }
  });

  it('that says where results come from is one of every command that takes results from there', () => {
    const one = ['cache'] as const;
    const layers = ['cache', 'cache-read'] as const;
    const runs = ['cache', 'cache-read', 'cache-mode', 'force', 'freeze'] as const;
    const sources: Readonly<Record<CommandName, readonly OptionName[]>> = {
      report: runs,
      watch: runs,
      plan: runs,
      get: runs,
      sweep: ['cache', 'cache-read', 'cache-mode'],
      explain: runs,
      debug: runs,
      graph: runs,
      export: runs,
      'cache show': layers,
      // It compares files.
      diff: [],
      // A cache keeps the records of its own runs, and those below it only answer for results.
      runs: one,
      'runs show': one,
      'runs diff': one,
      // They look after one cache.
      'cache ls': one,
      'cache stats': one,
      'cache prune': one,
      'cache drop': one,
      'cache verify': one,
      'cache export': one,
      'cache import': one,
      'cache clear': one,
      doctor: one,
      schema: [],
      completion: [],
    };
    for (const name of commandNames)
      expect([name, runs.filter((option) => specOf(name).options.includes(option))]).toEqual([
        name,
        sources[name],
      ]);
  });

  it('is refused by every command that does not take it, which names those that do', () => {
    for (const name of commandNames) {
      for (const option of Object.keys(optionTable) as OptionName[]) {
        if (specOf(name).options.includes(option)) continue;
        const { type } = optionTable[option];
        const given = [
          ...name.split(' '),
          ...(words[name] ?? []),
          `--${option}`,
          ...(type === 'string' ? ['1'] : []),
        ];
        const takers = commandNames.filter((each) => specOf(each).options.includes(option));
        expect(() => readCommandLine(given)).toThrow(
          `--${option} is an option of '${takers.join("', '")}', not of '${name}'`,
        );
      }
    }
  });
});
