/** What a layer above a plot shows, in pixels of the drawing. */
export interface PickedPlace {
  readonly kind: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a test compares the layer with, as the drawing has it. */
export interface DrawnPlot {
  readonly marks: readonly PickedPlace[];
  /** The number in the label. */
  readonly label: string;
  /** The rectangle between the axes. */
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** Words of the ticks and the pixels of their middles. */
  readonly x: readonly (readonly [text: string, pixel: number])[];
  readonly y: readonly (readonly [text: string, pixel: number])[];
  /** The points of marks that are one path. */
  readonly dots: readonly (readonly [x: number, y: number])[];
}

/** By figure and panel, what the page shows now. It runs in the page, so it uses nothing from here. */
export function drawnPlots(): Readonly<Record<string, DrawnPlot>> {
  const plots = [...document.querySelectorAll('[data-shows] [data-plot]')].flatMap((plot) => {
    const drawing = [...plot.querySelectorAll<SVGSVGElement>('.drawing > svg:not(.images)')].find(
      (svg) => svg.getBoundingClientRect().width > 0,
    );
    if (drawing === undefined) return [];
    const ticks = (selector: string, along: 'x' | 'y') =>
      [...drawing.querySelectorAll<SVGTextElement>(selector)].map((text) => {
        const { x, y, width, height } = text.getBBox();
        return [text.textContent!, along === 'x' ? x + width / 2 : y + height / 2] as const;
      });
    const clip = drawing.querySelector<SVGRectElement>('clipPath rect')!.getBBox();
    // Marks may reach five pixels beyond the plot.
    const area = {
      left: clip.x + 5,
      right: clip.x + clip.width - 5,
      top: clip.y + 5,
      bottom: clip.y + clip.height - 5,
    };
    const dots = [...drawing.querySelectorAll('.marks')].flatMap((path) => {
      let at: readonly [x: number, y: number] = [0, 0];
      return [...path.getAttribute('d')!.matchAll(/(m)(-?[\d.]+),?(-?[\d.]+)h0/gi)].map(
        ([, command, x, y]) => {
          const [fromX, fromY] = command === 'm' ? at : [0, 0];
          at = [fromX + Number(x), fromY + Number(y)];
          return at;
        },
      );
    });
    const layer = plot.querySelector(':scope > svg.picked');
    const marks = [...(layer?.querySelectorAll<SVGPathElement>('.body') ?? [])].map((path) => {
      const { x, y, width, height } = path.getBBox();
      const kind = path.getAttribute('class')!.replace('body ', '');
      return { kind, left: x, right: x + width, top: y, bottom: y + height };
    });
    return [
      [
        `${plot.closest('figure')!.id} ${plot.getAttribute('data-plot')}`,
        {
          marks,
          label: layer?.querySelector('text')?.textContent ?? '',
          plot: area,
          x: ticks('.axes .x text', 'x'),
          y: ticks('.axes .y text', 'y'),
          dots,
        },
      ] as const,
    ];
  });
  return Object.fromEntries(plots);
}

/** From a value to its pixel, by two ticks of an axis whose ticks are numbers. */
export function pixelBy(ticks: readonly (readonly [string, number])[]): (value: number) => number {
  const known = ticks
    .map(([text, pixel]) => [Number(text.replace('−', '-')), pixel] as const)
    .filter(([value]) => Number.isFinite(value));
  const [[low, from], [high, to]] = [known[0]!, known.at(-1)!];
  return (value) => from + ((value - low) * (to - from)) / (high - low);
}
