import { readFileSync } from 'node:fs';
import type { PackedPlotly, PackedScript, PageAssets } from './page/html-file.js';

/**
 * Reads the assets that `assemble` puts into a page, as they were built with this package: Plotly, the scripts and the style sheet
 * of the page, and the worker that trains in it.
 *
 * @throws Error when the package has not been built.
 */
export function readAssets(): PageAssets {
  const { version: _, ...plotly } = builtPlotly();
  return {
    others: JSON.parse(readBuilt('others.json')),
    plotly,
    pageScript: readBuilt('start.js'),
    program: builtProgram('page'),
    pageStyle: readBuilt('style.css'),
    trainer: readBuilt('trainer.txt'),
  };
}

/**
 * Reads the assets for a page that `superposition watch` serves. Their program and style sheet also show the state of
 * the server.
 *
 * @throws Error when the package has not been built.
 */
export function readWatchAssets(): PageAssets {
  const assets = readAssets();
  return {
    ...assets,
    program: builtProgram('watch'),
    pageStyle: `${assets.pageStyle}\n${readBuilt('watch-style.css')}`,
  };
}

/**
 * Reads the style sheet of the page that compares the reports of a series.
 *
 * @throws Error when the package has not been built.
 */
export function readSeriesStyle(): string {
  return readBuilt('series.css');
}

/** The version of Plotly that `readAssets` reads. */
export function plotlyVersion(): string {
  return builtPlotly().version;
}

/**
 * A text that changes with the code of `drawPage`: the program of the page holds all of it but the packing of the data, which is
 * numbered.
 */
export function drawingCode(): string {
  return `packed 2\n${builtProgram('page').sha256}`;
}

let plotlyAsBuilt: (PackedPlotly & { readonly version: string }) | undefined;
function builtPlotly() {
  plotlyAsBuilt ??= JSON.parse(readBuilt('plotly.json')) as PackedPlotly & { readonly version: string };
  return plotlyAsBuilt;
}

function builtProgram(name: 'page' | 'watch'): PackedScript {
  return JSON.parse(readBuilt(`${name}.json`)) as PackedScript;
}

function readBuilt(name: string): string {
  // This path leads to the same folder from src/ and from dist/.
  const url = new URL(`../dist/browser/${name}`, import.meta.url);
  try {
    return readFileSync(url, 'utf8').trimEnd();
  } catch (cause) {
    throw new Error(`${name} of @superposition/report is not built: run the workspace's build first`, {
      cause,
    });
  }
}
