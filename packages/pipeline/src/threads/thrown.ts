import { inspect } from 'node:util';

/** What a task threw, as texts: another thread may not know its class. */
export interface Thrown {
  readonly message: string;
  readonly stack?: string;
}

/** Describes anything that was thrown, even if looking at it throws again. */
export function thrown(error: unknown): Thrown {
  try {
    if (!(error instanceof Error)) return { message: `it threw ${inspect(error)}`.slice(0, longest) };
    const { message, stack } = error;
    return {
      message: String(message).slice(0, longest),
      ...(typeof stack === 'string' && { stack: stack.slice(0, longest) }),
    };
  } catch {
    return { message: 'it threw what cannot be described' };
  }
}

// Nobody reads more, and a message may hold a whole input.
const longest = 10_000;
