import { describe, expect, it } from 'vitest';
import { answerTo as message } from '../../test/answer-to.js';
import { help } from '../commands/help.js';
import { readCommandLine } from './command-line.js';
import { commandNames, type OptionName, optionTable, specOf } from './command-table.js';

describe('readCommandLine', () => {
  it('reads every option of report', () => {
    const words =
      'report --config c.ts --set model.neurons=20 --set report.title=a=b --out x.html --cache dir --cache-mode use --force model --force page --jobs 3 --json --quiet';
    expect(readCommandLine(words.split(' '))).toEqual({
      name: 'report',
      words: [],
      options: {
        config: 'c.ts',
        set: [
          ['model.neurons', '20'],
          ['report.title', 'a=b'],
        ],
        out: 'x.html',
        cache: 'dir',
        cacheRead: [],
        cachePush: false,
        transpose: false,
        cacheMode: 'use',
        force: ['model', 'page'],
        cacheBudget: 2 ** 30,
        now: false,
        dryRun: false,
        keep: 'all',
        plan: false,
        only: [],
        verify: false,
        jobs: 3,
        json: true,
        csv: false,
        list: false,
        quiet: true,
        verbose: false,
        all: false,
        origins: {},
      },
    });
  });

  it('accepts --option=value, negative numbers after = and pnpm’s separator', () => {
    expect(
      readCommandLine(['--', 'report', '--set=data.activeProbability=-1', '--out=a b.html']),
    ).toMatchObject({
      options: { set: [['data.activeProbability', '-1']], out: 'a b.html' },
    });
  });

  it('reads commands of two words, and amounts of bytes', () => {
    const budgetOf = (text: string) => {
      const command = readCommandLine(['cache', 'prune', '--cache-budget', text]);
      return 'options' in command ? [command.name, command.options.cacheBudget] : [];
    };
    expect(budgetOf('1000')).toEqual(['cache prune', 1_000]);
    expect(budgetOf('1.5 GB')).toEqual(['cache prune', 1.5e9]);
    expect(budgetOf('2GiB')).toEqual(['cache prune', 2 ** 31]);
    expect([
      message('cache'),
      message('cache', 'clera'),
      message('cache', 'show'),
      message('cache', 'ls', 'extra'),
      message('cache', 'ls', '--set', 'a=b'),
      message('cache', 'prune', '--cache-budget', '-1'),
      message('cache', 'prune', '--cache-budget', '1e99TB'),
    ]).toMatchInlineSnapshot(`
      [
        "2: 'cache' needs one of ls, show, stats, prune, drop, verify, export, import, clear",
        "2: unknown command 'cache clera': did you mean 'clear'?",
        "2: 'cache show' takes KEY|STAGE (one stage, or one key or its beginning, as 'superposition cache ls' lists them), but got nothing",
        "2: 'cache ls' takes no arguments, but got 'extra'",
        "2: --set is an option of 'report', 'watch', 'plan', 'get', 'sweep', 'explain', 'debug', 'graph', 'export', 'cache show', 'doctor', not of 'cache ls'",
        "2: --cache-budget is '-1': it must be a number of bytes, for example 500MB or 1GiB",
        "2: --cache-budget is '1e99TB': it must be a number of bytes, for example 500MB or 1GiB",
      ]
    `);
  });

  it('names what is wrong and the nearest right word', () => {
    expect([
      message('reprot'),
      message('report', '--sett', 'a=b'),
      message('report', '--out'),
      message('report', '--out', '--json'),
      message('report', '--set', 'model.neurons'),
      message('report', '--jobs', 'two'),
      message('report', '--jobs', '0'),
      message('watch', '--port', '70000'),
      message('report', '--cache-mode', 'on'),
      message('report', '--json=yes'),
      message('report', '--csv'),
      message('report', 'extra'),
      message('get'),
      message('get', 'a', '--json', '--csv'),
      message('report', '--verify', '--force', 'page'),
      message('report', '--cache-push'),
      message('diff'),
      message('graph', '--format', 'png'),
      message('--json'),
    ]).toMatchInlineSnapshot(`
      [
        "2: unknown command 'reprot': did you mean 'report'?",
        "2: unknown option '--sett': did you mean '--set'?",
        "2: --out needs a value",
        "2: --out needs a value",
        "2: --set is 'model.neurons': it must be PATH=VALUE, for example model.neurons=20",
        "2: --jobs is 'two': it must be an integer 1 … 256",
        "2: --jobs is '0': it must be an integer 1 … 256",
        "2: --port is '70000': it must be an integer 1 … 65535",
        "2: --cache-mode is 'on': it must be one of use, refresh, off",
        "2: --json takes no value",
        "2: --csv is an option of 'get', 'sweep', 'runs', not of 'report'",
        "2: 'report' takes no arguments, but got 'extra'",
        "2: 'get' needs at least one id; 'get --list' lists them",
        "2: --json and --csv cannot be combined",
        "2: --verify computes everything again: it cannot be combined with --cache-mode or --force",
        "2: --cache-push writes to the caches of --cache-read: name at least one",
        "2: 'diff' takes FILE|REV[:PATH] [FILE|REV[:PATH]] (one report or two: files, or Git commits), but got nothing",
        "2: --format is 'png': it must be one of mermaid, dot, json, html",
        "2: a command is missing: give one of report, watch, plan, get, sweep, explain, debug, graph, export, diff, runs, cache, schema, completion, doctor",
      ]
    `);
  });

  it('refuses an option with one value that is given twice, and takes lists and flags again', () => {
    const single = Object.entries(optionTable).filter(
      ([, spec]) => spec.type === 'string' && !('multiple' in spec),
    );
    expect(single.length).toBeGreaterThan(8);
    for (const [name] of single) {
      const taker = commandNames.find((command) => specOf(command).options.includes(name as OptionName))!;
      expect(message(...taker.split(' '), `--${name}`, 'a', `--${name}=b`)).toBe(
        `2: --${name} is given twice`,
      );
    }
    expect(
      message('report', '--set', 'a=1', '--set', 'b=1', '--force', 'a', '--force', 'b', '--json', '--json'),
    ).toBe('accepted');
  });

  it('shows help for no words at all', () => {
    expect(readCommandLine([])).toEqual({ name: 'help' });
    expect(readCommandLine(['report', '--help'])).toEqual({ name: 'help', about: ['report'] });
    expect(readCommandLine(['help', 'explain'])).toEqual({ name: 'help', about: ['explain'] });
  });

  it('shows the help of all commands that begin with a word', () => {
    const ofCache = commandNames.filter((name) => name.startsWith('cache '));
    for (const words of [
      ['cache', '--help'],
      ['help', 'cache'],
      ['-h', 'cache'],
      ['cache', '-h', '--json'],
    ])
      expect(readCommandLine(words)).toEqual({ name: 'help', about: ofCache });
    for (const words of [
      ['help', 'cache', 'prune'],
      ['cache', 'prune', '--help'],
    ])
      expect(readCommandLine(words)).toEqual({ name: 'help', about: ['cache prune'] });
    expect(message('help', 'cache', 'prun')).toBe("2: unknown command 'cache prun': did you mean 'prune'?");
    expect(message('help', 'cach')).toBe("2: unknown command 'cach': did you mean 'cache'?");
    expect(help(ofCache)).toMatch(
      /^ {2}superposition cache ls .*^ {2}superposition cache clear .*^ {2}--now .*/ms,
    );
    expect(help(ofCache)).not.toMatch(/superposition report |--port/);
  });

  it('refuses what has no meaning together', () => {
    const toGraph = (...words: string[]) => message('graph', '--json', ...words);
    expect([
      message('get', '--list', 'page'),
      message('get', '--list', '--force', 'page'),
      message('get', '--list', '--cache', 'x'),
      message('get', '--list', '--json', '--out', 'ids.json'),
      toGraph('--format', 'dot'),
      toGraph('--format', 'json'),
      message('report', '--only', 'claims', '--tensorboard', 'x'),
      message('report', '--only', 'claims,'),
    ]).toEqual([
      "2: 'get --list' lists every id, and takes none",
      "2: 'get --list' runs nothing: it cannot be combined with --force",
      "2: 'get --list' runs nothing: it cannot be combined with --cache",
      'accepted',
      '2: --json and --format dot cannot be combined',
      'accepted',
      '2: --only computes nothing but its parts: it cannot be combined with --tensorboard, which needs every model',
      "2: --only is 'claims,': it must be names with commas between them",
    ]);
  });

  it('refuses what would have no effect beside another option', () => {
    for (const idle of ['--cache-read=x', '--freeze=page', '--retries=1', '--fail-fast', '--verbose'])
      expect(message('get', '--list', ...idle.split('='))).toBe(
        `2: 'get --list' runs nothing: it cannot be combined with ${idle.split('=')[0]}`,
      );
  });

  it('takes two options that say where results come from, or refuses them: none is ignored', () => {
    const given = {
      cache: '--cache=x',
      read: '--cache-read=x',
      push: '--cache-push --cache-read=x',
      force: '--force=page',
      freeze: '--freeze=model',
      off: '--cache-mode=off',
      refresh: '--cache-mode=refresh',
      verify: '--verify',
    };
    const names = Object.keys(given) as (keyof typeof given)[];
    const refused = names.flatMap((one, index) =>
      names.slice(index + 1).flatMap((other) => {
        if (one === 'off' && other === 'refresh') return [];
        const said = message('report', ...`${given[one]} ${given[other]}`.split(' '));
        if (said === 'accepted') return [];
        expect(said).toMatch(/^2: .* cannot be combined /);
        return [`${one} ${other}`];
      }),
    );
    expect(refused).toEqual([
      'cache off',
      'read off',
      'read refresh',
      'push off',
      'push verify',
      'force off',
      'force refresh',
      'force verify',
      'freeze off',
      'freeze refresh',
      'freeze verify',
      'off verify',
      'refresh verify',
    ]);
  });

  it('drops what the environment says where the command line says that it has no effect', () => {
    const environment = {
      SUPERPOSITION_CACHE: 'c',
      SUPERPOSITION_CACHE_READ: 'r',
      SUPERPOSITION_CACHE_PUSH: '1',
    };
    const command = readCommandLine(['report', '--cache-mode', 'off'], environment);
    expect('options' in command && command.options).toMatchObject({ cacheRead: [], cachePush: false });
    expect('options' in command && command.options.cache).toBeUndefined();
  });

  it('reads ages', () => {
    const ageOf = (text: string) => {
      const command = readCommandLine(['cache', 'prune', '--older-than', text]);
      return 'options' in command ? [command.options.olderThan! / 60_000, command.options.cacheBudget] : [];
    };
    expect(['90m', '12h', '30d', '4 W', '0.5d'].map((text) => ageOf(text)[0])).toEqual([
      90, 720, 43_200, 40_320, 720,
    ]);
    expect(ageOf('1d')[1]).toBe(Number.POSITIVE_INFINITY);
    for (const text of ['30', 'd', '-1d', '1y', '1d2h', ' ', 'Infinityd'])
      expect(message('cache', 'prune', '--older-than', text)).toBe(
        `2: --older-than is '${text}': it must be a number of minutes, hours, days or weeks: 90m, 12h, 30d or 4w`,
      );
  });
});
