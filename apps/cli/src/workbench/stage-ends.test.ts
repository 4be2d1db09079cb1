import { given } from '@superposition/pipeline/internal/graph/given';
import { graph } from '@superposition/pipeline/internal/graph/graph';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import { describe, expect, it } from 'vitest';
import { describeFrozenStages } from './frozen-stages.js';
import { describeNotStarted } from './not-started.js';
import { absenceOf, collectEnds, endsOf } from './stage-ends.js';

const names = ['model[seed=0]', 'model[seed=1]', 'evaluation', 'figure-1', 'page'];
const event = (type: string, stage: string, facts: object = {}) =>
  ({ type, stage, ...facts }) as unknown as RunEvent;

/** How the stages of a graph end, whatever the order in which they do. */
function endsAfter(...events: readonly RunEvent[]) {
  const collector = collectEnds(graph(names.map((name) => given(name, 1))));
  for (const each of events) collector.observe(each);
  return collector.ends();
}

describe('the ends of a run', () => {
  it('stand in the order of the graph, and so does what is told of them', () => {
    const steps = { kind: 'parameter', path: 'own.steps', from: 1, to: 2 };
    const frozenWith = (model: string) => ({
      frozen: [steps, { kind: 'input value', input: 'model', stage: model }],
    });
    const cut = { cause: 'model[seed=0]', cancelled: true };
    const ends = endsAfter(
      event('skipped', 'page', cut),
      event('skipped', 'figure-1', cut),
      event('fresh', 'evaluation', frozenWith('start[a]')),
      event('fresh', 'model[seed=1]', frozenWith('start[b]')),
      event('failed', 'model[seed=0]', { failure: { message: 'no' } }),
    );
    expect([...ends.keys()]).toEqual(names);
    expect(describeFrozenStages(endsOf(ends, 'fresh'))).toEqual([
      'frozen: model[seed=1], evaluation, made with training.steps = 1 instead of 2, another value of start',
    ]);
    expect(describeNotStarted(ends, { location: 'memory' })).toBe(
      'model[seed=0] failed, so with --fail-fast these stages were not run: figure-1, page',
    );
  });

  it('hold the last end of a stage, and why a stage has no value', () => {
    const ends = endsAfter(
      event('fresh', 'evaluation', { frozen: [] }),
      event('failed', 'evaluation', { failure: { message: 'damaged' } }),
      event('skipped', 'page', { cause: 'evaluation' }),
    );
    expect(endsOf(ends, 'fresh')).toEqual([]);
    const failure = { status: 'failure', stage: 'evaluation', message: 'damaged' };
    expect([absenceOf('evaluation', ends), absenceOf('page', ends)]).toEqual([failure, failure]);
    expect(absenceOf('figure-1', ends).message).toBe("the stage 'figure-1' has no value");
    expect(describeNotStarted(ends, { location: 'memory' })).toBeUndefined();
  });
});
