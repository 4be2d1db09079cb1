import { inflateSync } from 'fflate';
import { bytesOfDenseText } from '../page/dense-text.js';

/** What `packed` deflated into an element of the page. */
export function unpacked(element: Element): Response {
  const deflated = new Blob([bytesOfDenseText(element.textContent!)]).stream();
  return new Response(deflated.pipeThrough(new DecompressionStream('deflate-raw')));
}

/** The same bytes at once, for what cannot wait. */
export function unpackedNow(element: Element): Uint8Array {
  return inflateSync(bytesOfDenseText(element.textContent!));
}
