/**
 * Adam with bias correction on `bytes` of weights: g = sum·scale, m = β₁·m + (1−β₁)·g, v = β₂·v + ((1−β₂)·g)·g,
 * w = w − (rate·m) / (√(v·correction) + ε), each operation rounded to float32.
 */
export function adam(
  weights: usize,
  gradient: usize,
  firstMoments: usize,
  secondMoments: usize,
  bytes: usize,
  rate: f32,
  correction: f32,
  scale: f32,
): void {
  const beta1 = f32x4.splat(0.9);
  const rest1 = f32x4.splat(0.1);
  const beta2 = f32x4.splat(0.999);
  const rest2 = f32x4.splat(0.001);
  const epsilon = f32x4.splat(1e-8);
  const rates = f32x4.splat(rate);
  const corrections = f32x4.splat(correction);
  const scales = f32x4.splat(scale);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = f32x4.mul(v128.load(gradient + at), scales);
    const m = f32x4.add(f32x4.mul(beta1, v128.load(firstMoments + at)), f32x4.mul(rest1, g));
    const v = f32x4.add(f32x4.mul(beta2, v128.load(secondMoments + at)), f32x4.mul(f32x4.mul(rest2, g), g));
    v128.store(firstMoments + at, m);
    v128.store(secondMoments + at, v);
    const root = f32x4.sqrt(f32x4.mul(v, corrections));
    const step = f32x4.div(f32x4.mul(rates, m), f32x4.add(root, epsilon));
    v128.store(weights + at, f32x4.sub(v128.load(weights + at), step));
  }
}
