const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser would read it as a line feed, or as the half of one.
  '\r': '&#13;',
  // HTML cannot say it: it would vanish in one place and be replaced in another.
  '\0': '\ufffd',
};

/** Untrusted text made safe for content and for quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r\0]/g, (character) => entities[character]!);
}
