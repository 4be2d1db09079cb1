// How big reports are, and what they cost a reader's browser: until the first figure is painted, until all is laid out, tasks before the
// reader touches anything, memory, nodes, frames while scrolling, and until Plotly has taken over a figure. Compares files side by side:
// `jiti bench/page.ts FILE...`, in turns, so that a change of the machine's load meets all of them.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { programEnvironment } from '../scripts/program-environment.js';
import { median, spread } from './statistics.js';
import { type Measurement, printTable, type Row } from './table.js';

const program = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const repeats = 5;

/** What a page shows without being touched: a figure is drawn by Plotly in older reports, and else is an SVG in the file. */
const firstFigure = '.js-plotly-plot .plot-container, .drawing > svg';

/** What is measured, and the most that it should be on a quiet machine. */
const measures = {
  'first figure (ms)': 300,
  'everything drawn (ms)': undefined,
  // What the browser counts as a long task.
  'longest task before a touch (ms)': 50,
  'heap (MB)': undefined,
  nodes: undefined,
  'frame while scrolling, p95 (ms)': 50,
  'Plotly after a touch (ms)': undefined,
} as const;
type Measures = Readonly<Record<keyof typeof measures, number>>;

async function measureOnce(browser: Browser, file: string): Promise<Measures> {
  const page = await browser.newPage({ viewport: { width: 1_440, height: 1_000 } });
  await page.addInitScript((selector) => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    const isRead = () => document.querySelector(selector)?.closest('figure')?.querySelector('figcaption');
    // It asks for no frame before there is a figure, which would be more work for the browser. The time is that after the figure's frame.
    const looking = setInterval(() => {
      if (!isRead()) return;
      clearInterval(looking);
      requestAnimationFrame(() =>
        setTimeout(() => Object.assign(window, { firstFigure: performance.now() })),
      );
    }, 5);
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
      buffered: true,
    });
  }, firstFigure);
  const started = performance.now();
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => 'firstFigure' in window);
  const first = await page.evaluate(() => (window as unknown as { firstFigure: number }).firstFigure);
  // The script has the browser lay out what it left out while it read.
  await page.waitForFunction(() => document.documentElement.dataset['scripted'] !== 'top');
  await page.evaluate(drawnThrough);
  await afterFrame(page);
  const everything = performance.now() - started;
  const frame = await page.evaluate(scrolledThrough);
  const { tasks, nodes } = await page.evaluate(() => ({
    tasks: (window as unknown as { tasks: number[] }).tasks,
    nodes: document.querySelectorAll('*').length,
  }));
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const touch = await touched(page);
  await page.close();
  return {
    'first figure (ms)': first,
    'everything drawn (ms)': everything,
    'longest task before a touch (ms)': Math.max(0, ...tasks),
    'heap (MB)': usedSize / 1e6,
    nodes,
    'frame while scrolling, p95 (ms)': frame,
    'Plotly after a touch (ms)': touch,
  };
}

const afterFrame = (page: Page) =>
  page.evaluate(() => new Promise((next) => requestAnimationFrame(() => setTimeout(next))));

/** Goes to each figure that is drawn only near the viewport, as in older reports. It runs in the page, so it uses nothing from here. */
async function drawnThrough(): Promise<void> {
  for (const figure of document.querySelectorAll<HTMLElement>('[data-figure]')) {
    if (figure.querySelector('.drawing') !== null) continue;
    figure.scrollIntoView({ behavior: 'instant' });
    while (figure.dataset['drawn'] === undefined) await new Promise((done) => requestAnimationFrame(done));
  }
}

/** Scrolls through the whole page by half a screen a frame: the length of a frame that 5 % exceed. It runs in the page. */
async function scrolledThrough(): Promise<number> {
  const next = () => new Promise<number>((done) => requestAnimationFrame(done));
  const frames: number[] = [];
  const bottom = document.documentElement.scrollHeight;
  let last = await next();
  for (let top = 0; top < bottom; top += innerHeight / 2) {
    scrollTo({ top, behavior: 'instant' });
    const now = await next();
    frames.push(now - last);
    last = now;
  }
  frames.sort((a, b) => a - b);
  return frames[Math.floor(0.95 * frames.length)] ?? 0;
}

/** From a press of a figure's button until Plotly has drawn it; 0 for a page that is drawn by Plotly anyway. */
async function touched(page: Page): Promise<number> {
  const button = page.locator('#figure-1 .explore');
  if ((await button.count()) === 0) return 0;
  const started = performance.now();
  await button.click();
  await page.waitForSelector('#figure-1[data-explored=""]');
  return performance.now() - started;
}

async function measured(files: readonly string[], executablePath: string): Promise<readonly Row[]> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: flags.split(' ') });
  const found = files.map((): Measures[] => []);
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const [index, file] of files.entries()) found[index]!.push(await measureOnce(browser, file));
  await browser.close();
  const nameOf = (file: string) => (files.length === 1 ? '' : `${basename(file)}: `);
  return (Object.keys(measures) as (keyof Measures)[]).flatMap((name) =>
    files.map((file, index): Row => {
      const values = found[index]!.map((each) => each[name]);
      const limit = measures[name];
      const row = { case: nameOf(file) + name, median: median(values), ...spread(values) };
      return limit === undefined ? row : { ...row, limit };
    }),
  );
}

/** Rows of the table: sizes, and times where a Chromium is installed. */
async function rowsOf(files: readonly string[]): Promise<readonly Row[]> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size / 1e6));
  const found = spawnSync('which', ['chromium'], { encoding: 'utf8' }).stdout.trim();
  return [
    ...sizes.map((size, index) => ({
      case: `${files.length === 1 ? '' : `${basename(files[index]!)}: `}size (MB)`,
      median: size,
      least: size,
      most: size,
      limit: 3,
    })),
    ...(found === '' ? [] : await measured(files, found)),
  ];
}

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
  const rows = await rowsOf([file]);
  await rm(folder, { recursive: true });
  return { title: 'the report', unit: '', rows };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  printTable(await rowsOf(process.argv.slice(2).map((file) => resolve(file))));
