"""The document's training in Numba: the same sparse loop as the reference engine, one thread, fast mathematics allowed."""

import math

import numba
import numpy as np

from contender import BATCH, EXPONENT, FEATURES, NEURONS, PROBABILITY, RATE, STEPS, serve

assert EXPONENT == 4


@numba.njit(fastmath=True)
def train_steps(w_in, w_out, seed):
    np.random.seed(seed)
    n, m = FEATURES, NEURONS
    log_q = math.log1p(-PROBABILITY)
    one = np.float32(1)
    b1, b2, eps = np.float32(0.9), np.float32(0.999), np.float32(1e-8)
    m_in, v_in = np.zeros_like(w_in), np.zeros_like(w_in)
    m_out, v_out = np.zeros_like(w_out), np.zeros_like(w_out)
    hidden = np.zeros(m, np.float32)
    back = np.zeros(m, np.float32)
    error = np.zeros(n, np.float32)
    slope = np.zeros(n, np.float32)
    active = np.zeros(n, np.int64)
    value = np.zeros(n, np.float32)
    scale = np.float32(4.0 / (BATCH * n))
    p1, p2 = 1.0, 1.0
    loss = 0.0
    for step in range(STEPS):
        # w_in is features x neurons and w_out neurons x features, so that the inner loops run along memory.
        g_in, g_out = np.zeros_like(w_in), np.zeros_like(w_out)
        loss = 0.0
        position = -1 + math.ceil(math.log(1.0 - np.random.random()) / log_q)
        for sample in range(BATCH):
            end = (sample + 1) * n
            count = 0
            while position < end:
                active[count] = position - sample * n
                value[count] = np.float32(2.0 * np.random.random() - 1.0)
                count += 1
                position += max(1, math.ceil(math.log(1.0 - np.random.random()) / log_q))
            if count == 0:
                continue
            hidden[:] = 0
            for a in range(count):
                x = value[a]
                row = w_in[active[a]]
                for k in range(m):
                    hidden[k] += row[k] * x
            error[:] = 0
            for k in range(m):
                if hidden[k] > 0:
                    h = hidden[k]
                    row = w_out[k]
                    for j in range(n):
                        error[j] += row[j] * h
            for a in range(count):
                if value[a] > 0:
                    error[active[a]] -= value[a]
            for j in range(n):
                slope[j] = error[j] * error[j] * error[j]
            if step == STEPS - 1:
                for j in range(n):
                    loss += slope[j] * error[j]
            for k in range(m):
                if hidden[k] > 0:
                    h = hidden[k]
                    row = w_out[k]
                    grad = g_out[k]
                    total = np.float32(0)
                    for j in range(n):
                        grad[j] += slope[j] * h
                        total += slope[j] * row[j]
                    back[k] = total
                else:
                    back[k] = 0
            for a in range(count):
                x = value[a]
                grad = g_in[active[a]]
                for k in range(m):
                    grad[k] += back[k] * x
        p1 *= 0.9
        p2 *= 0.999
        rate = RATE * 0.5 * (1.0 + math.cos(math.pi * step / STEPS))
        size = np.float32(rate / (1.0 - p1))
        c2 = np.float32(1.0 / (1.0 - p2))
        for w, g, mo, ve in ((w_in, g_in, m_in, v_in), (w_out, g_out, m_out, v_out)):
            for i in range(w.shape[0]):
                for j in range(w.shape[1]):
                    gradient = g[i, j] * scale
                    mo[i, j] = b1 * mo[i, j] + (one - b1) * gradient
                    ve[i, j] = b2 * ve[i, j] + (one - b2) * gradient * gradient
                    w[i, j] -= size * mo[i, j] / (np.sqrt(ve[i, j] * c2) + eps)
    return loss / (BATCH * n)


def train(seed):
    rng = np.random.default_rng(seed)
    w_in = (0.01 * rng.standard_normal((FEATURES, NEURONS))).astype(np.float32)
    w_out = (0.01 * rng.standard_normal((NEURONS, FEATURES))).astype(np.float32)
    return train_steps(w_in, w_out, seed)


serve(f"numba {numba.__version__}", train)
