/** How long a server is waited for, in milliseconds. */
export interface Timeouts {
  /** Until a connection stands. */
  readonly connect: number;
  /** Until a question is answered; the largest artifact has to pass in this time. */
  readonly answer: number;
}

/** A run that waits longer for its cache is better off without it. */
export const defaultTimeouts: Timeouts = { connect: 5_000, answer: 60_000 };

/** The same promise, given up when nothing has come of it. */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1_000} s`)), milliseconds);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
