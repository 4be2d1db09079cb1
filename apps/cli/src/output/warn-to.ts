import { wrappedMessage } from './table.js';

/** Writes each message as a warning, for commands that draw nothing on the terminal. */
export function warnTo(stderr: NodeJS.WriteStream): (message: string) => void {
  return (message) => void stderr.write(`${wrappedMessage(`warning: ${message}`, stderr.columns)}\n`);
}
