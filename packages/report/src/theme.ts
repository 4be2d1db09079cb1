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

/** What is below and what is above zero, in heatmaps. */
export const heatmapBelow: Colour = 'light-dark(#163c6e, #5b97d8)';
export const heatmapAbove: Colour = 'light-dark(#c2620a, #e58a2e)';

/**
 * Signed values v between −1 and 1: `heatmapBelow` or `heatmapAbove` over `paper`, with an opacity of |v|^0.8, so that small values do
 * not look like none.
 */
export const signedScale: ColourScale = [
  [0, 'light-dark(#163c6e, #5b97d8)'],
  [0.1, 'light-dark(#3c5b84, #4f82b9)'],
  [0.2, 'light-dark(#637c9c, #436c98)'],
  [0.3, 'light-dark(#8d9fb5, #365475)'],
  [0.4, 'light-dark(#bdc6d1, #283a4e)'],
  [0.45, 'light-dark(#d8dde1, #1f2a38)'],
  [0.5, 'light-dark(#fcfbf7, #14161a)'],
  [0.55, 'light-dark(#f3e3d1, #35281d)'],
  [0.6, 'light-dark(#ecd1b6, #4e3620)'],
  [0.7, 'light-dark(#e0b185, #784e24)'],
  [0.8, 'light-dark(#d5955a, #9f6327)'],
  [0.9, 'light-dark(#cb7b31, #c3772b)'],
  [1, 'light-dark(#c2620a, #e58a2e)'],
];

/** Values from small to large: from the background colour of the page to blue. */
export const sequentialScale: ColourScale = [
  [0, 'light-dark(#f4f3ef, #1f2328)'],
  [0.25, 'light-dark(#c3d9ea, #23435f)'],
  [0.5, 'light-dark(#7fb0d6, #2f6a9c)'],
  [0.75, 'light-dark(#2f77b0, #5aa6df)'],
  [1, 'light-dark(#0a3d6b, #b3ddff)'],
];

/** Texts on cells, for light and for dark grounds. */
const texts = {
  light: ['#211f1b', '#ffffff'],
  dark: ['#e9e6e0', '#101215'],
} as const;

/** The text colour that stands out most from the colour at this place of a scale, in either scheme. */
export function inkOn(place: number, scale: ColourScale): Colour {
  const readable = (scheme: 'light' | 'dark') => {
    const ground = lightnessAt(place, scale, scheme);
    const contrast = (text: string) => {
      const own = lightnessOf(channels(text));
      return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
    };
    const [first, second] = texts[scheme];
    return contrast(first) >= contrast(second) ? first : second;
  };
  return `light-dark(${readable('light')}, ${readable('dark')})`;
}

/** The lightness of a scale at a place: between two stops, each part of the colour grows evenly. */
function lightnessAt(place: number, scale: ColourScale, scheme: 'light' | 'dark'): number {
  const above = Math.max(
    1,
    scale.findIndex(([stop]) => stop >= Math.min(1, place)),
  );
  const [[low, from], [high, to]] = [scale[above - 1]!, scale[above]!];
  const half = (colour: Colour) =>
    channels(/#\w+/g.exec(scheme === 'light' ? colour : colour.split(',')[1]!)![0]);
  const share = Math.min(1, Math.max(0, (place - low) / (high - low)));
  const [a, b] = [half(from), half(to)];
  return lightnessOf(a.map((part, index) => part + share * (b[index]! - part)));
}

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
}

/** About the relative luminance of WCAG. Squares take the place of its powers, which engines round differently. */
function lightnessOf([red, green, blue]: readonly number[]): number {
  return 0.2126 * red! * red! + 0.7152 * green! * green! + 0.0722 * blue! * blue!;
}
