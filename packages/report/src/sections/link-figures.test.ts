import { expect, it } from 'vitest';
import { linkFigures } from './link-figures.js';

const figures = '<figure id="figure-13"></figure><figure id="figure-d"></figure>';
const of = (markup: string) => linkFigures({ markup: `${markup}${figures}` }).markup.replace(figures, '');

it('leads from the name of a figure to the figure', () => {
  expect(of('<p>as Figure\u00a013 shows (figure 13), and Figure D.</p>')).toBe(
    '<p>as <a class="to-figure" href="#figure-13">Figure\u00a013</a> shows (<a class="to-figure" href="#figure-13">figure 13</a>), and <a class="to-figure" href="#figure-d">Figure D</a>.</p>',
  );
});

it.each([
  '<p>Figure 1 and Figure E are not in this page</p>',
  '<p><a href="#figure-13">Figure 13</a></p>',
  '<h3>Figure 13</h3>',
  '<p class="finding">see Figure 13</p>',
  '<p>figure 13.5</p>',
])('leaves %s as it is', (markup) => {
  expect(of(markup)).toBe(markup);
});
