const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // An HTML parser turns a carriage return into a line feed, and CR LF into one line feed.
  '\r': '&#13;',
  // HTML cannot contain this character. A parser drops it in some places and replaces it in others.
  '\0': '\ufffd',
};

/** Makes untrusted text safe for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r\0]/g, (character) => entities[character]!);
}
