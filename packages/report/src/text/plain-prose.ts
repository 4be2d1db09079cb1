/** A sentence of the report as plain text: without the marks that `prose` sets, and with spaces that every program has. */
export function plainProse(sentence: string): string {
  return sentence
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\*([^*\s][^*]*)\*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
