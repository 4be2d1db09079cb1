import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawFigure, figureCsv } from '@superposition/report/figures';
import type { Figure } from '@superposition/report/internal/figure';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../../../packages/report/test/chromium.js';
import { programWithoutFigures } from './broken-task.js';
import { answer, folderWithReport, noConfig, small, superposition, temporaryFolder } from './program.js';

if (chromiumPath === undefined) {
  if (process.env['CI'])
    throw new Error('CI must test the drawing of figures, and no Chromium is on the PATH');
  process.stderr.write('\nSKIPPED: figures are not drawn to files, because no Chromium is on the PATH\n');
}

const figures = /figures are (figure-[a-z]+, )*figure-1 to figure-\d+\n$/;

describe('get --out', () => {
  it('writes what get prints, in the format of the ending, and prints the path', async () => {
    const cwd = await folderWithReport();
    for (const [ending, flags] of [
      ['json', ['--json']],
      ['csv', ['--csv']],
      ['txt', []],
    ] as const) {
      const ids = ['mse.active', 'figure-5'];
      const printed = await answer(['get', ...ids, ...flags, ...small], { cwd });
      const written = await answer(['get', ...ids, '--out', `values.${ending}`, ...small], { cwd });
      const path = join(cwd, `values.${ending}`);
      expect(written).toEqual({ code: 0, stdout: `${path}\n`, stderr: noConfig(cwd) });
      expect(await readFile(path, 'utf8')).toBe(printed.stdout);
    }
    await answer(['get', '--list', '--out', 'ids.json', ...small], { cwd });
    expect(JSON.parse(await readFile(join(cwd, 'ids.json'), 'utf8'))).toContain('figure-5');
  });

  it('has one header in a table of quantities and figures', async () => {
    const cwd = await folderWithReport();
    const { stdout } = await answer(['get', 'mse.active', 'figure-1', '--csv', ...small], { cwd });
    const rows = stdout.split('\r\n');
    expect(rows[0]).toBe('id,path,value');
    expect(rows.filter((row) => /^id,/.test(row))).toHaveLength(1);
    expect(rows).toEqual(expect.arrayContaining([expect.stringMatching(/^mse\.active,mean,[\d.e-]+$/)]));
    expect(rows).toEqual(
      expect.arrayContaining([expect.stringMatching(/^figure-1,panels\.0\.traces\.0\.y\.0,[\d.e-]+$/)]),
    );
    expect(stdout).not.toContain('bdata');
  });

  it('writes what a figure draws as a table, the same as the package does', async () => {
    const cwd = await folderWithReport();
    const written = async (ending: string) => {
      const ended = await answer(['get', 'figure-2', '--out', `f2.${ending}`, ...small], { cwd });
      expect(ended).toMatchObject({ code: 0, stderr: noConfig(cwd) });
      return readFile(join(cwd, `f2.${ending}`), 'utf8');
    };
    const figure = (JSON.parse(await written('json')) as Record<string, Figure>)['figure-2']!;
    expect(await written('csv')).toBe(figureCsv(figure));
    expect(await written('svg')).toBe(drawFigure(figure, { format: 'svg' }));
    const both = await answer(['get', 'figure-1', 'figure-2', '--csv', ...small], { cwd });
    expect(both.stdout).toMatch(/^figure,panel,series,/);
  });

  it('draws a figure as SVG without a browser, the same each time', async () => {
    const cwd = await folderWithReport();
    const draw = async (file: string) => {
      const env = { PATH: cwd, CHROME_PATH: undefined };
      const ended = await superposition(['get', 'figure-2', '--out', file, ...small], { cwd, env });
      expect(ended).toEqual({ code: 0, stdout: `${join(cwd, file)}\n`, stderr: noConfig(cwd) });
      return readFile(join(cwd, file));
    };
    const svg = await draw('one.svg');
    expect(svg.equals(await draw('two.svg'))).toBe(true);
    expect(svg.toString()).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="/);
    // The title of the figure, a label, and a line of the plot.
    for (const part of ['>Figure 2</tspan>', '>relu<', '<path ']) expect(svg.toString()).toContain(part);
    expect(svg.toString()).not.toMatch(/href="(?!data:|#)|<script|light-dark/);
  });

  it.skipIf(chromiumPath === undefined)('draws a figure as PNG, two pixels for one of the SVG', async () => {
    const cwd = await folderWithReport();
    const env = { CHROME_PATH: chromiumPath };
    const ended = await superposition(['get', 'figure-2', '--out', 'one.png', ...small], { cwd, env });
    expect(ended).toEqual({ code: 0, stdout: `${join(cwd, 'one.png')}\n`, stderr: noConfig(cwd) });
    const png = await readFile(join(cwd, 'one.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(2 * 976);
  });

  it('refuses, before any work, what it cannot write', async () => {
    const cwd = await folderWithReport();
    await mkdir(join(cwd, 'folder.json'));
    const before = await readdir(cwd);
    const refusal = async (words: readonly string[], env = {}) => {
      const settings = [...small, '--set', 'training.steps=21'];
      const { code, stdout, stderr } = await superposition(['get', ...words, ...settings], { cwd, env });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).not.toContain('built in');
      return stderr;
    };
    expect(await refusal(['figure-5', '--out', 'f5.pdf'])).toContain(
      "--out is 'f5.pdf': the end of the name",
    );
    expect(await refusal(['mse.active', '--out', 'f5.svg'])).toMatch(figures);
    expect(await refusal(['figure-5', 'figure-6', '--out', 'f5.png'])).toMatch(figures);
    expect(await refusal(['geometry', '--out', 'f5.png'])).toMatch(figures);
    expect(await refusal(['page', '--out', 'page.csv', '--json'])).toContain(
      'cannot be combined with --json',
    );
    expect(await refusal(['figure-5', '--out', 'no/such.json'])).toContain('its folder does not exist');
    expect(await refusal(['figure-5', '--out', 'folder.json'])).toContain('it is not a file');
    expect(await refusal(['figure-5', '--out', 'f5.png'], { PATH: cwd })).toMatch(
      /needs a browser.*CHROME_PATH/,
    );
    expect(await readdir(cwd)).toEqual(before);
  });

  it('says why a browser does not work, and leaves nothing behind, also when it is interrupted', async () => {
    const cwd = await folderWithReport();
    const [browser, places] = [join(cwd, 'browser'), join(cwd, 'places')];
    await mkdir(places);
    const draw = async (script: string, ...others: readonly string[]) => {
      await writeFile(browser, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const words = ['get', 'figure-5', '--out', 'f5.png', ...small, ...others];
      const env = { CHROME_PATH: browser, TMPDIR: places };
      const ended = await superposition(words, { cwd, env });
      expect((await readdir(cwd)).filter((name) => name.startsWith('f5'))).toEqual([]);
      expect(await readdir(places)).toEqual([]);
      return ended;
    };
    const broken = await draw('echo "cannot open display" >&2; exit 3');
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toContain('did not draw the figure: it ended with 3: cannot open display');
    // This one never answers, and plays the user who presses Ctrl-C.
    const interrupted = await draw('kill -INT $PPID; exec sleep 1000');
    expect(interrupted).toMatchObject({ code: 130, stdout: '' });
    expect(interrupted.stderr).toContain('interrupted: no stage had finished');
    const uncached = await draw('kill -INT $PPID; exec sleep 1000', '--cache-mode', 'off');
    expect(uncached.stderr).toContain('interrupted: nothing is kept');
  });

  it('keeps the mode of a file, and a link that leads to no file yet', async () => {
    const cwd = await folderWithReport();
    await writeFile(join(cwd, 'private.json'), 'before');
    await chmod(join(cwd, 'private.json'), 0o600);
    await symlink('later.csv', join(cwd, 'link.csv'));
    for (const out of ['private.json', 'link.csv'])
      expect(await answer(['get', 'mse.active', '--out', out, ...small], { cwd })).toMatchObject({
        code: 0,
      });
    expect((await stat(join(cwd, 'private.json'))).mode & 0o777).toBe(0o600);
    expect((await lstat(join(cwd, 'link.csv'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(cwd, 'later.csv'), 'utf8')).toMatch(/^id,mean/);
  });

  it('writes nothing when a stage fails', async () => {
    const cwd = await temporaryFolder();
    const words = ['get', 'figure-4', '--out', 'f4.json', ...small];
    const ended = await superposition(words, { cwd, program: await programWithoutFigures(4) });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('nothing is written: a stage that is needed failed');
    expect(await readdir(cwd)).not.toContain('f4.json');
  });
});
