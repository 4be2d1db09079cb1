"""The document's training in JAX: one jitted lax.scan over the steps, batches drawn inside it."""

import jax
import jax.numpy as jnp

from contender import BATCH, EXPONENT, FEATURES, NEURONS, PROBABILITY, RATE, STEPS, serve

assert EXPONENT == 4


def loss_of(weights, x):
    w_in, w_out = weights
    error = jax.nn.relu(x @ w_in) @ w_out - jax.nn.relu(x)
    return jnp.mean(jnp.square(jnp.square(error)))


def step(state, t):
    weights, first, second, key = state
    key, key_values = jax.random.split(key)
    # One draw says whether a feature is active, and if so its value: this takes half the time of two draws.
    draw = jax.random.uniform(key_values, (BATCH, FEATURES))
    x = jnp.where(draw < PROBABILITY, draw * (2.0 / PROBABILITY) - 1.0, 0.0)
    loss, gradient = jax.value_and_grad(loss_of)(weights, x)
    rate = RATE * 0.5 * (1.0 + jnp.cos(jnp.pi * t / STEPS))
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradient)
    c1, c2 = 1.0 - 0.9 ** (t + 1.0), 1.0 - 0.999 ** (t + 1.0)
    weights = jax.tree.map(
        lambda w, m, v: w - rate * (m / c1) / (jnp.sqrt(v / c2) + 1e-8), weights, first, second
    )
    return (weights, first, second, key), loss


@jax.jit
def run(key):
    key, key_in, key_out = jax.random.split(key, 3)
    weights = (
        0.01 * jax.random.normal(key_in, (FEATURES, NEURONS)),
        0.01 * jax.random.normal(key_out, (NEURONS, FEATURES)),
    )
    zeros = jax.tree.map(jnp.zeros_like, weights)
    _, losses = jax.lax.scan(step, (weights, zeros, zeros, key), jnp.arange(STEPS, dtype=jnp.float32))
    return losses[-1]


serve(f"jax {jax.__version__}", lambda seed: float(run(jax.random.key(seed))))
