/** Moves every entry of `bytes` of weights that lies outside of its bounds onto the nearer one. NaN stays NaN. */
export function clamp(weights: usize, lower: usize, upper: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const below = f32x4.min(v128.load(weights + at), v128.load(upper + at));
    v128.store(weights + at, f32x4.max(below, v128.load(lower + at)));
  }
}
