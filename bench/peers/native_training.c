// The document's training in C: the same sparse loop as the reference engine, one thread, fast mathematics allowed. It is compiled for
// the machine that it runs on. Prints "ready", then for every line read trains once and prints the seconds.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { N = 100, M = 10, STEPS = 1000, BATCH = 2048 };
static const double PROBABILITY = 0.02, RATE = 0.003;

static uint64_t state[4];

// xoshiro256+, by David Blackman and Sebastiano Vigna, https://prng.di.unimi.it
static inline uint64_t next(void) {
  const uint64_t result = state[0] + state[3], t = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= t;
  state[3] = (state[3] << 45) | (state[3] >> 19);
  return result;
}

static inline double uniform(void) { return (double)(next() >> 11) * 0x1p-53; }

static void seed_with(uint64_t seed) {
  for (int i = 0; i < 4; i++) {
    uint64_t z = (seed += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    state[i] = z ^ (z >> 31);
  }
}

static double normal(void) { return sqrt(-2 * log(1 - uniform())) * cos(6.283185307179586 * uniform()); }

static void adam(float *w, float *m, float *v, const float *g, float rate, float c1, float c2) {
  for (int i = 0; i < N * M; i++) {
    m[i] += 0.1f * (g[i] - m[i]);
    v[i] += 0.001f * (g[i] * g[i] - v[i]);
    w[i] -= rate * (m[i] / c1) / (sqrtf(v[i] / c2) + 1e-8f);
  }
}

static double train(uint64_t seed) {
  // Inputs are features × neurons and outputs neurons × features, so that the inner loops run along memory.
  static float w_in[N * M], w_out[M * N], m_in[N * M], v_in[N * M], m_out[M * N], v_out[M * N];
  static float g_in[N * M], g_out[M * N];
  seed_with(seed);
  for (int i = 0; i < N * M; i++) w_in[i] = (float)(0.01 * normal());
  for (int i = 0; i < N * M; i++) w_out[i] = (float)(0.01 * normal());
  memset(m_in, 0, sizeof m_in), memset(v_in, 0, sizeof v_in);
  memset(m_out, 0, sizeof m_out), memset(v_out, 0, sizeof v_out);
  const double per_gap = 1 / log1p(-PROBABILITY);
  const float scale = 4.0f / (BATCH * N);
  double loss = 0, p1 = 1, p2 = 1;
  for (int step = 0; step < STEPS; step++) {
    memset(g_in, 0, sizeof g_in), memset(g_out, 0, sizeof g_out);
    loss = 0;
    long place = (long)(log(1 - uniform()) * per_gap);
    for (int sample = 0; sample < BATCH; sample++) {
      int active[N], count = 0;
      float value[N], hidden[M] = {0}, error[N] = {0}, slope[N];
      for (const long end = (long)(sample + 1) * N; place < end; place += 1 + (long)(log(1 - uniform()) * per_gap)) {
        active[count] = (int)(place - (long)sample * N);
        value[count++] = (float)(2 * uniform() - 1);
      }
      if (count == 0) continue;
      for (int a = 0; a < count; a++)
        for (int k = 0; k < M; k++) hidden[k] += w_in[active[a] * M + k] * value[a];
      for (int k = 0; k < M; k++)
        if (hidden[k] > 0)
          for (int j = 0; j < N; j++) error[j] += w_out[k * N + j] * hidden[k];
      for (int a = 0; a < count; a++)
        if (value[a] > 0) error[active[a]] -= value[a];
      for (int j = 0; j < N; j++) slope[j] = error[j] * error[j] * error[j];
      if (step == STEPS - 1)
        for (int j = 0; j < N; j++) loss += (double)slope[j] * error[j];
      float back[M];
      for (int k = 0; k < M; k++) {
        back[k] = 0;
        if (hidden[k] <= 0) continue;
        float total = 0;
        for (int j = 0; j < N; j++) {
          g_out[k * N + j] += slope[j] * hidden[k];
          total += slope[j] * w_out[k * N + j];
        }
        back[k] = total;
      }
      for (int a = 0; a < count; a++)
        for (int k = 0; k < M; k++) g_in[active[a] * M + k] += back[k] * value[a];
    }
    for (int i = 0; i < N * M; i++) g_in[i] *= scale, g_out[i] *= scale;
    p1 *= 0.9, p2 *= 0.999;
    const float rate = (float)(RATE * 0.5 * (1 + cos(3.141592653589793 * step / STEPS)));
    adam(w_in, m_in, v_in, g_in, rate, (float)(1 - p1), (float)(1 - p2));
    adam(w_out, m_out, v_out, g_out, rate, (float)(1 - p1), (float)(1 - p2));
  }
  return loss / ((double)BATCH * N);
}

int main(void) {
  char line[64];
  printf("ready C loss %.6f\n", train(0));
  fflush(stdout);
  for (uint64_t seed = 1; fgets(line, sizeof line, stdin); seed++) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    volatile double loss = train(seed);
    (void)loss;
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.6f\n", (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec));
    fflush(stdout);
  }
}
