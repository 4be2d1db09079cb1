/** The text that `packed` deflated into an element of the page. */
export async function unpacked(element: Element): Promise<string> {
  const bytes = Uint8Array.from(atob(element.textContent!), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}
