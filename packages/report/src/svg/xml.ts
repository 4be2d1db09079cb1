import { escapeHtml } from '@superposition/pipeline/internal/values/escape-html';

/** A text as content or attribute of an SVG file. */
export function escapeXml(text: string): string {
  return escapeHtml(xmlCharacters(text));
}

/** The text without the characters that XML forbids even as escapes, such as most control characters. */
export function xmlCharacters(text: string): string {
  return text.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
