import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfig } from '@superposition/core/config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from './config-file.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superposition-config-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const problem = (loading: Promise<unknown>) =>
  loading.then(
    () => 'loaded',
    (error: Error) => `${error.name}: ${error.message.replaceAll(folder, '~')}`,
  );

describe('loadConfig', () => {
  it('has the defaults where no file is found, beside where the user stands', async () => {
    const loaded = await loadConfig(folder, undefined, []);
    expect(loaded).toMatchObject({ config: defaultConfig, folder });
  });

  it('finds the backend of TensorFlow.js where the config needs it, and only there', async () => {
    const { machine } = await loadConfig(folder, undefined, []);
    expect(machine.tfjs?.version).toMatch(/^tfjs-(node|backend-wasm) \d/);
    expect((await loadConfig(folder, undefined, [['report.crossCheck', 'false']])).machine).toEqual({});
  });

  it.each([
    [
      'superposition.config.ts',
      "import { defineConfig } from '@superposition/core/config';\nconst neurons: number = 7;\nexport default defineConfig({ model: { neurons } });",
    ],
    ['superposition.config.js', 'export default { model: { neurons: 7 } };'],
    ['superposition.config.json', '{ "model": { "neurons": 7 } }'],
  ])('finds %s upward', async (name, text) => {
    await writeFile(join(folder, name), text);
    const deep = join(folder, 'a', 'b');
    await mkdir(deep, { recursive: true });
    const loaded = await loadConfig(deep, undefined, []);
    expect(loaded.config.model.neurons).toBe(7);
    expect(loaded.folder).toBe(folder);
  });

  it('lets the command line have the last word', async () => {
    await writeFile(join(folder, 'c.json'), '{ "model": { "neurons": 7 } }');
    const { config } = await loadConfig(folder, 'c.json', [
      ['model.neurons', '3'],
      ['training.seeds', '[4, 5]'],
    ]);
    expect(config.model.neurons).toBe(3);
    expect(config.training.seeds).toEqual([4, 5]);
  });

  it('tells every problem at once, and where', async () => {
    await writeFile(
      join(folder, 'superposition.config.json'),
      '{ "model": { "neuron": 1, "features": "many" }, "data": 3 }',
    );
    expect(await problem(loadConfig(folder, undefined, [['training.steps', '-1']]))).toMatchInlineSnapshot(`
      "UserError: the config ~/superposition.config.json has 4 problems:
        model.features = "many": must be an integer 1 … 4096
        model.neuron = 1: is not a setting (did you mean model.neurons?); it must be one of model.features, model.neurons, model.init
        data = 3: must be an object with settings among data.activeProbability
        training.steps = -1: must be an integer 1 … 1000000"
    `);
  });

  it('tells files that cannot be read', async () => {
    await writeFile(join(folder, 'broken.ts'), 'export default {');
    await writeFile(join(folder, 'none.ts'), 'export const config = {};');
    await writeFile(join(folder, 'broken.json'), '{');
    await writeFile(join(folder, 'throws.js'), 'throw new Error("no luck");');
    expect(await problem(loadConfig(folder, 'missing.ts', []))).toBe(
      'UserError: the config file ~/missing.ts does not exist',
    );
    expect(await problem(loadConfig(folder, 'none.ts', []))).toContain('~/none.ts has no default export');
    for (const name of ['broken.ts', 'broken.json', 'throws.js']) {
      expect(await problem(loadConfig(folder, name, []))).toMatch(
        `UserError: the config file ~/${name} cannot be read`,
      );
    }
  });
});
