/** What a reader sees of a page: without scripts and markup, and with ordinary spaces. */
export function textOf(body: string): string {
  return body
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ');
}
