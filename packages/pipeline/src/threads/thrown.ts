import { inspect } from 'node:util';
import { RefusedValue } from '../values/refused-value.js';

/** What a task threw, as texts: another thread may not know its class. */
export interface Thrown {
  readonly message: string;
  /** The name of the error's class, if it says more than `Error`. */
  readonly name?: string;
  /** Begins with the message, unless somebody has changed one of them. */
  readonly stack?: string;
  /** The task threw nothing: its value cannot be kept. */
  readonly isRefusal?: true;
}

/** Describes anything that was thrown, even if looking at it throws again. */
export function thrown(error: unknown): Thrown {
  try {
    if (!(error instanceof Error)) return { message: `it threw ${inspect(error)}`.slice(0, longest) };
    const name = nameOf(error);
    const { message, stack } = error;
    if (error instanceof RefusedValue) return { message, isRefusal: true };
    const text = String(message);
    return {
      message:
        text.trim() === '' ? `it threw ${name ?? 'an Error'} without a message` : text.slice(0, longest),
      ...(name !== undefined && { name }),
      ...(typeof stack === 'string' && { stack: shortened(stack, text) }),
    };
  } catch {
    return { message: 'it threw what cannot be described' };
  }
}

function nameOf({ name }: Error): string | undefined {
  return typeof name === 'string' && name !== 'Error' && /^[\w$.]{1,60}$/.test(name) ? name : undefined;
}

/** Cuts the parts of a stack each by itself, so that a long name or message leaves the frames. */
function shortened(stack: string, message: string): string {
  const end = afterMessage(stack, message);
  const start = Math.max(0, end - message.length);
  return (
    stack.slice(0, Math.min(start, 100)) + message.slice(0, end && longest) + stack.slice(end, end + longest)
  );
}

/** Where the frames of a stack begin. The lines of a message may look like frames. */
export function afterMessage(stack: string, message: string): number {
  const at = stack.indexOf(message);
  return at === -1 ? 0 : at + message.length;
}

// Nobody reads more, and a message may hold a whole input.
const longest = 10_000;
