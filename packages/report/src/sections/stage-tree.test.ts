import { expect, it } from 'vitest';
import { fixture, fixtureProvenance } from '../../test/fixture.js';
import type { StageProvenance } from '../provenance.js';
import { fillSlots, madeFromSlot } from './made-from.js';
import { stageTree } from './stage-tree.js';

const { stages } = fixtureProvenance(fixture().config);

const made = (name: string, inputs: Record<string, string[]> = {}, params: object = {}): StageProvenance => ({
  name,
  key: 'k'.repeat(64),
  task: 'room/task#fn',
  fingerprint: 'f'.repeat(64),
  params: params as never,
  inputs,
  output: 'o'.repeat(64),
});

it('shows every stage of the report once, with its key, and leads to no place that is not there', () => {
  const { markup } = stageTree(stages);
  const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
  expect(ids.sort()).toEqual(stages.map(({ name }) => `stage-${name}`).sort());
  for (const { key } of stages) expect(markup.split(key!)).toHaveLength(2);
  const targets = [...markup.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
  expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
});

it('folds families, and leads to a stage where it stands already', () => {
  const points = [1, 2, 3, 4].map((point) => made(`point[at=${point}]`));
  const names = points.map(({ name }) => name);
  const all = [...points, made('one', { points: names }), made('page', { first: ['one'], points: names })];
  const { markup } = stageTree(all);
  expect(markup.match(/<summary><code>point<\/code> <span class="missing">4 stages/g)).toHaveLength(2);
  expect(markup.match(/\(above\)/g)).toHaveLength(4);
});

it('escapes what it shows', () => {
  const hostile = '</code><script>alert(1)</script>';
  const { markup } = stageTree([made('page', {}, { title: hostile })]);
  expect(markup).not.toContain('<script>');
  expect(markup).toContain('&lt;script&gt;');
});

it('says in each figure what it was made from, whatever stands around it', () => {
  const title = '$& $1 <!--made-from figure-1-->';
  const body = `<p>&lt;!--made-from figure-1--&gt;</p>${madeFromSlot('figure-1').markup}<p>$&</p>${madeFromSlot('gone').markup}`;
  const { markup } = fillSlots(body, { stages: [made('figure-1', { errors: ['source'] }, { title })] });
  expect(markup.match(/<details/g)).toHaveLength(1);
  expect(markup).toContain('<p>$&</p>');
  expect(markup).toContain('$&amp; $1 &lt;!--made-from');
  expect(markup).toContain('href="#stage-source"');
  expect(markup).not.toContain('<!--');
});
