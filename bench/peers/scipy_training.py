"""The document's training in NumPy, with the batch as a sparse matrix of SciPy: what most of the inputs are, zero, costs nothing."""

import math

import numpy as np
import scipy
from scipy.sparse import csr_array

from contender import BATCH, EXPONENT, FEATURES, NEURONS, PROBABILITY, RATE, STEPS, serve

assert EXPONENT == 4
SIZE = BATCH * FEATURES
# So many gaps between active entries reach beyond the batch: ten standard deviations more than are expected.
GAPS = int(SIZE * PROBABILITY + 10 * math.sqrt(SIZE * PROBABILITY)) + 1


def batch(rng):
    places = np.cumsum(rng.geometric(PROBABILITY, GAPS)) - 1
    places = places[: np.searchsorted(places, SIZE)]
    values = 2 * rng.random(len(places), dtype=np.float32) - 1
    starts = np.searchsorted(places, np.arange(0, SIZE + 1, FEATURES))
    return places, csr_array((values, places % FEATURES, starts), shape=(BATCH, FEATURES))


def train(seed):
    rng = np.random.default_rng(seed)
    weights = [
        (0.01 * rng.standard_normal(shape)).astype(np.float32) for shape in ((FEATURES, NEURONS), (NEURONS, FEATURES))
    ]
    first, second = [[np.zeros_like(w) for w in weights] for _ in range(2)]
    for step in range(STEPS):
        places, x = batch(rng)
        w_in, w_out = weights
        hidden = np.maximum(x @ w_in, 0)
        error = hidden @ w_out
        error.reshape(-1)[places] -= np.maximum(x.data, 0)
        square = error * error
        slope = square * error
        slope *= np.float32(4 / SIZE)
        back = slope @ w_out.T
        back *= hidden > 0
        rate = RATE * 0.5 * (1 + math.cos(math.pi * step / STEPS))
        c1, c2 = 1 - 0.9 ** (step + 1), 1 - 0.999 ** (step + 1)
        for w, m, v, g in zip(weights, first, second, (x.T @ back, hidden.T @ slope)):
            m += np.float32(0.1) * (g - m)
            v += np.float32(0.001) * (g * g - v)
            w -= np.float32(rate / c1) * m / (np.sqrt(v / np.float32(c2)) + np.float32(1e-8))
    return float(np.vdot(square, square)) / SIZE


serve(f"numpy {np.__version__}, scipy {scipy.__version__}", train)
