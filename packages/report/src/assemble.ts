import { createHash } from 'node:crypto';
import { type Html, html } from './html.js';
import type { Page } from './page.js';
import type { Provenance } from './provenance.js';
import { factsElement } from './report-facts.js';
import { contents } from './sections/contents.js';
import { fillSlots } from './sections/made-from.js';
import { provenanceFooter } from './sections/provenance.js';

/** The texts that the page carries inside itself. */
export interface PageAssets {
  readonly plotlySource: string;
  readonly pageScript: string;
  readonly pageStyle: string;
}

/** What `assemble` joins. */
export interface PageParts extends PageAssets {
  readonly page: Page;
  readonly provenance: Provenance;
}

/**
 * The report as one offline HTML file: content, provenance, Plotly and the page's script, under a Content-Security-
 * Policy that forbids every request and every script but these two. The same parts give the same text.
 */
export function assemble({ page, provenance, plotlySource, pageScript, pageStyle }: PageParts): string {
  const scripts = [plotlySource, pageScript].map(inlineScript);
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map((script) => `'sha256-${sha256(script)}'`).join(' ')}`,
    // Plotly sets style attributes and adds style elements.
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${page.title}</title>
<style>${{ markup: inlineStyle(pageStyle) }}</style>
</head>
<body>
<a class="skip" href="#abstract">Skip to the report</a>
<div class="frame">
<aside>${schemeSwitch}${contents(page.contents)}</aside>
<main id="main">
<noscript><p class="error-card">The plots are drawn by a script in this file, and scripts are switched off here. Captions, tables and definitions can be read without it.</p></noscript>
${fillSlots(page.body, provenance)}
${provenanceFooter(provenance)}</main>
</div>
${factsElement(page.title, page.facts, provenance)}${scripts.map(
  (script) => html`<script>${{ markup: script }}</script>
`,
)}</body>
</html>
`.markup;
}

const schemeSwitch: Html = html`<div class="scheme-switch" role="group" aria-label="Colours of the page" hidden>${[
  'auto',
  'light',
  'dark',
].map(
  (choice) =>
    html`<button type="button" value="${choice}" aria-pressed="${String(choice === 'auto')}">${choice}</button>`,
)}</div>`;

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
