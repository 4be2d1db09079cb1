import type { PlotLayout } from '../plot/styled-layout.js';
import { withFarRepeats } from '../page/far-repeats.js';
import { unpacked } from './unpacked.js';

/** A place where Plotly draws. */
export interface PlotlyElement extends HTMLElement {
  readonly layout: PlotLayout;
  on(event: string, listener: () => void): void;
}

/** The part of Plotly's interface that the page uses. */
export interface PlotlyLibrary {
  react(node: HTMLElement, traces: unknown[], layout: PlotLayout, config: object): Promise<PlotlyElement>;
  relayout(node: HTMLElement, change: object): Promise<unknown>;
  purge(node: HTMLElement): void;
}

let loading: Promise<PlotlyLibrary> | undefined;

/** Plotly, which runs from the first call on. */
export function wakePlotly(): Promise<PlotlyLibrary> {
  // After a failure, the next touch tries again.
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<PlotlyLibrary> {
  const place = document.getElementById('plotly')!;
  const script = document.createElement('script');
  const { address } = place.dataset;
  if (address === undefined) {
    const bytes = new Uint8Array(await unpacked(place).arrayBuffer());
    script.textContent = new TextDecoder().decode(withFarRepeats(bytes));
    document.head.append(script);
  } else {
    await new Promise((resolve, reject) => {
      script.addEventListener('load', resolve);
      script.addEventListener('error', reject);
      script.src = address;
      document.head.append(script);
    });
  }
  return (globalThis as unknown as { Plotly: PlotlyLibrary }).Plotly;
}
