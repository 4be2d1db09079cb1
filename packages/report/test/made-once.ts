/**
 * Returns a function that calls `make` once for each input in a process, whichever test asks. The tests share what it gives, so
 * they only read it.
 */
export function madeOnce<Input, Value extends {}>(make: (input: Input) => Value): (input: Input) => Value {
  const made = new Map<string, Value>();
  return (input) => {
    const name = JSON.stringify(input);
    const value = made.get(name) ?? make(input);
    made.set(name, value);
    return value;
  };
}
