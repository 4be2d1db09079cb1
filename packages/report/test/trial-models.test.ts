// Every sentence of the report on models that prose must survive. The sentences of a model stand in
// trial-models/NAME.txt, with a # in the place of each number. After a change of the wording, read the difference of
// these files, and accept it with `npx vitest run packages/report/test/trial-models.test.ts -u`.
import { describe, expect, it } from 'vitest';
import type { Page } from '../src/page/page.js';
import { buildPipeline } from '../src/pipeline.js';
import { maskedText, pageWords } from './page-words.js';
import { trialModels } from './trial-models.js';
import { valuesOfStages } from './values-of-stages.js';

describe.each(trialModels)('$name', ({ name, config, weights }) => {
  it('is described in these sentences', async () => {
    const { graph, page } = buildPipeline(config, weights && { weights });
    const values = await valuesOfStages(graph);
    const words = pageWords((values.get(page.name) as Page).body);
    await expect(maskedText(words)).toMatchFileSnapshot(`trial-models/${name}.txt`);
  });
});
