import { json, record } from '@superposition/pipeline/internal/values/codec';
import { values } from '@superposition/pipeline/internal/values/values';
import type { Heatmap, OrderedHeatmaps } from './heatmap.js';

const heatmap = record<Heatmap>({ shape: json(), values: values() });

/** A heatmap in every order of its features, its numbers as float32 or float64. */
export const heatmaps = record<OrderedHeatmaps>({ codeword: heatmap, singular: heatmap, index: heatmap });
