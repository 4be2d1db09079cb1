import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../user-error.js';
import { readCommandLine } from './command-line.js';
import { commandNames, type OptionName, optionTable, specOf } from './command-table.js';
import { defaultsPath } from './defaults-file.js';
import { unknownVariables, variableOf } from './environment.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'superposition-home-'));
});
afterEach(async () => {
  await rm(home, { recursive: true });
});

const putDefaults = async (content: unknown) => {
  const path = defaultsPath({ HOME: home })!;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
};

const read = (words: string, environment: NodeJS.ProcessEnv = {}) => {
  const command = readCommandLine(words.split(' '), { HOME: home, ...environment });
  return 'options' in command ? command.options : undefined;
};

const message = (words: string, environment: NodeJS.ProcessEnv = {}) => {
  try {
    read(words, environment);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n')[0]!.replaceAll(home, '~');
    throw error;
  }
  return 'accepted';
};

/** A value that each kind of option can have. */
const sample = (option: OptionName): string => {
  const spec = optionTable[option];
  if (spec.type === 'boolean') return '1';
  if (option === 'format') return 'json';
  if (option === 'cache-mode') return 'refresh';
  if (option === 'keep') return 'result';
  return (
    {
      N: '3',
      'KIND:N': 'random:3',
      BYTES: '5MB',
      AGE: '30d',
      'PATH=VALUE': 'model.neurons=3',
      'W_in=A,W_out=B': 'W_in=a,W_out=b',
    }[spec.value as string] ?? 'x'
  );
};

describe('the environment', () => {
  it.each(Object.keys(optionTable) as OptionName[])('gives --%s to each command that takes it', (option) => {
    for (const name of commandNames.filter((each) => specOf(each).options.includes(option))) {
      const words = [...name.split(' '), ...Array<string>(Math.max(1, specOf(name).count[0])).fill('x')];
      const isBare = specOf(name).count[1] === 0 || option === 'list';
      const needs: { readonly [Name in OptionName]?: string } = {
        'cache-push': '--cache-read=x',
        'weights-names': '--weights=x',
        transpose: '--weights=x',
      };
      const needed = needs[option] === undefined ? [] : [needs[option]];
      const given = [...(isBare ? name.split(' ') : words), ...needed];
      const typed =
        optionTable[option].type === 'boolean' ? [`--${option}`] : [`--${option}=${sample(option)}`];
      const typedCommand = readCommandLine([...given, ...typed]);
      const other = readCommandLine(given, { [variableOf(option)]: sample(option) });
      if (!('options' in typedCommand) || !('options' in other)) throw new Error('no command');
      expect({ ...other.options, origins: {} }).toEqual(typedCommand.options);
      // Without an id, `get` takes nothing but --list.
      if (option !== 'list') expect(other.options).not.toEqual(readCommandLine(given));
      expect(other.options.origins).toEqual({ [option]: variableOf(option) });
    }
  });

  it('gives way to the command line, and before the user’s file', async () => {
    await putDefaults({ cache: 'from-file', jobs: 2, quiet: true, 'cache-budget': 5e8 });
    const environment = { SUPERPOSITION_JOBS: '3', SUPERPOSITION_QUIET: '0', SUPERPOSITION_CACHE: '' };
    expect(read('report --jobs 4', environment)).toMatchObject({ jobs: 4, quiet: false, cache: 'from-file' });
    expect(read('report', environment)).toMatchObject({ jobs: 3, cacheBudget: 5e8 });
    expect(read('report')).toMatchObject({
      jobs: 2,
      quiet: true,
      origins: { jobs: `'jobs' in ${defaultsPath({ HOME: home })}` },
    });
    expect(read('report --no-quiet')).toMatchObject({ quiet: false });
  });

  it('adds settings, those of the command line last', async () => {
    await putDefaults({ set: ['model.neurons=1', 'model.features=7'] });
    const SUPERPOSITION_SET = 'model.neurons=2\n\n report.title=a b\n';
    expect(read('plan --set model.neurons=3', { SUPERPOSITION_SET })?.set).toEqual([
      ['model.neurons', '1'],
      ['model.features', '7'],
      ['model.neurons', '2'],
      ['report.title', 'a b'],
      ['model.neurons', '3'],
    ]);
    expect(read('plan', { SUPERPOSITION_SET: '["report.title=a\\nb"]' })?.set.at(-1)).toEqual([
      'report.title',
      'a\nb',
    ]);
    expect(read('report --force page', { SUPERPOSITION_FORCE: 'a\nb' })?.force).toEqual(['page']);
  });

  it('is ignored by a command that does not take the option, and where the command line excludes it', () => {
    expect(read('diff a.html b.html', { SUPERPOSITION_JOBS: 'two' })).not.toHaveProperty('jobs');
    expect(read('graph', { SUPERPOSITION_FORMAT: 'npz' })).toMatchObject({ format: 'mermaid' });
    expect(read('get x --csv', { SUPERPOSITION_JSON: '1' })).toMatchObject({ json: false, csv: true });
    expect(read('report --verify', { SUPERPOSITION_CACHE_MODE: 'off' })).toMatchObject({ cacheMode: 'use' });
    expect(read('get x', { SUPERPOSITION_LIST: '1' })).toMatchObject({ list: false });
    expect(message('report', { SUPERPOSITION_CACHE_PUSH: '1' })).toBe('accepted');
    expect(read('report --jobs 2', { SUPERPOSITION_JOBS: 'two' })).toMatchObject({ jobs: 2 });
  });

  it('is named by messages', async () => {
    expect([
      message('report', { SUPERPOSITION_JOBS: 'two' }),
      message('report', { SUPERPOSITION_JSON: 'maybe' }),
      message('report', { SUPERPOSITION_SET: 'a=b\nmodel.neurons' }),
      message('report --set a=b', { SUPERPOSITION_SET: 'model.neurons' }),
      message('export', { SUPERPOSITION_FORMAT: 'png' }),
      message('get x', { SUPERPOSITION_JSON: '1', SUPERPOSITION_CSV: '1' }),
    ]).toEqual([
      "SUPERPOSITION_JOBS is 'two': it must be an integer 1 … 256",
      "SUPERPOSITION_JSON is 'maybe': it must be 1 or 0",
      "SUPERPOSITION_SET is 'model.neurons': it must be PATH=VALUE, for example model.neurons=20",
      "SUPERPOSITION_SET is 'model.neurons': it must be PATH=VALUE, for example model.neurons=20",
      "SUPERPOSITION_FORMAT is 'png': it must be one of npz, safetensors, json, tfjs",
      'SUPERPOSITION_JSON and SUPERPOSITION_CSV cannot be combined',
    ]);
  });

  it('is warned of what means nothing', () => {
    const environment = {
      SUPERPOSITION_CAHCE: 'x',
      SUPERPOSITION_TFJS_NATIVE: 'off',
      SUPERPOSITION_LIBTENSORFLOW: 'x',
      SUPERPOSITION_JOBS: '1',
      OTHER: 'x',
    };
    expect(unknownVariables(environment)).toEqual([
      "the environment variable 'SUPERPOSITION_CAHCE' means nothing to this program: did you mean 'SUPERPOSITION_CACHE'?",
    ]);
  });
});

