import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The system's Chromium, or undefined where none is on the PATH. */
export const chromiumPath = findOnPath(['chromium', 'chromium-browser', 'google-chrome']);

/** The first of these programs that is on the PATH. */
export function findOnPath(names: readonly string[]): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isExecutable);
}

/** The arguments that the browser needs when root runs it, without a display and without a network. */
const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Milliseconds that a browser has for one thing on a machine with other work. Playwright's default is 30 seconds. */
export const browserTimeout = 120_000;

/** Starts the system's Chromium. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath!,
    args: chromiumArguments,
    timeout: browserTimeout,
  });
}

/** Whether every plot of the page has the size of its place. This function runs in the page, so it uses nothing from here. */
export function plotsFit(): boolean {
  return [...document.querySelectorAll('.js-plotly-plot')].every((plot) => {
    const drawn = plot.querySelector('.main-svg');
    const [width, height] = ['width', 'height'].map((side) => Number(drawn?.getAttribute(side)));
    return Math.abs(width! - plot.clientWidth) <= 1 && Math.abs(height! - plot.clientHeight) <= 1;
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
