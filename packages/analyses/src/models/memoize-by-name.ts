import type { SweptSettings } from '@superposition/core/sweeps';

/** What `make` makes for a model of these settings and this seed: memoizeByName for each name, however often it is asked for. */
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
