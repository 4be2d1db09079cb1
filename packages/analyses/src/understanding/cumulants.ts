/** The first four cumulants of a random number. Those of independent numbers add up. */
export type Cumulants = readonly [first: number, second: number, third: number, fourth: number];

/**
 * The cumulants of what one input adds to an output, when it is active with probability p and uniform on (−1, 1): |x|·up
 * for x > 0 and |x|·down for x < 0, so that E z^k = p/(2(k+1))·(up^k + down^k).
 */
export function inputCumulants(up: number, down: number, activeProbability: number): Cumulants {
  const [upSquare, downSquare] = [up * up, down * down];
  const first = (activeProbability / 4) * (up + down);
  const second = (activeProbability / 6) * (upSquare + downSquare);
  const third = (activeProbability / 8) * (upSquare * up + downSquare * down);
  const fourth = (activeProbability / 10) * (upSquare * upSquare + downSquare * downSquare);
  const square = first * first;
  return [
    first,
    second - square,
    third - 3 * second * first + 2 * square * first,
    fourth - 4 * third * first - 3 * second * second + 12 * second * square - 6 * square * square,
  ];
}

/** The second moment of a number with these cumulants. */
export function secondMoment([first, second]: Cumulants): number {
  return second + first * first;
}

/** The fourth moment of a number with these cumulants. */
export function fourthMoment([first, second, third, fourth]: Cumulants): number {
  const square = first * first;
  return fourth + 4 * third * first + 3 * second * second + 6 * second * square + square * square;
}
