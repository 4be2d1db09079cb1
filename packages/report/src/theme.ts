/**
 * Every colour of the figures. Each is a constant of its own, so that a change of a colour changes only the code of the
 * figures that import it. A colour is written as in CSS, `light-dark(<on light>, <on dark>)`, and the script of the
 * page takes the half for the reader's scheme. The hues follow Okabe and Ito, so that they differ for colour-blind
 * readers.
 */
export type Colour = `light-dark(${string}, ${string})`;

/** Stops of a continuous scale, from 0 to 1. */
export type ColourScale = readonly (readonly [stop: number, colour: Colour])[];

/** The ground of the page. */
export const paper: Colour = 'light-dark(#fcfbf7, #14161a)';
/** Text, theory, the level that everything is compared with. */
export const ink: Colour = 'light-dark(#1a1c20, #ebe8e1)';
/** Second rank: captions, names of rows. */
export const ink2: Colour = 'light-dark(#464a52, #bdbdbb)';
/** Third rank: ticks, notes, the line at zero. */
export const ink3: Colour = 'light-dark(#666b73, #959aa2)';
/** Lines that separate. */
export const rule: Colour = 'light-dark(#d6d3ca, #363a41)';
/** Lines of a grid. */
export const faint: Colour = 'light-dark(#e9e6de, #262a30)';
/** Areas of tolerance. */
export const wash: Colour = 'light-dark(#f3f1ea, #1b1e23)';
/** Models trained with the exponent of the report: lines, marks and text. */
export const four: Colour = 'light-dark(#1f5a94, #6fb0ee)';
/** The same models, as areas. */
export const fourArea: Colour = 'light-dark(#1f5a94, #5391cc)';
/** The second part of an area of these models. */
export const soft: Colour = 'light-dark(#a9c4e0, #2c4a69)';
/** The spread of these models over seeds. */
export const tint: Colour = 'light-dark(rgba(31, 90, 148, 0.2), rgba(111, 176, 238, 0.26))';
/** Models trained with the exponent 2: lines and marks. */
export const two: Colour = 'light-dark(#c9741b, #e39a45)';
/** The same models, as text. */
export const twoText: Colour = 'light-dark(#955009, #efb36a)';
/** The same models, as areas. */
export const twoArea: Colour = 'light-dark(#c9741b, #dca052)';
/** Models trained with another exponent. */
export const dim: Colour = 'light-dark(#7591ad, #54728f)';
/** The naive solution and the output 0: outlines only. */
export const hollow: Colour = 'light-dark(#7f8288, #8d939c)';
/** What the reader has picked. */
export const pick: Colour = 'light-dark(#c2185b, #ff6fa3)';
/** Stripes for what chance gives. */
export const hatch: Colour = 'light-dark(#bdb8ab, #4c5058)';
/** The ground between these stripes. */
export const hatchGround: Colour = 'light-dark(#f1eee6, #1d2026)';

/** The trained model, in every figure. */
export const trainedBlue: Colour = 'light-dark(#0868ac, #64b5f0)';
/** The naive solution, which computes as many features as there are neurons exactly, and the others not at all. */
export const naiveOrange: Colour = 'light-dark(#c05a00, #f5a04c)';
/** The all-zero output. */
export const zeroGrey: Colour = 'light-dark(#6f6c66, #a5a29b)';
/** Models trained with another loss than the configured one. */
export const otherLossPurple: Colour = 'light-dark(#8b4a9c, #d59be6)';
/** Theory, ideals and exact densities. */
export const theoryInk: Colour = 'light-dark(#22201c, #eceae4)';
/** Lines that only guide the eye. */
export const guideGrey: Colour = 'light-dark(#8d8a83, #85827b)';
/** The error of a feature that is active alone. */
export const attenuationTeal: Colour = 'light-dark(#00796b, #4fc9b4)';
/** The error that other active features add. */
export const interferenceRed: Colour = 'light-dark(#b8375f, #f58aa9)';
/** Off-diagonal entries: the effect of one feature on another. */
export const crossGrey: Colour = 'light-dark(#7d8794, #97a3b3)';
/** One thin line among many. */
export const manyLines: Colour = 'light-dark(rgba(8, 104, 172, 0.16), rgba(100, 181, 240, 0.2))';

/** Signed values around zero: blue below, orange above, the background colour of the page at zero. */
export const signedScale: ColourScale = [
  [0, 'light-dark(#0a3d6b, #9bd3ff)'],
  [0.2, 'light-dark(#2f77b0, #4d97d1)'],
  [0.4, 'light-dark(#a9cbe6, #234b6e)'],
  [0.5, 'light-dark(#fbfaf7, #191b1f)'],
  [0.6, 'light-dark(#f2c299, #6b3d17)'],
  [0.8, 'light-dark(#cc6a1c, #d98239)'],
  [1, 'light-dark(#7d3200, #ffcb94)'],
];

/** Values from small to large: from the background colour of the page to blue. */
export const sequentialScale: ColourScale = [
  [0, 'light-dark(#f4f3ef, #1f2328)'],
  [0.25, 'light-dark(#c3d9ea, #23435f)'],
  [0.5, 'light-dark(#7fb0d6, #2f6a9c)'],
  [0.75, 'light-dark(#2f77b0, #5aa6df)'],
  [1, 'light-dark(#0a3d6b, #b3ddff)'],
];

/**
 * A text colour that is readable on the colour at this strength of a scale. Strength 0 is the pale middle or end of the
 * scale, 1 is its strongest colour, which is dark on light pages and light on dark pages.
 */
export function inkOn(strength: number, scale: ColourScale): Colour {
  // At this strength, both text colours have about the same contrast, by eye and by the formula of WCAG.
  const [light, dark] = scale === signedScale ? [0.55, 0.4] : [0.7, 0.52];
  return `light-dark(${strength > light ? '#ffffff' : '#211f1b'}, ${strength > dark ? '#101215' : '#e9e6e0'})`;
}
