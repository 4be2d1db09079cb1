import { keyOf, type Recipe } from '@superposition/pipeline/internal/graph/recipe';
import type { Store } from '@superposition/pipeline/internal/store/store';
import { json } from '@superposition/pipeline/internal/values/codec';
import { type Digest, digestOf } from '@superposition/pipeline/internal/values/digest';
import { type DrawnPage, drawPage } from '@superposition/report/internal/page/drawn-page';
import type { Page } from '@superposition/report/internal/page/page';
import { drawingCode } from '@superposition/report/internal/read-assets';

/** The name of the result in lists of the cache. It is no stage: drawing needs functions that engines round differently. */
const name = 'drawing';
const codec = json<DrawnPage>();
let knownCode: Digest | undefined;

/** The drawings of a page, from the cache if these figures have been drawn by this code before. */
export async function drawnPage(store: Store, page: Page): Promise<DrawnPage> {
  knownCode ??= digestOf(drawingCode());
  const recipe: Recipe = {
    task: '@superposition/report/internal/page/drawn-page#drawPage',
    code: knownCode,
    params: {},
    inputs: { figures: digestOf(JSON.stringify(page.figures)) },
    codec: codec.id,
  };
  const key = keyOf(recipe);
  const [known] = await store.results([key]);
  const stored = known && (await store.artifact(known.digest));
  if (stored !== undefined) return codec.decode(stored);
  const started = performance.now();
  const drawn = drawPage(page);
  const bytes = codec.encode(drawn);
  const digest = digestOf(bytes);
  await store.putArtifact(digest, bytes);
  await store.putResult({
    key,
    stage: name,
    recipe,
    digest,
    size: bytes.length,
    duration: performance.now() - started,
    builtAt: Date.now(),
  });
  return drawn;
}
