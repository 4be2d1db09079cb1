// How big the report is, and how long until its reader can use it: from opening the file to the first figure drawn.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { programEnvironment } from '../scripts/program-environment.js';
import { median, spread } from './statistics.js';
import type { Measurement, Row } from './table.js';

const program = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const repeats = 5;

async function openingTimes(file: string, executablePath: string) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: flags.split(' ') });
  const interactive: number[] = [];
  const drawn: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const page = await browser.newPage({ viewport: { width: 1_440, height: 1_000 } });
    const started = performance.now();
    await page.goto(pathToFileURL(file).href, { waitUntil: 'domcontentloaded' });
    interactive.push(performance.now() - started);
    await page.waitForSelector('.js-plotly-plot .plot-container');
    drawn.push(performance.now() - started);
    await page.close();
  }
  await browser.close();
  return { interactive, drawn };
}

/** Rows of the table: sizes, and times where a Chromium is installed. */
export async function bench(): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'superposition-bench-'));
  const file = join(folder, 'report.html');
  const settings = ['training.seeds=2', 'evaluation.samples=20000', 'training.steps=100'];
  execFileSync(
    process.execPath,
    [
      program,
      'report',
      '--quiet',
      '--cache',
      folder,
      '--out',
      file,
      ...settings.flatMap((s) => ['--set', s]),
    ],
    {
      cwd: folder,
      stdio: 'ignore',
      env: programEnvironment(folder),
    },
  );
  const { size } = await stat(file);
  const rows: Row[] = [{ case: 'size (MB)', median: size / 1e6, least: size / 1e6, most: size / 1e6 }];
  const found = spawnSync('which', ['chromium'], { encoding: 'utf8' }).stdout.trim();
  if (found !== '') {
    const { interactive, drawn } = await openingTimes(file, found);
    rows.push({ case: 'interactive (ms)', median: median(interactive), ...spread(interactive) });
    rows.push({ case: 'first figure drawn (ms)', median: median(drawn), ...spread(drawn) });
  }
  await rm(folder, { recursive: true });
  return { title: 'the report', unit: '', rows };
}
