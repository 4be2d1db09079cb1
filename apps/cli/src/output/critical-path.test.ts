import { graph } from '@superposition/pipeline/internal/graph/graph';
import { createRig } from '@superposition/pipeline/testing';
import { expect, it } from 'vitest';
import { criticalPath, describePath } from './critical-path.js';

it('finds the longest chain, also through stages that did not run', async () => {
  await using rig = createRig();
  const [a, b] = [rig.stage('a', () => 0), rig.stage('b', () => 0)];
  const fresh = rig.stage('fresh', () => 0, { inputs: { a } });
  const c = rig.stage('c', () => 0, { inputs: { b } });
  const end = rig.stage('end', () => 0, { inputs: { all: [c, fresh] } });
  const beside = rig.stage('beside', () => 0);
  const whole = graph([end, beside]);
  const names = (durations: Record<string, number>) =>
    criticalPath(whole, new Map(Object.entries(durations))).map(({ name }) => name);
  expect(names({ a: 5, b: 2, c: 2, end: 1, beside: 5 })).toEqual(['a', 'end']);
  expect(names({ a: 5, b: 2, c: 4, end: 1 })).toEqual(['b', 'c', 'end']);
  expect(names({ a: 1, beside: 7 })).toEqual(['beside']);
  expect(names({})).toEqual([]);
});

it('leaves the shortest steps out where the line is too narrow', () => {
  const path = [
    { name: 'model[seed=3]', duration: 250 },
    { name: 'responses[seed=3]', duration: 3 },
    { name: 'quantities[seed=3]', duration: 4 },
    { name: 'evaluation[seed=3]', duration: 190 },
    { name: 'page', duration: 20 },
  ];
  expect(describePath('critical path', path, 2_300, 200)).toBe(
    'critical path: model[seed=3] 0.25 s → responses[seed=3] 3 ms → quantities[seed=3] 4 ms → evaluation[seed=3] 0.19 s → page 20 ms = 0.47 s of 2.3 s',
  );
  expect(describePath('critical path', path, 2_300, 100)).toBe(
    'critical path: model[seed=3] 0.25 s → … → evaluation[seed=3] 0.19 s → page 20 ms = 0.47 s of 2.3 s',
  );
  for (let width = 20; width < 150; width++)
    expect(describePath('critical path', path, 2_300, width).length).toBeLessThanOrEqual(width);
});
