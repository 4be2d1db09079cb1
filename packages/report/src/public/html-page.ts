import {
  checkNames,
  checkObject,
  checkOptions,
  described,
} from '@superposition/core/internal/public/arguments';
import { assemble as join } from '../page/assemble.js';
import type { PageAssets } from '../page/html-file.js';
import { packedPlotly } from '../page/packed.js';
import { type Page, pageOf as contentOf } from '../page/page.js';
import type { Provenance } from '../provenance.js';
import { readAssets } from '../read-assets.js';
import { checkPanel, numberedFigures, type OwnFigure } from './own-figure.js';
import { checkText } from './plain.js';

/** Options of `htmlPage`. */
export interface HtmlPageOptions {
  /** The heading of the page; 'Figures' by default. */
  readonly title?: string | undefined;
  /**
   * `'inline'` (the default) puts Plotly into the file, 2 MB, which then opens offline. An `http:` or `https:` address
   * makes the page fetch Plotly from there; take the version of the installed `plotly.js-dist-min`.
   */
  readonly plotly?: 'inline' | (string & {}) | URL | undefined;
}

/**
 * A page of figures as the text of one HTML file. Its Content-Security-Policy forbids every request, but for Plotly where
 * `plotly` is an address. The same figures give the same text. It reads files of this package, so it needs Node.
 *
 * @param figures those of `figuresOf`, or your own, in any number; the page numbers them by their place
 * @throws TypeError that names the place of what is wrong
 */
export function htmlPage(figures: readonly OwnFigure[], options: HtmlPageOptions = {}): string {
  const numbered = numberedFigures(figures);
  checkOptions('options', options, 'title, plotly');
  const { title = 'Figures', plotly = 'inline' } = options;
  checkText('title', title);
  const plotlyUrl = addressOf(plotly);
  const assets = readAssets();
  return join({ page: contentOf(title, numbered), ...assets, ...(plotlyUrl !== undefined && { plotlyUrl }) });
}

function addressOf(plotly: unknown): string | undefined {
  if (plotly === 'inline') return undefined;
  const text = typeof plotly === 'string' || plotly instanceof URL ? String(plotly) : '';
  if (/^https?:/i.test(text) && URL.canParse(text)) return new URL(text).href;
  throw new TypeError(
    `plotly is ${described(plotly)}: must be 'inline' or the http(s) address of a script, such as ` +
      'https://example.org/plotly.min.js',
  );
}

/**
 * The content of a page of figures, for `assemble`.
 *
 * @throws TypeError that names the place of what is wrong
 */
export function pageOf(title: string, figures: readonly OwnFigure[]): Page {
  checkText('title', title);
  return contentOf(title, numberedFigures(figures));
}

/** What `assemble` takes. */
export interface AssembleParts extends Partial<PageAssets> {
  /** Another Plotly than ours, as the text of its script. */
  readonly plotlySource?: string | undefined;
  /** What `pageOf` returned, or the value of the stage `page` of `buildReport`. */
  readonly page: Page;
  /** What the page was made from; left out for a page that no pipeline made. */
  readonly provenance?: Provenance | undefined;
}

/**
 * A page as the text of one HTML file: content, provenance, Plotly and the script of the page. What is left out of the
 * assets is read from this package and from Plotly's.
 *
 * @throws TypeError for what is no page
 */
export function assemble(parts: AssembleParts): string {
  checkObject('the first argument', parts, '{ page, provenance, … }');
  checkNames(
    'the first argument',
    parts,
    'page, provenance, others, plotly, plotlySource, plotlyUrl, pageScript, program, pageStyle, trainer',
  );
  const { page, provenance } = parts;
  checkObject('page', page, 'what pageOf(title, figures) returned');
  checkText('page.title', page.title);
  checkText('page.body', page.body);
  if (!Array.isArray(page.figures)) {
    throw new TypeError(`page.figures is ${described(page.figures)}: must be a list, as pageOf makes it`);
  }
  for (const [index, figure] of page.figures.entries()) {
    checkObject(`page.figures[${index}]`, figure, '{ id, panels }');
    checkText(`page.figures[${index}].id`, figure['id']);
    const { panels }: { readonly panels?: unknown } = figure;
    if (!Array.isArray(panels))
      throw new TypeError(`page.figures[${index}].panels is ${described(panels)}: must be a list`);
    for (const [at, panel] of panels.entries()) checkPanel(`page.figures[${index}].panels[${at}]`, panel);
  }
  if (!Array.isArray(page.contents)) {
    throw new TypeError(`page.contents is ${described(page.contents)}: must be a list, as pageOf makes it`);
  }
  for (const [index, entry] of page.contents.entries()) {
    checkObject(`page.contents[${index}]`, entry, '{ id, title }');
    for (const member of ['id', 'title'] as const)
      checkText(`page.contents[${index}].${member}`, entry[member]);
  }
  checkObject('page.facts', page.facts, 'an object, as pageOf makes it');
  if (provenance !== undefined) {
    checkObject('provenance', provenance, '{ config, versions, stages }');
    checkObject('provenance.versions', provenance.versions, 'versions by name of a package');
    if (!Array.isArray(provenance.stages)) {
      throw new TypeError(`provenance.stages is ${described(provenance.stages)}: must be a list`);
    }
    for (const [index, stage] of provenance.stages.entries()) {
      const place = `provenance.stages[${index}]`;
      checkObject(place, stage, '{ name, key, task, fingerprint, params, inputs, output }');
      for (const member of ['name', 'task'] as const) checkText(`${place}.${member}`, stage[member]);
      checkObject(`${place}.inputs`, stage['inputs'], 'names of stages by input');
    }
  }
  for (const asset of ['plotlySource', 'pageScript', 'pageStyle', 'plotlyUrl'] as const)
    if (parts[asset] !== undefined) checkText(asset, parts[asset]);
  if (parts.plotly !== undefined) {
    checkObject('plotly', parts.plotly, 'what readAssets() has by this name: { text, sha256, styles }');
    for (const member of ['text', 'sha256'] as const) checkText(`plotly.${member}`, parts.plotly[member]);
  }
  if (parts.others !== undefined && !Array.isArray(parts.others))
    throw new TypeError(`others is ${described(parts.others)}: must be a list, as readAssets() has it`);
  const { plotlySource, ...given } = parts;
  return join({
    ...readAssets(),
    ...(plotlySource !== undefined && { plotly: packedPlotly(plotlySource) }),
    // A script of one's own does not run the program.
    ...(given.pageScript !== undefined && { program: undefined }),
    ...given,
  });
}
