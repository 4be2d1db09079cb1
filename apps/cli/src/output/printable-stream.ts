import { printable } from './printable.js';

const originals = new WeakMap<NodeJS.WriteStream, NodeJS.WriteStream>();

/**
 * A stream that writes every text as `printable` shows it, and bytes as they are. Commands get only such streams, so none can
 * forget that a text may come from a stranger.
 */
export function printableStream(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  const made = new Proxy(stream, {
    get(target, name) {
      if (name === 'write') {
        return (chunk: unknown, ...others: []) =>
          target.write(typeof chunk === 'string' ? printable(chunk) : (chunk as Uint8Array), ...others);
      }
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  originals.set(made, stream);
  return made;
}

/**
 * The stream behind a printable one, for code that draws on a terminal with control characters of its own. That code must
 * pass each text that it did not write itself through `printable`.
 */
export function drawingStream(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return originals.get(stream) ?? stream;
}
