import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, inject, it, vi } from 'vitest';
import { browserTimeout, chromiumPath } from '../packages/report/test/chromium.js';
import { installedExample, printedBy, run, runScript } from './support/example.js';
import { openPage } from './support/open-page.js';
import { managers } from './support/project.js';

const packed = inject('packed');
const home = inject('projects');

describe.concurrent.each(managers)('the examples, installed by %s', (manager) => {
  const installed = (name: string) => installedExample(name, home, packed, manager);

  it.each(['train-and-plot', 'notebook'])('%s prints what its README says', async (name) => {
    const folder = await installed(name);
    expect(await runScript(folder, manager, 'start')).toBe(await printedBy(name, 'npm start'));
  });

  it('notebook writes its page', async () => {
    const folder = await installed('notebook');
    await runScript(folder, manager, 'start');
    const html = readFileSync(join(folder, 'notebook.html'), 'utf8');
    expect(html.match(/<figure\b/g)).toHaveLength(4);
  });

  it('convert-weights converts there and back, and refuses other files', async () => {
    const name = 'convert-weights';
    const folder = await installed(name);
    for (const files of ['model.npz model.safetensors', 'model.safetensors model.json'])
      expect(await run(folder, ['node', 'convert.js', ...files.split(' ')])).toBe(
        await printedBy(name, `node convert.js ${files}`),
      );
    await run(folder, ['node', 'convert.js', 'model.json', 'again.safetensors']);
    const [first, again] = ['model', 'again'].map((name) =>
      readFileSync(join(folder, `${name}.safetensors`)),
    );
    expect(again!.equals(first!)).toBe(true);
    await expect(run(folder, ['node', 'convert.js', 'convert.js', 'x.npz'])).rejects.toThrow(/ended with 1:/);
    await expect(run(folder, ['node', 'convert.js', 'model.npz', 'x.npy'])).rejects.toThrow(/ended with 2:/);
  });

  it.each([
    ['javascript', 'functions.js', 'main.js'],
    ['typescript', 'src/functions.ts', 'src/main.ts'],
  ])('csv-pipeline/%s runs again what depends on an edit', async (language, functions, main) => {
    const folder = await installed(`csv-pipeline/${language}`);
    const edit = (file: string, from: string, to: string) => {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).toContain(from);
      writeFileSync(join(folder, file), text.replace(from, to));
    };
    const runAgain = async () => {
      const output = await runScript(folder, manager, 'start');
      return [...output.matchAll(/^(.+?)(?: runs:| changed$)/gm)].map(([, stage]) => stage);
    };
    await runScript(folder, manager, 'test');
    expect(await runScript(folder, manager, 'start')).toBe(await printedBy('csv-pipeline', 'npm start'));
    expect(readFileSync(join(folder, 'temperatures.html'), 'utf8')).toContain('<th>summit<td>2<td>-9.5');
    expect(await runAgain()).toEqual([]);
    edit(functions, '/** The statistics as', '/** All statistics as');
    expect(await runAgain()).toEqual([]);
    edit(main, 'frostBelow: 0', 'frostBelow: 1');
    expect(await runAgain()).toEqual(['statistics', 'page']);
    edit(functions, 'mean.toFixed(1)', 'mean.toFixed(2)');
    expect(await runAgain()).toEqual(['page']);
    edit('temperatures.csv', '2026-01-03,-11', '2026-01-03,-12');
    expect(await runAgain()).toEqual(['the given value csv', 'readings', 'statistics', 'page']);
    edit('temperatures.csv', '2026-01-03,-12', '2026-01-04,-12');
    expect(await runAgain()).toEqual(['the given value csv', 'readings', 'statistics']);
  });

  // Continuous integration has a browser, and fails without one.
  describe.skipIf(chromiumPath === undefined && !process.env['CI'])('in a browser', () => {
    it('kernel-in-a-browser trains', async () => {
      const folder = await installed('kernel-in-a-browser');
      const opened = await openPage(folder, ['serve.js'], async (page) => {
        await page.getByText('Trained. The loss fell from 2.27e-3 to 2.82e-4.').waitFor();
      });
      expect(opened).toEqual({ hosts: ['127.0.0.1'], nodeModules: [], complaints: [] });
    });

    it.each(['preview', 'dev'])('weights-in-a-page draws its figures with vite %s', async (command) => {
      const folder = await installed('weights-in-a-page');
      expect(await runScript(folder, manager, 'build')).not.toMatch(/externalized|warn/i);
      const vite = ['node_modules/vite/bin/vite.js', command, '--port', '0'];
      const opened = await openPage(folder, vite, async (page) => {
        const figure = page.locator('section').nth(3);
        await figure.locator('.plotly .heatmaplayer image').first().waitFor();
        expect(await page.locator('.js-plotly-plot').count()).toBe(9);
        expect(await page.locator('.multiples > svg > svg').count()).toBe(20);
        const title = figure.locator('.xtitle').first();
        expect(await colourOf(title)).toBe('rgb(26, 28, 32)');
        await page.emulateMedia({ colorScheme: 'dark' });
        await vi.waitFor(async () => expect(await colourOf(title)).toBe('rgb(235, 232, 225)'), waiting);
        const drawn = () => figure.locator('.heatmaplayer image').first().getAttribute('href');
        const byCodeword = await drawn();
        await figure.getByLabel('Order').selectOption('index');
        await vi.waitFor(async () => expect(await drawn()).not.toBe(byCodeword), waiting);
      });
      expect(opened).toEqual({ hosts: ['127.0.0.1'], nodeModules: [], complaints: [] });
    });
  });
});

const waiting = { timeout: browserTimeout };

const colourOf = (text: Locator) => text.evaluate((element) => getComputedStyle(element).fill);

it('every example is in the list of examples', () => {
  const examples = new URL('../examples/', import.meta.url);
  const list = readFileSync(new URL('README.md', examples), 'utf8');
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) expect(list).toContain(`(${name}/README.md)`);
});
