import { figureName } from '../text/figure-name.js';
import { type Html, html } from '../text/html.js';
import { hexDigest, htmlFile, type PageAssets, packedElement, type Served } from './html-file.js';
import { type DrawnPage, drawPage } from './drawn-page.js';
import type { Page } from './page.js';
import { packed } from './packed.js';
import type { Provenance } from '../provenance.js';
import { factsElement, type OriginOfFacts } from './report-facts.js';
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
export function assemble({ page, drawn = drawPage(page), provenance, ...assets }: PageParts): string {
  const { trainer, ...others } = assets;
  // A served page may become one that trains, and cannot change its policy then.
  const trains = page.trainsHere === true || assets.served !== undefined;
  const file = { ...others, ...(trains && trainer !== undefined && { trainer }) };
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
    data: html`${packedElement('figure-data', drawn.data)}${page.tables === undefined ? null : packedElement('table-data', packed(JSON.stringify(page.tables)))}${provenance === undefined ? null : packedElement('stage-tree', packed(stageTree(provenance.stages).markup, 6))}${factsElement(page.title, page.facts, originOfFacts(page, provenance))}`,
  });
}

/** Who made the page, and digests of it and of its figures. Without a pipeline, they are those of what the page has. */
function originOfFacts(
  { title, body, figures, facts }: Page,
  provenance: Provenance | undefined,
): OriginOfFacts {
  const { config = {}, stages = [], versions = {} } = provenance ?? {};
  const [version, whole] = [versions['@superposition/report'], stages.find(({ name }) => name === 'page')];
  const made = stages.filter(({ name }) => figureName(name) !== undefined);
  const shown = figures.map((figure) => [figure.id, hexDigest(JSON.stringify(figure))]);
  return {
    provenance: { config, stages },
    figures: Object.fromEntries(
      provenance === undefined ? shown : made.map(({ name, output }) => [name, output]),
    ),
    digest: whole?.output ?? hexDigest(JSON.stringify([title, body, figures, facts])),
    ...(version !== undefined && { version }),
  };
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
