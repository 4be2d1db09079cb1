import type { PlotStyle } from './styled-layout.js';

/** The font and the colours of our own page, for both schemes. */
export const defaultStyle: PlotStyle = {
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif',
  ink: 'light-dark(#211f1b, #e9e6e0)',
  muted: 'light-dark(#625e57, #a8a49c)',
  rule: 'light-dark(#c9c4ba, #4a4d52)',
  grid: 'light-dark(#ebe8e1, #2a2d31)',
  raised: 'light-dark(#ffffff, #1d2024)',
};

/** The ground of our own page. */
export const defaultGround = 'light-dark(#fdfcfa, #15171a)';
