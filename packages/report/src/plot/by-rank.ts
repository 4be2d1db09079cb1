/** At most `most` of the places 0 … count − 1 of a sorted list, evenly spaced; the first and the last are among them. */
export function someRanks(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, rank) => rank);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
