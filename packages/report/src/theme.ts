/**
 * Every colour of the figures, each a constant of its own so that changing one changes only the code of the figures
 * that import it. A colour is written as CSS writes it, `light-dark(<on light>, <on dark>)`; the page's script takes
 * the half that the reader's scheme asks for. Hues follow Okabe and Ito, so that they differ for colour-blind readers.
 */
export type Colour = `light-dark(${string}, ${string})`;

/** Stops of a continuous scale, from 0 to 1. */
export type ColourScale = readonly (readonly [stop: number, colour: Colour])[];

/** The trained model, in every figure. */
export const trainedBlue: Colour = 'light-dark(#0868ac, #64b5f0)';
/** The naive solution: as many features as neurons done exactly, the others not at all. */
export const naiveOrange: Colour = 'light-dark(#c05a00, #f5a04c)';
/** The all-zero output. */
export const zeroGrey: Colour = 'light-dark(#6f6c66, #a5a29b)';
/** Models trained with another loss than the configured one. */
export const otherLossPurple: Colour = 'light-dark(#8b4a9c, #d59be6)';
/** Theory, ideals and exact densities. */
export const theoryInk: Colour = 'light-dark(#22201c, #eceae4)';
/** Lines that only guide the eye. */
export const guideGrey: Colour = 'light-dark(#8d8a83, #85827b)';
/** The error that is there even when one feature is active alone. */
export const attenuationTeal: Colour = 'light-dark(#00796b, #4fc9b4)';
/** The error that other active features add. */
export const interferenceRed: Colour = 'light-dark(#b8375f, #f58aa9)';
/** Off-diagonal entries: what one feature does to another. */
export const crossGrey: Colour = 'light-dark(#7d8794, #97a3b3)';
/** One thin line among many. */
export const manyLines: Colour = 'light-dark(rgba(8, 104, 172, 0.16), rgba(100, 181, 240, 0.2))';

/** Signed values around zero: blue below, orange above, the page's own ground at zero. */
export const signedScale: ColourScale = [
  [0, 'light-dark(#0a3d6b, #9bd3ff)'],
  [0.2, 'light-dark(#2f77b0, #4d97d1)'],
  [0.4, 'light-dark(#a9cbe6, #234b6e)'],
  [0.5, 'light-dark(#fbfaf7, #191b1f)'],
  [0.6, 'light-dark(#f2c299, #6b3d17)'],
  [0.8, 'light-dark(#cc6a1c, #d98239)'],
  [1, 'light-dark(#7d3200, #ffcb94)'],
];

/** Values from small to large: from the page's own ground to blue. */
export const sequentialScale: ColourScale = [
  [0, 'light-dark(#f4f3ef, #1f2328)'],
  [0.25, 'light-dark(#c3d9ea, #23435f)'],
  [0.5, 'light-dark(#7fb0d6, #2f6a9c)'],
  [0.75, 'light-dark(#2f77b0, #5aa6df)'],
  [1, 'light-dark(#0a3d6b, #b3ddff)'],
];

/**
 * What can be read on the colour at this strength of a scale: 0 is its pale middle or end, 1 its strongest colour, which is
 * dark on light pages and light on dark ones.
 */
export function inkOn(strength: number, scale: ColourScale): Colour {
  // Where both inks have about the same contrast, found by eye and by WCAG's formula.
  const [light, dark] = scale === signedScale ? [0.55, 0.4] : [0.7, 0.52];
  return `light-dark(${strength > light ? '#ffffff' : '#211f1b'}, ${strength > dark ? '#101215' : '#e9e6e0'})`;
}
