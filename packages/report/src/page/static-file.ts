import { type Content, html } from '../text/html.js';
import { inlineStyle } from './html-file.js';

/** The parts that `staticFile` joins. */
export interface StaticFileParts {
  readonly title: string;
  readonly main: Content;
  readonly pageStyle: string;
}

/** A page without scripts as one HTML file. Its Content-Security-Policy forbids every script and every request. */
export function staticFile({ title, main, pageStyle }: StaticFileParts): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: inlineStyle(pageStyle) }}</style>
</head>
<body>
<main id="main">
${main}</main>
</body>
</html>
`.markup;
}
