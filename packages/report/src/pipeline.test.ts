import { configSchema } from '@superposition/core/config';
import { expect, it } from 'vitest';
import { buildPipeline } from './pipeline.js';

const stagesThatDiffer = (a: object, b: object) => {
  const [left, right] = [a, b].map((input) => buildPipeline(configSchema.parse(input)).graph.byName);
  return [...left!.values()]
    .filter(({ name, params, inputs }) => {
      const other = right!.get(name);
      return (
        other === undefined ||
        JSON.stringify(other.params) !== JSON.stringify(params) ||
        Object.keys(other.inputs).join() !== Object.keys(inputs).join()
      );
    })
    .map(({ name }) => name);
};

it('ends in nine figures and a page', () => {
  const { graph, page, figures } = buildPipeline(configSchema.parse({}));
  expect(graph.order.at(-1)).toBe(page);
  expect(figures.map(({ name }) => name)).toEqual(
    Array.from({ length: 9 }, (_, index) => `figure-${index + 1}`),
  );
});

it('changes the parameters of the page alone with its title', () => {
  expect(stagesThatDiffer({}, { report: { title: 'Another' } })).toEqual(['page']);
});

it('does not tell the figures how many seeds there are', () => {
  const differing = stagesThatDiffer({ training: { seeds: 2 } }, { training: { seeds: 3 } });
  expect(differing.filter((name) => name.startsWith('figure-'))).toEqual([]);
});
