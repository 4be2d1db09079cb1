/** Runs a generator of progress to its end in one go and returns its result, for scripts and tests. */
export function complete<Result>(generator: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = generator.next();
    if (done) return value as Result;
  }
}
