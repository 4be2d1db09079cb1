/** A pixel of the image fills its cell, whatever the shape of the cell. */
export const imageStyle = 'preserveAspectRatio="none" image-rendering="pixelated"';

/** What the drawings of a panel in several widths share, so that it is in the page once: images, and the filters that colour them. */
export interface SharedImages {
  /** The id by which a drawing uses an image. `address` is called for an image that is not there yet. */
  idOf(name: string, address: () => string): string;
  /** The id of the filter for the images. `filter` is called when it is not there yet. */
  filterOf(filter: (id: string) => string): string;
  /** What stands in the page before the drawings; empty without images. */
  markup(): string;
}

/** @param id begins the ids of the images, which are unique in a page */
export function sharedImages(id: string): SharedImages {
  const known = new Map<string, string>();
  const keep = (sharedId: string, element: () => string) => {
    if (!known.has(sharedId)) known.set(sharedId, element());
    return sharedId;
  };
  return {
    idOf(name, address) {
      const imageId = `${id}-image${name}`;
      // Each drawing says by its width and height how large the square is.
      return keep(
        imageId,
        () =>
          `<symbol id="${imageId}" viewBox="0 0 1 1" preserveAspectRatio="none"><image width="1" height="1" ${imageStyle} href="${address()}"/></symbol>`,
      );
    },
    filterOf(filter) {
      const filterId = `${id}-colours`;
      return keep(filterId, () => filter(filterId));
    },
    markup() {
      if (known.size === 0) return '';
      return `<svg class="images" width="0" height="0" aria-hidden="true">${[...known.values()].join('')}</svg>`;
    },
  };
}
