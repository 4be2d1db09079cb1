import { createHash } from 'node:crypto';
import { type Content, html } from '../text/html.js';

/** The texts that a page carries inside itself. */
export interface PageAssets {
  readonly plotlySource: string;
  readonly pageScript: string;
  readonly pageStyle: string;
}

/** A page that asks the server it came from whether there is a newer edition. */
export interface Served {
  /** Names this edition of the page. */
  readonly edition: string;
}

/** What `htmlFile` joins. */
export interface HtmlFileParts extends PageAssets {
  readonly title: string;
  readonly aside: Content;
  readonly main: Content;
  /** Stands after what is shown, before the scripts. */
  readonly data?: Content;
  /** When left out, the page asks nobody anything. */
  readonly served?: Served;
}

/**
 * A page as one HTML file, under a Content-Security-Policy that forbids every script but Plotly and the page's own, and every
 * request; a served page may ask its own server.
 */
export function htmlFile(parts: HtmlFileParts): string {
  const { title, aside, main, data = null, plotlySource, pageScript, pageStyle, served } = parts;
  const scripts = [plotlySource, pageScript].map(inlineScript);
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map((script) => `'sha256-${sha256(script)}'`).join(' ')}`,
    // Plotly sets style attributes and adds style elements.
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
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
<style>${{ markup: inlineStyle(pageStyle) }}</style>
</head>
<body>
<a class="skip" href="#abstract">Skip to the report</a>
<div class="frame">
<aside>${aside}</aside>
<main id="main">
${main}</main>
</div>
${data}${scripts.map(
  (script) => html`<script>${{ markup: script }}</script>
`,
)}</body>
</html>
`.markup;
}

/**
 * A script's text as it can stand inside a script element. What would end or nest the element is a tag name, `script`
 * and a character after which a name is over; its first letter is written as an escape, which means the same letter in
 * strings, regular expressions and identifiers (`a<script/2`) alike. `<!--` alone may stay: without an opening tag after
 * it, the closing tag still closes.
 */
function inlineScript(source: string): string {
  return source.replace(/(<\/?)(s)(?=cript[\t\n\f\r />])/gi, (_, opening: string, letter: string) =>
    letter === 's' ? `${opening}\\u0073` : `${opening}\\u0053`,
  );
}

function inlineStyle(source: string): string {
  return source.replace(/<(?=\/style)/gi, '\\3c ');
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}
