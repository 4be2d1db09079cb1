/** Names as a phrase: all of three or fewer, otherwise the first two and how many more there are. */
export function someOf(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
