/** Pixels of a picture for one of the drawing, in each direction. */
const scale = 2;

/**
 * The pixels of an SVG file, as PNG. The drawing is a data: address, which the policy of the page allows for images; as an image it runs
 * nothing and asks for nothing, so the canvas may be read.
 *
 * @throws Error where the browser cannot draw it, such as when it is too large
 */
export async function pictureOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = await svgAddress(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [scale * image.naturalWidth, scale * image.naturalHeight];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (picture === null) throw new Error('the browser has no canvas of this size');
  return picture;
}

/** An SVG file as an address for an image of the page. */
export function svgAddress(svg: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(new Blob([svg], { type: 'image/svg+xml' }));
  });
}
