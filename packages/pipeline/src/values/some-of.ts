/** Names as a phrase. Of more than three names, it shows the first two and the number of the others. */
export function someOf(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
