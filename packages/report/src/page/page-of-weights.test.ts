import { describe, expect, it } from 'vitest';
import { fixture } from '../../test/fixture.js';
import { textOf } from '../../test/text-of-page.js';
import { needsTraining } from '../figures/needs-training.js';
import { chaptersOf } from './chapters.js';
import { page, pageOf } from './page.js';

const { inputs, params } = fixture();

describe('the page of given weights', () => {
  const { claims: _, ...measured } = inputs;
  const settings = { ...params.settings, seeds: [], weights: 'given' } as const;
  const { body, contents } = page(
    { ...measured, sweeps: [], crossChecks: [], crossCheckFigures: [] },
    { settings, chapters: chaptersOf(9, []) },
  );
  const text = textOf(body);

  it('says that they were given, and nothing of a training that was', () => {
    expect(text).toMatch(
      /Its weights were given\. They were not trained here.*The values of p and q are those of the settings/,
    );
    expect(text).toContain('Numbers below are of that one model, so they have no standard deviation.');
    const method = text.slice(text.lastIndexOf('Method'));
    expect(method).toContain('nothing was trained');
    expect(method).not.toMatch(/Adam|annealed|learning rate|starts normal/);
  });

  it('names what needs training instead of sweeps and claims', () => {
    expect(contents.map(({ id }) => id)).toEqual([
      'abstract',
      'set-up',
      'what',
      'how',
      'when',
      'understanding',
      'train-here',
      'appendix',
    ]);
    expect(contents.at(-1)!.entries!.map(({ id }) => id)).toEqual([
      'left-out',
      'quantities',
      'method',
      'glossary',
      'references',
      'provenance',
    ]);
    expect(text).toContain('The claims of the starting document are about models trained in its experiment');
  });

  it('has a figure without plots for one that needs training', () => {
    const figure = needsTraining({}, { number: 7, title: 'L4 against L2', trains: 'models on both losses' });
    const { body: alone } = pageOf('One', [figure]);
    expect(textOf(alone)).toContain('This figure needs training. It trains models on both losses');
    expect(alone).not.toContain('class="panels"');
    expect(alone).not.toContain('class="definitions"');
  });
});
