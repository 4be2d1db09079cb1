import { createHash } from 'node:crypto';
import type { OtherCode } from '../sections/others.js';
import { type Content, type Html, html } from '../text/html.js';

/** A script that the page unpacks and runs. */
export interface PackedScript {
  /** The script as `packed` made it. */
  readonly text: string;
  /** The sha256 of the script in base64, by which the policy allows it. */
  readonly sha256: string;
}

/** Plotly, which the page unpacks and runs when a reader needs it. */
export interface PackedPlotly extends PackedScript {
  /** The sha256 of the style sheet and of the style attribute that it sets. */
  readonly styles: readonly string[];
}

/** The texts that a page contains: Plotly, a script and a style sheet. */
export interface PageAssets {
  /** Whose code is in Plotly and in the script. */
  readonly others: readonly OtherCode[];
  readonly plotly: PackedPlotly;
  /** The address from which the page fetches Plotly, instead of having it inside. */
  readonly plotlyUrl?: string;
  /** The script that stands above the trainer and Plotly. It runs where it stands. */
  readonly pageScript: string;
  /** What this script unpacks and runs: all that the page can do. */
  readonly program?: PackedScript | undefined;
  readonly pageStyle: string;
  /** The script of the worker that trains in the page, as `packed` made it. */
  readonly trainer?: string;
}

/** Marks a page that asks its server for newer editions. */
export interface Served {
  /** The name of this edition of the page. */
  readonly edition: string;
}

/** The parts that `htmlFile` joins. */
export interface HtmlFileParts extends PageAssets {
  readonly title: string;
  readonly aside: Content;
  readonly main: Content;
  /** Comes after the visible content and before the scripts. */
  readonly data?: Content;
  /** When left out, the page makes no request. */
  readonly served?: Served;
}

/**
 * A page as one HTML file. Its Content-Security-Policy allows the two scripts of the page, the two that they unpack, which are its program and
 * Plotly, and one style sheet. It forbids every request. Where the page trains, it also allows WebAssembly, and a worker out of the page. Only a served page may ask its own server, and one with `plotlyUrl` may fetch this script.
 */
export function htmlFile(parts: HtmlFileParts): string {
  const {
    title,
    aside,
    main,
    data = null,
    plotly,
    plotlyUrl,
    pageScript,
    program,
    pageStyle,
    trainer,
    served,
  } = parts;
  const script = inlineScript(pageScript);
  const style = inlineStyle(pageStyle);
  const policy = [
    "default-src 'none'",
    `script-src ${plotlyUrl === undefined ? `'sha256-${plotly.sha256}'` : policySource(plotlyUrl)} ${program === undefined ? '' : `'sha256-${program.sha256}' `}${[markOfScripts, script].map(hashSource).join(' ')}${trainer === undefined ? '' : " 'wasm-unsafe-eval'"}`,
    ...(trainer === undefined ? [] : ['worker-src blob:']),
    // Plotly adds an empty style element, and rules to it one by one. It sets all styles of elements but one by properties.
    `style-src ${[style, ''].map(hashSource).join(' ')} ${["'unsafe-hashes'", ...plotly.styles.map((hash) => `'sha256-${hash}'`)].join(' ')}`,
    'img-src data:',
    ...(served === undefined ? [] : ["connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en"${served === undefined ? null : html` data-edition="${served.edition}"`}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<script>${{ markup: markOfScripts }}</script>
<style>${{ markup: style }}</style>
</head>
<body>
<a class="skip" href="#abstract">Skip to the report</a>
<div class="frame">
<aside>${aside}</aside>
<main id="main">
${main}</main>
</div>
${data}${program === undefined ? null : packedElement('program', program.text)}<script>${{ markup: script }}</script>
${trainer === undefined ? null : packedElement('trainer', trainer)}${
  plotlyUrl === undefined
    ? packedElement('plotly', plotly.text)
    : html`<script type="text/plain" id="plotly" data-address="${plotlyUrl}"></script>
`
}</body>
</html>
`.markup;
}

/**
 * The style sheet shows what needs a script, and hides what is only for readers without. It stands first, so that nothing moves later. The mark
 * is `top` where a reader opens the page at its top, and so sees nothing else of it yet.
 */
const markOfScripts =
  "document.documentElement.dataset.scripted=!location.hash&&performance.getEntriesByType('navigation')[0]?.type=='navigate'?'top':'';";

/**
 * A script's text in a form that may stand inside a script element. A tag of the name `script` in the text would end or
 * nest the element, if a character follows that ends the name. We write the first letter of such a name as an escape.
 * The escape means the same letter in strings, regular expressions and identifiers (`a<script/2`). `<!--` may stay:
 * without an opening tag after it, the closing tag still ends the element.
 */
function inlineScript(source: string): string {
  return onlyLineFeeds(source).replace(
    /(<\/?)(s)(?=cript[\t\n\f\r />])/gi,
    (_, opening: string, letter: string) => (letter === 's' ? `${opening}\\u0073` : `${opening}\\u0053`),
  );
}

/** A text for the script of the page, which no browser shows or runs. */
export function packedElement(id: string, text: string): Html {
  return html`<script type="text/plain" id="${id}">${{ markup: text }}</script>
`;
}

/** An address as a source of the policy, which allows no query and gives `;` and `,` a meaning. */
function policySource(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replaceAll(';', '%3B').replaceAll(',', '%2C')}`;
}

/** The policy has the hash of what a browser reads, which turns every end of a line into a line feed. */
function onlyLineFeeds(source: string): string {
  return source.replace(/\r\n?/g, '\n');
}

export function inlineStyle(source: string): string {
  return onlyLineFeeds(source).replace(/<(?=\/style)/gi, '\\3c ');
}

function hashSource(text: string): string {
  return `'sha256-${sha256(text)}'`;
}

/** The sha256 of a text in base64. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}

/** The sha256 of a text as the digests of results are written. */
export function hexDigest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
