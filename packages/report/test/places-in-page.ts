/** Names and places in pixels, by figure and panel. */
type Places = readonly (readonly [plot: string, what: string, x: number, y: number])[];

/** Where the visible drawings have their ticks and maps. It runs in the page, so it uses nothing from here. */
export function placesInDrawings(): Places {
  return [...document.querySelectorAll('[data-plot]')].flatMap((plot) => {
    const svg = [...plot.querySelectorAll('.drawing > svg:not(.images)')].find(
      (each) => each.getBoundingClientRect().width > 0,
    )!;
    const id = `${plot.closest('figure')!.id} ${plot.getAttribute('data-plot')}`;
    const origin = plot.getBoundingClientRect();
    const middle = (node: Element): [number, number] => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      return [(left + right) / 2 - origin.left, (top + bottom) / 2 - origin.top];
    };
    const all = (selector: string, name?: string) =>
      [...svg.querySelectorAll(selector)].map(
        (node) => [id, name ?? node.textContent!, ...middle(node)] as const,
      );
    return [...all('.axes .x text'), ...all('.axes .y text'), ...all('.cells', 'map'), ...all('.texts text')];
  });
}

/** The same of what Plotly has drawn in their places. */
export function placesInPlots(): Places {
  return [...document.querySelectorAll('[data-plot]')].flatMap((plot) => {
    const id = `${plot.closest('figure')!.id} ${plot.getAttribute('data-plot')}`;
    const origin = plot.getBoundingClientRect();
    const middle = (node: Element): [number, number] => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      return [(left + right) / 2 - origin.left, (top + bottom) / 2 - origin.top];
    };
    const isMap = plot.querySelector('.drawing .cells') !== null;
    const all = (selector: string, name?: string) =>
      [...plot.querySelectorAll(`.live ${selector}`)]
        .filter((node) => name !== undefined || node.textContent !== '')
        .map((node) => [id, name ?? node.textContent!, ...middle(node)] as const);
    return [
      ...all('.xtick text'),
      ...all('.ytick text'),
      ...(isMap ? all('.hm image', 'map') : []),
      ...all('.textpoint text'),
      ...all('.bartext'),
    ];
  });
}

/** Words as they are read: Plotly puts characters without width around a subscript. */
const asRead = (text: string) => text.replaceAll('\u200b', '').trim();

/** What has no counterpart within a pixel, and what browsers round. */
export function movedPlaces(before: Places, after: Places): readonly unknown[] {
  const near = (from: Places, to: Places) =>
    from.filter(
      ([plot, what, x, y]) =>
        !to.some(
          ([other, name, toX, toY]) =>
            plot === other &&
            asRead(what) === asRead(name) &&
            Math.abs(x - toX) <= 1.1 &&
            Math.abs(y - toY) <= 1.1,
        ),
    );
  return [
    ...near(before, after).map((each) => ['lost', ...each]),
    ...near(after, before).map((each) => ['new', ...each]),
  ];
}