describe('the user’s file of defaults', () => {
  it('lies where the system keeps settings', () => {
    expect(defaultsPath({ HOME: '/home/me', XDG_CONFIG_HOME: '/conf' }, 'linux')).toBe(
      join('/conf', 'superposition', 'defaults.json'),
    );
    expect(defaultsPath({ HOME: '/home/me', XDG_CONFIG_HOME: 'conf' }, 'linux')).toBe(
      join('/home/me', '.config', 'superposition', 'defaults.json'),
    );
    expect(defaultsPath({ APPDATA: 'roaming' }, 'win32')).toBe(
      join('roaming', 'superposition', 'defaults.json'),
    );
    expect(defaultsPath({}, 'linux')).toBeUndefined();
  });

  it.each([
    ['{', /^the defaults in .* cannot be used: it is not JSON: /],
    ['[]', /: it must be an object with options by name, for example {"jobs": 4}$/],
    [{ cacheMode: 'off' }, /: 'cacheMode' is no option: did you mean 'cache-mode'\?$/],
    [{ cache: 4 }, /: 'cache' is 4: it must be a text that is not empty$/],
    [{ json: 'yes' }, /: 'json' is "yes": it must be true or false$/],
    [{ set: [3] }, /: 'set' is \[3\]: it must be a list of texts PATH=VALUE$/],
    [{ jobs: 0 }, /^'jobs' in .*defaults\.json is '0': it must be an integer 1 … 256$/],
    [{ port: 'x' }, /^'port' in .*defaults\.json is 'x': it must be an integer 1 … 65535$/],
    [{ format: 'png' }, /^'format' in .*defaults\.json is 'png': it must be one of mermaid, /],
  ])('%j is refused with the file, the key and the value', async (content, expected) => {
    await putDefaults(content);
    expect(message('report')).toMatch(expected);
    expect(message('report')).toContain('~/.config/superposition/defaults.json');
    // It tells what is wrong.
    expect(message('doctor')).toBe('accepted');
  });

  it('may begin with a byte order mark, and hold what another command takes', async () => {
    await putDefaults('\uFEFF{"port": 8080, "format": "npz"}');
    expect(read('report')).not.toHaveProperty('port');
    expect(read('watch')).toMatchObject({ port: 8080 });
    expect(read('graph')).toMatchObject({ format: 'mermaid' });
  });
});
