import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { printableStream } from './printable-stream.js';
import { progressView } from './progress.js';

function terminal() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80, hasColors: () => false });
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => String(stream.read() ?? '') };
}

describe('printableStream', () => {
  it('writes texts as one can print them, bytes as they are, and is otherwise the stream', () => {
    const { stream, written } = terminal();
    const printed = printableStream(stream);
    printed.write('\u001b[2J text\n');
    printed.write(new Uint8Array([0x1b, 0x0a]));
    expect(written()).toBe('\\u001b[2J text\n\u001b\n');
    expect(printed).toMatchObject({ isTTY: true, columns: 80 });
    let heard = 0;
    printed.on('resize', () => heard++);
    stream.emit('resize');
    expect(heard).toBe(1);
  });

  it('lets the progress view break its lines between words', () => {
    const { stream, written } = terminal();
    Object.assign(stream, { columns: 40 });
    progressView(printableStream(stream), { verbose: false }).line(
      'warning: the cache redis://HOST cannot be used: no answer',
    );
    expect(written()).toBe('warning: the cache redis://HOST cannot\n  be used: no answer\n');
  });

  it('lets the progress view draw, and shows what a stage says without its control characters', () => {
    const { stream, written } = terminal();
    const view = progressView(printableStream(stream), { verbose: true });
    const reasons = [{ kind: 'parameter', path: 'p\u009b', from: '\u202e', to: 'x\u009b2J' }] as const;
    view.show({ type: 'planned', stages: 1, targets: [] });
    view.show({ type: 'forecast', stages: [{ stage: 'a', state: 'runs', reasons, expected: 1 }] });
    view.show({ type: 'started', stage: 'a', key: 'k' as never, reasons });
    view.show({
      type: 'retried',
      stage: 'a',
      retry: 1,
      of: 2,
      failure: { kind: 'task', message: 'no\u202e' },
    });
    view.show({ type: 'built', stage: 'a', duration: 1, key: 'k' } as never);
    view.show({ type: 'finished' } as never);
    view.show({ type: 'log', stage: 'a', text: 'says\u001b]0;owned\u0007\u202e' });
    view.show({ type: 'failed', stage: 'a', failure: { kind: 'task', message: 'no\u001b[2J\u009b1m' } });
    const text = written();
    expect(text).toContain('a  FAILED: no');
    expect(text).toContain('a  says: says');
    // What the view draws by itself.
    const told = text.replace(new RegExp(`\\r?${'\u001b'}\\[(\\d+A|J)`, 'g'), '').replaceAll('\n', '');
    expect(told).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});
