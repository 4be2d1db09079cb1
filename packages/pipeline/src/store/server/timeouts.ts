/** How long we wait for a server, in milliseconds. */
export interface Timeouts {
  /** For a connection. */
  readonly connect: number;
  /** For the answer to a query. The largest artifact must be transferred in this time. */
  readonly answer: number;
}

/** A run that would have to wait longer than this goes on without its cache. */
export const defaultTimeouts: Timeouts = { connect: 5_000, answer: 60_000 };

/** Something did not answer in time. */
export class NoAnswer extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds / 1_000} s`);
  }
}

/** The same promise, but it rejects with NoAnswer if it is not settled within this time. */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
