import { type Html, html } from '../text/html.js';
import { htmlFile, type PageAssets, packedElement, type Served } from './html-file.js';
import { type DrawnPage, drawPage } from './drawn-page.js';
import type { Page } from './page.js';
import { packed } from './packed.js';
import type { Provenance } from '../provenance.js';
import { factsElement } from './report-facts.js';
import { contents } from '../sections/contents.js';
import { frozenBanner } from '../sections/frozen.js';
import { fillSlots } from '../sections/made-from.js';
import { fillPanels } from '../sections/panel-slot.js';
import { noReportYet, withoutScripts } from '../sentences/page.js';
import { othersSection } from '../sections/others.js';
import { fillEnd } from '../sections/provenance-slot.js';
import { ownFiguresFooter, provenanceFooter } from '../sections/provenance.js';
import { stageTree } from '../sections/stage-tree.js';

/** The parts that `assemble` joins. */
export interface PageParts extends PageAssets {
  readonly page: Page;
  /** What `drawPage` gave for this page, if it is known already. */
  readonly drawn?: DrawnPage | undefined;
  /** Left out for a page that no pipeline made. */
  readonly provenance?: Provenance | undefined;
  /** For a page that `superposition watch` serves. Such a page needs the assets of `readWatchAssets`. */
  readonly served?: Served;
}

/**
 * The report as one HTML file: content, drawings, provenance, Plotly and the script of the page. The file needs no network. Its
 * Content-Security-Policy forbids every request, unless the page is served. The same parts give the same text.
 */
export function assemble({ page, drawn = drawPage(page), provenance, ...file }: PageParts): string {
  const requests = { plotlyUrl: file.plotlyUrl, isServed: file.served !== undefined };
  const origin = provenance ?? { config: {}, versions: {}, stages: [] };
  const body = fillEnd(
    page.body,
    provenance === undefined ? ownFiguresFooter(requests) : provenanceFooter(provenance, requests),
    othersSection(
      file.others.filter(({ name }) => file.plotlyUrl === undefined || name !== 'plotly.js-dist-min'),
    ),
  );
  return htmlFile({
    ...file,
    title: page.title,
    aside: html`${contents(page.contents)}${schemeSwitch}`,
    main: html`<p class="without-scripts">${withoutScripts}</p>
${frozenBanner(origin.stages)}${fillSlots(fillPanels(body, drawn.panels), origin)}`,
    data: html`${packedElement('figure-data', drawn.data)}${provenance === undefined ? null : packedElement('stage-tree', packed(stageTree(provenance.stages).markup, 6))}${factsElement(page.title, page.facts, origin)}`,
  });
}

/** The page that is served while there is no report yet. When there is one, the page turns into the report. */
export function waitingPage(file: PageAssets & { readonly served: Served }): string {
  return htmlFile({
    ...file,
    title: 'superposition',
    aside: html`${contents([])}${schemeSwitch}`,
    main: html`<header id="abstract"><h1>superposition</h1><p class="prose">${noReportYet}</p></header>`,
  });
}

const schemeSwitch: Html = html`<div class="scheme-switch" role="group" aria-label="Colours of the page" hidden>${[
  'auto',
  'light',
  'dark',
].map(
  (choice) =>
    html`<button type="button" value="${choice}" aria-pressed="${String(choice === 'auto')}">${choice}</button>`,
)}</div>`;
