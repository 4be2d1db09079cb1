import type { WriteStream } from 'node:tty';
import { expect, it } from 'vitest';
import { liveLines } from './live-lines.js';

/** A stream that keeps what is written to it, and a clock that a test moves. */
function terminal(facts: { isTTY: boolean; columns?: number; rows?: number }) {
  let written = '';
  let time = 0;
  const write = (text: string) => {
    written += text;
  };
  const stream = { ...facts, write };
  return {
    stream: stream as unknown as WriteStream,
    now: () => time,
    wait: () => {
      time += 1_000;
    },
    take: () => {
      const text = written;
      written = '';
      return text;
    },
  };
}

it('replaces its lines, and takes them away', () => {
  const screen = terminal({ isTTY: true, columns: 80, rows: 24 });
  const live = liveLines(screen.stream, { TERM: 'xterm' }, screen.now);
  live.draw(() => ['one', 'two']);
  expect(screen.take()).toBe('one\ntwo\n');
  live.draw(() => ['too early']);
  expect(screen.take()).toBe('');
  screen.wait();
  live.draw(() => ['three']);
  expect(screen.take()).toBe('\r\x1b[2A\x1b[Jthree\n');
  live.erase();
  expect(screen.take()).toBe('\r\x1b[1A\x1b[J');
  live.erase();
  expect(screen.take()).toBe('');
});

it('replaces its lines in one write, so that nobody sees the place without them', () => {
  const writes: string[] = [];
  const stream = { isTTY: true, write: (text: string) => writes.push(text) } as unknown as WriteStream;
  let time = 0;
  const live = liveLines(stream, { TERM: 'xterm' }, () => time);
  live.draw(() => ['one']);
  time = 1_000;
  live.draw(() => ['two']);
  expect(writes).toEqual(['one\n', '\r\x1b[1A\x1b[Jtwo\n']);
});

it('cuts lines that would wrap, and leaves lines out that would scroll away', () => {
  const screen = terminal({ isTTY: true, columns: 10, rows: 5 });
  const live = liveLines(screen.stream, { TERM: 'xterm' }, screen.now);
  live.draw(() => ['a line that is too long', 'b', 'c', 'd', 'total']);
  expect(screen.take()).toBe('a line t…\nb\ntotal\n');
});

it('leaves the lines when it is told to, as they are then', () => {
  const screen = terminal({ isTTY: true });
  const live = liveLines(screen.stream, { TERM: 'xterm' }, screen.now);
  live.draw(() => ['half way']);
  live.leave(() => ['as far as it came']);
  live.erase();
  expect(screen.take()).toBe('half way\n\r\x1b[1A\x1b[Jas far as it came\n');
  live.leave(() => ['nothing is drawn']);
  expect(screen.take()).toBe('');
});

it.each([
  [false, { TERM: 'xterm' }],
  [true, { TERM: 'dumb' }],
  [true, { TERM: 'xterm', CI: 'true' }],
  [true, { TERM: 'xterm', CI: '1' }],
])('draws nothing where nothing may move (terminal: %s, %j)', (isTTY, environment) => {
  const screen = terminal({ isTTY });
  liveLines(screen.stream, environment, screen.now).draw(() => ['one']);
  expect(screen.take()).toBe('');
});
