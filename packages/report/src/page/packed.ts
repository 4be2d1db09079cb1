import { deflateSync } from 'fflate';
import { type PackedPlotly, sha256 } from './html-file.js';

/**
 * A text as deflated bytes in base64, which the script of the page unpacks. fflate gives the same bytes on every machine; the zlib of
 * Node does not.
 */
export function packed(text: string): string {
  return Buffer.from(deflateSync(new TextEncoder().encode(text), { level: 9 })).toString('base64');
}

/** Plotly as the page needs it. */
export function packedPlotly(source: string): PackedPlotly {
  return { text: packed(source), sha256: sha256(source), styles: stylesOf(source).map(sha256) };
}

/** The texts that Plotly sets as a style sheet and as a style attribute, which a policy must allow. Its other styles need no policy. */
function stylesOf(source: string): readonly string[] {
  // For maps: the style sheet of MapLibre, as a literal.
  const sheet = /createElement\("style"\);\w+\.id="\w+",\w+\.textContent='((?:[^'\\]|\\.)*)'/.exec(
    source,
  )?.[1];
  // For heatmaps: declarations that it joins. Browsers take the one that they know.
  const declarations = [...source.matchAll(/\["image-rendering","([\w-]+)"\]/g)];
  const attribute = declarations.map(([, value]) => `image-rendering: ${value}; `).join('');
  return [
    ...(sheet === undefined
      ? []
      : [sheet.replace(/\\(.)/g, (_, next: string) => (next === 'n' ? '\n' : next))]),
    ...(attribute === '' ? [] : [attribute]),
  ];
}
