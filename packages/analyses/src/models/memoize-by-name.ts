import type { SweptSettings } from '@superposition/core/internal/config/sweeps';

/**
 * Returns a function that calls `make` once for each name, and returns the same value whenever that name is asked for
 * again.
 */
export function memoizeByName<Value>(
  named: (at: SweptSettings, seed: number) => string,
  make: (name: string, at: SweptSettings, seed: number) => Value,
): (at: SweptSettings, seed: number) => Value {
  const made = new Map<string, Value>();
  return (at, seed) => {
    const name = named(at, seed);
    const value = made.get(name) ?? make(name, at, seed);
    made.set(name, value);
    return value;
  };
}
