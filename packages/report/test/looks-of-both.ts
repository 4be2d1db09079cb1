/** Everything of one kind and one paint in a picture, and the box around it in pixels. */
export interface Look {
  readonly kind: string;
  readonly paint: string;
  readonly box: readonly number[];
}

/** An axis as Plotly understands it without our geometry. */
export interface PlainAxis {
  readonly type: string;
  readonly range: readonly [number, number];
  readonly categories: readonly string[];
}

interface Drawn {
  readonly data: readonly object[];
  readonly layout: object;
}

/** Draws a panel by our writer and by Plotly, and tells how both look. It runs in the page, so it uses nothing from here. */
export async function looksOfBoth({
  svg,
  plot,
  raw,
}: {
  readonly svg: string;
  readonly plot: Drawn;
  readonly raw: Drawn;
}): Promise<{ ours: Look[]; theirs: Look[]; axes: Record<string, PlainAxis> }> {
  const { Plotly } = globalThis as unknown as {
    Plotly: { newPlot(node: HTMLElement, ...plot: object[]): Promise<HTMLElement> };
  };
  const place = (id: string) => document.getElementById(id)!;
  place('svg').innerHTML = svg;
  await Plotly.newPlot(place('plotly'), plot.data, plot.layout, { displayModeBar: false });
  await Plotly.newPlot(place('raw'), structuredClone(raw.data), structuredClone(raw.layout), {
    displayModeBar: false,
  });
  type RawAxis = { type: string; range: [number, number]; _categories?: string[] };
  const full = (place('raw') as unknown as { _fullLayout: Record<string, RawAxis> })._fullLayout;
  const axes = Object.fromEntries(
    ['xaxis', 'yaxis'].map((name) => {
      const { type, range, _categories = [] } = full[name]!;
      return [
        name,
        {
          type: type === '-' ? 'linear' : type,
          range,
          categories: type === 'category' ? [..._categories] : [],
        },
      ];
    }),
  );

  const colourOf = (node: Element, name: 'fill' | 'stroke') => {
    const style = getComputedStyle(node);
    const value = style[name];
    if (value === 'none') return undefined;
    if (value.startsWith('url')) return 'pattern';
    const [red, green, blue, alpha = 1] = value.match(/[\d.]+/g)!.map(Number);
    let opacity = alpha * Number(name === 'fill' ? style.fillOpacity : style.strokeOpacity);
    for (let each: Element | null = node; each !== null && each.id === ''; each = each.parentElement)
      opacity *= Number(getComputedStyle(each).opacity);
    return opacity < 0.005 ? undefined : `${[red, green, blue].join()} ${opacity.toFixed(2)}`;
  };
  const looks = (id: string, selectors: Record<string, string>): Look[] => {
    const root = place(id);
    const origin = root.getBoundingClientRect();
    const found = new Map<string, { kind: string; paint: string; box: [number, number, number, number] }>();
    for (const [kind, selector] of Object.entries(selectors))
      for (const node of root.querySelectorAll<SVGGraphicsElement>(selector)) {
        if (!node.checkVisibility() || node.getAttribute('d') === 'M0,0Z') continue;
        const style = getComputedStyle(node);
        const width = Number.parseFloat(style.strokeWidth);
        const isDot = node.hasAttribute('stroke-linecap');
        const stroke = width === 0 ? undefined : colourOf(node, 'stroke');
        const fill = isDot ? stroke : colourOf(node, 'fill');
        const dash = style.strokeDasharray.replaceAll(/px|\s/g, '');
        const edge = isDot || stroke === undefined ? '' : `edge ${stroke} ${width} ${dash}`;
        if (fill === undefined && edge === '') continue;
        // What has no area shows no fill.
        const { x, y, width: wide, height } = node.getBBox();
        if (kind === 'bars' && (wide < 0.01 || height < 0.01)) continue;
        const paint = `${kind === 'lines' || kind === 'whiskers' ? '' : `fill ${fill} `}${edge}`;
        const matrix = node.getScreenCTM()!;
        const half = isDot ? width / 2 : 0;
        const [a, b] = [
          new DOMPoint(x - half, y - half).matrixTransform(matrix),
          new DOMPoint(x + wide + half, y + height + half).matrixTransform(matrix),
        ];
        const key = `${kind} ${paint}`;
        const box = found.get(key)?.box ?? [1e9, 1e9, -1e9, -1e9];
        found.set(key, {
          kind,
          paint,
          box: [
            Math.min(box[0], a.x - origin.x),
            Math.min(box[1], a.y - origin.y),
            Math.max(box[2], b.x - origin.x),
            Math.max(box[3], b.y - origin.y),
          ],
        });
      }
    return [...found.values()];
  };
  /** The colours at the middles of the cells of the images. */
  const pixels = async (id: string): Promise<Look[]> => {
    const images = [...place(id).querySelectorAll('image')];
    const { rows, columns } = { rows: 2, columns: 3 };
    return Promise.all(
      images.map(async (node) => {
        const image = new Image();
        image.src = node.getAttribute('href') ?? node.getAttribute('xlink:href')!;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const colours = Array.from({ length: rows * columns }, (_, cell) => {
          const across = (((cell % columns) + 0.5) / columns) * canvas.width;
          const down = ((Math.floor(cell / columns) + 0.5) / rows) * canvas.height;
          const [red, green, blue, alpha] = context.getImageData(
            Math.floor(across),
            Math.floor(down),
            1,
            1,
          ).data;
          return alpha === 0 ? 'none' : [red, green, blue].map((part) => part).join('/');
        });
        const { left, top, right, bottom } = node.getBoundingClientRect();
        const origin = place(id).getBoundingClientRect();
        return {
          kind: 'cells',
          paint: colours.join(' '),
          box: [left - origin.x, top - origin.y, right - origin.x, bottom - origin.y],
        };
      }),
    );
  };
  // What lies outside of the plot is cut off.
  const frame = place('svg').querySelector('clipPath rect')!;
  const [left, top, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
    Number(frame.getAttribute(name)),
  ) as [number, number, number, number];
  const cut = (all: Look[]): Look[] =>
    all.map((look) => ({
      ...look,
      box: look.box.map((side, index) => {
        const [from, to] = index % 2 === 0 ? [left, left + width] : [top, top + height];
        return Math.min(to - 5, Math.max(from + 5, side));
      }),
    }));
  return {
    ours: [
      ...cut(
        looks('svg', {
          marks: 'path.marks',
          lines: 'path.line',
          areas: 'path.area',
          bars: 'path.bars',
          whiskers: 'path.whiskers',
          shapes: '.shape',
        }),
      ),
      ...(await pixels('svg')),
    ],
    theirs: [
      ...cut(
        looks('plotly', {
          marks: 'path.point',
          lines: 'path.js-line',
          areas: 'path.js-fill',
          bars: '.bars .point > path',
          whiskers: 'path.xerror, path.yerror',
          shapes: '.shapelayer path',
        }),
      ),
      // Cells with gaps between them are rectangles in the drawing.
      ...(place('svg').querySelector('rect.cell') === null ? await pixels('plotly') : []),
    ],
    axes,
  };
}
