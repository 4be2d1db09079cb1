/** At most this many features have a panel of their own. */
const panelLimit = 100;

/** Indices below `count`: all of them up to 100, otherwise 100 evenly spaced ones from the first to the last. */
export function evenlySpaced(count: number): number[] {
  if (count <= panelLimit) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: panelLimit }, (_, index) =>
    Math.floor((index * (count - 1)) / (panelLimit - 1)),
  );
}
