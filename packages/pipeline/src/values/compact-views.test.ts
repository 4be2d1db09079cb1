import { describe, expect, it } from 'vitest';
import { compactViews } from './compact-views.js';

const part = () => new Float64Array([1, 2, 3, 4]).subarray(1, 3);

describe('a view of a larger buffer', () => {
  it.each<[string, (view: object) => unknown, (made: never) => unknown]>([
    ['alone', (view) => view, (made) => made],
    ['in an object', (view) => ({ view }), (made: { view: object }) => made.view],
    ['in an array', (view) => [1, [view]], (made: [1, [object]]) => made[1][0]],
    ['in a map', (view) => new Map([['view', view]]), (made: Map<string, object>) => made.get('view')],
    ['in a set', (view) => new Set([view]), (made: Set<object>) => [...made][0]],
    ['in frozen objects', (view) => Object.freeze({ view }), (made: { view: object }) => made.view],
  ])('gets a buffer of its own size: %s', (_, put, take) => {
    const value = put(part());
    const view = take(compactViews(value) as never) as Float64Array;
    expect(view).toEqual(Float64Array.of(2, 3));
    expect(view.buffer.byteLength).toBe(16);
    expect((take(value as never) as Float64Array).buffer.byteLength).toBe(32);
  });

  it('stays one view where it stands twice, and a cycle stays a cycle', () => {
    const view = part();
    const value: Record<string, unknown> = { one: view, other: view };
    value['self'] = value;
    const made = compactViews(value) as typeof value;
    expect(made['one']).toBe(made['other']);
    expect(made['self']).toBe(made);
  });

  it('shares memory that threads share', () => {
    const view = new Int32Array(new SharedArrayBuffer(8), 4);
    expect(compactViews(view)).toBe(view);
  });
});

it('leaves everything else as it is', () => {
  const value = {
    list: [new Float64Array(2), new DataView(new ArrayBuffer(3))],
    map: new Map([[1, { a: 1 }]]),
  };
  expect(compactViews(value)).toBe(value);
});
