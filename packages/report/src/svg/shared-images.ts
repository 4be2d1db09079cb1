/** A pixel of the image fills its cell, whatever the shape of the cell. */
export const imageStyle = 'preserveAspectRatio="none" image-rendering="pixelated"';

/** The images of a panel that is drawn in several widths, so that each image is in the page once. */
export interface SharedImages {
  /** The id by which a drawing uses an image. `address` is called for an image that is not there yet. */
  idOf(name: string, address: () => string): string;
  /** What stands in the page before the drawings; empty without images. */
  markup(): string;
}

/** @param id begins the ids of the images, which are unique in a page */
export function sharedImages(id: string): SharedImages {
  const known = new Map<string, string>();
  return {
    idOf(name, address) {
      const imageId = `${id}-image${name}`;
      if (!known.has(imageId)) known.set(imageId, address());
      return imageId;
    },
    markup() {
      if (known.size === 0) return '';
      const symbols = [...known].map(
        ([imageId, address]) =>
          // Each drawing says by its width and height how large the square is.
          `<symbol id="${imageId}" viewBox="0 0 1 1" preserveAspectRatio="none"><image width="1" height="1" ${imageStyle} href="${address}"/></symbol>`,
      );
      return `<svg class="images" width="0" height="0" aria-hidden="true">${symbols.join('')}</svg>`;
    },
  };
}
