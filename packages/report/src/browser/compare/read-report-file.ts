import { bytesOfDenseText } from '../../page/dense-text.js';
import { figuresOfBytes } from '../../page/figures-of-bytes.js';
import { figureToTake } from '../../page/page-figure.js';
import { type ReportFacts, readReport } from '../../page/report-facts.js';
import type { Figure } from '../../figure.js';
import { notCompared } from '../../sentences/comparison.js';

/** A report that the reader gave to the page. All of it is data: no part becomes markup or a script. */
export interface OtherReport {
  /** The name of its file. */
  readonly file: string;
  readonly facts: ReportFacts;
  /** Its figures by id; empty where they cannot be read. */
  readonly figures: () => Promise<ReadonlyMap<string, Figure>>;
}

/** A report has up to 6 MB, a page of somebody's own figures may have more. */
const megabytes = 100;

/** Reads a report from a file, or says why there is none. */
export async function readReportFile(file: File): Promise<OtherReport | { readonly problem: string }> {
  const { name } = file;
  if (file.size > megabytes * 1e6) return { problem: notCompared.large(name, megabytes) };
  let html: string;
  try {
    html = await file.text();
  } catch {
    return { problem: notCompared.unreadable(name) };
  }
  const read = readReport(html);
  if ('problem' in read) return { problem: notCompared[read.problem](name) };
  let figures: Promise<ReadonlyMap<string, Figure>> | undefined;
  return {
    file: name,
    facts: read.facts,
    figures: () => (figures ??= figuresIn(html).catch(() => new Map())),
  };
}

/** The figures in the HTML of a report. @throws Error where they are damaged */
async function figuresIn(html: string): Promise<ReadonlyMap<string, Figure>> {
  const packed = /<script type="text\/plain" id="figure-data">([^<]*)<\/script>/.exec(html)?.[1] ?? '';
  const figures = figuresOfBytes(await inflated(bytesOfDenseText(packed)));
  return new Map(figures.map((figure) => [figure.id, figureToTake(figure)]));
}

/** Bytes that a damaged file must not exceed: it could fill the memory. */
const mostBytes = 4 * megabytes * 1e6;

async function inflated(deflated: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > mostBytes) {
      await reader.cancel();
      throw new RangeError('the data of the figures are too large');
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
