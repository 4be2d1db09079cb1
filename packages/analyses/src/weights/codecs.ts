import { float32, json, record } from '@superposition/pipeline/internal/values/codec';
import type { Heatmap, OrderedHeatmaps } from './heatmap.js';

const heatmap = record<Heatmap>({ shape: json(), values: float32 });

/** A heatmap in every order of its features, its numbers as float32. */
export const heatmaps = record<OrderedHeatmaps>({ codeword: heatmap, singular: heatmap, index: heatmap });
