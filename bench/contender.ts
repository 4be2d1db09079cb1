import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What trains the document's network: it is warmed up once, then timed some times. */
export interface Contender {
  readonly name: string;
  warmUp(): unknown;
  /** Seconds of one training. */
  seconds(seed: number): Promise<number>;
  close(): void;
}

/** A contender in a process of its own, which says "ready" when it is warm, then the seconds of a training for each line. */
export function contenderProcess(name: string, program: string, words: readonly string[]): Contender {
  let child: ChildProcessWithoutNullStreams | undefined;
  let lines: AsyncIterator<string>;
  let complaint = '';
  const line = async () => {
    const { done, value } = await lines.next();
    if (!done) return value;
    const said = complaint.trim();
    throw new Error(said.split('\n').findLast((text) => /^[\w.]*Error\b/.test(text)) ?? said);
  };
  return {
    name,
    warmUp: async () => {
      child = spawn(program, words);
      child.on('error', (error) => {
        complaint = error.message;
      });
      child.stderr.on('data', (text) => {
        complaint += text;
      });
      lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const ready = await line();
      if (!ready.startsWith('ready')) throw new Error(`${name} said ${ready}`);
    },
    seconds: async () => {
      child?.stdin.write('\n');
      return Number(await line());
    },
    close: () => child?.stdin.end(),
  };
}
