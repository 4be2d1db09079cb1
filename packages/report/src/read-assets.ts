import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PageAssets } from './page/html-file.js';

/**
 * Reads the assets that `assemble` puts into a page: the installed Plotly, and the built script and style sheet of this
 * package.
 *
 * @throws Error when the package has not been built.
 */
export function readAssets(): PageAssets {
  // Here and not above: who imports the main entry in a browser, for its figures, has no such function.
  const require = createRequire(import.meta.url);
  return {
    plotlySource: readFileSync(require.resolve('plotly.js-dist-min'), 'utf8'),
    pageScript: readBuilt('page.js'),
    pageStyle: readBuilt('style.css'),
  };
}

/**
 * Reads the assets for a page that `superposition watch` serves. Their script and style sheet also show the state of
 * the server.
 *
 * @throws Error when the package has not been built.
 */
export function readWatchAssets(): PageAssets {
  const assets = readAssets();
  return {
    ...assets,
    pageScript: readBuilt('watch.js'),
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
  const manifest = createRequire(import.meta.url).resolve('plotly.js-dist-min/package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
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
