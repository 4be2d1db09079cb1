import { faint, ink, ink3, paper, rule } from '../theme.js';
import type { PlotStyle } from './styled-layout.js';

/** The font and the colours of our own page, for both schemes. */
export const defaultStyle: PlotStyle = {
  font: '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Nimbus Sans", Arial, sans-serif',
  ink,
  muted: ink3,
  rule,
  grid: faint,
  raised: paper,
};

/** The ground of our own page. */
export const defaultGround = paper;
