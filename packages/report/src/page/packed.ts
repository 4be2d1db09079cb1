import { deflateSync } from 'fflate';
import { denseText } from './dense-text.js';
import { withoutFarRepeats } from './far-repeats.js';
import { type PackedPlotly, type PackedScript, sha256 } from './html-file.js';

/**
 * Deflated bytes as a text, which the script of the page unpacks. fflate gives the same bytes on every machine; the zlib of Node does
 * not.
 */
export function packed(content: string | Uint8Array, level: 6 | 9 = 9): string {
  return denseText(deflateSync(bytesOf(content), { level }));
}

/** Makes a raw deflate stream of bytes. */
export type Deflate = (bytes: Uint8Array) => Uint8Array;

const deflateSoon: Deflate = (bytes) => deflateSync(bytes, { level: 9 });

/** A script that the page unpacks and runs. */
export function packedScript(source: string, deflate: Deflate = deflateSoon): PackedScript {
  return { text: denseText(deflate(bytesOf(source))), sha256: sha256(source) };
}

/** Plotly as the page needs it. */
export function packedPlotly(source: string, deflate: Deflate = deflateSoon): PackedPlotly {
  // A browser drops a byte order mark when it reads the bytes, so it is no part of what the policy allows.
  const script = source.replace(/^\ufeff/, '');
  return {
    text: denseText(deflate(withoutFarRepeats(bytesOf(script)))),
    sha256: sha256(script),
    styles: stylesOf(script).map(sha256),
  };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

/** The texts that Plotly sets as a style sheet and as style attributes, which a policy must allow. Its other styles need no policy. */
function stylesOf(source: string): readonly string[] {
  // For maps: the style sheet of MapLibre, as a literal.
  const sheet = /createElement\("style"\);\w+\.id="\w+",\w+\.textContent='((?:[^'\\]|\\.)*)'/.exec(
    source,
  )?.[1];
  // For heatmaps: declarations that it joins. Browsers take the one that they know.
  const declarations = [...source.matchAll(/\["image-rendering","([\w-]+)"\]/g)];
  const attribute = declarations.map(([, value]) => `image-rendering: ${value}; `).join('');
  // For the tags in labels, such as <b>.
  const tags = /\{sup:"[^}]*\}/.exec(source)?.[0] ?? '';
  const ofTags = new Set([...tags.matchAll(/:"([^"]+)"/g)].map(([, style]) => style!));
  return [
    ...ofTags,
    ...(sheet === undefined
      ? []
      : [sheet.replace(/\\(.)/g, (_, next: string) => (next === 'n' ? '\n' : next))]),
    ...(attribute === '' ? [] : [attribute]),
  ];
}
