"""Serves a training to the benchmark: prints "ready", then for every line read runs it once and prints the seconds."""

import sys
import time

FEATURES, NEURONS, PROBABILITY = 100, 10, 0.02
STEPS, BATCH, RATE, EXPONENT = 1000, 2048, 0.003, 4


def serve(version, train):
    """Calls train(seed) -> final loss once to warm up and compile, then once for every line of standard input."""
    loss = train(0)
    print(f"ready {version} loss {loss:.6f}", flush=True)
    for seed, _ in enumerate(sys.stdin, start=1):
        start = time.perf_counter()
        train(seed)
        print(time.perf_counter() - start, flush=True)
