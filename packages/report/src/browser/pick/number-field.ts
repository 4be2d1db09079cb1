/** A field for the index of a feature or a neuron. */
export interface NumberField {
  readonly input: HTMLInputElement;
  /** Shows an index, of as many as there are. While the reader types, the field stays as it is. */
  readonly set: (index: number | undefined, count: number) => void;
}

/** @param onIndex is called with each index that the reader enters, as far as there is one */
export function numberField(onIndex: (index: number) => void): NumberField {
  const input = document.createElement('input');
  input.type = 'number';
  input.min = '0';
  input.step = '1';
  input.inputMode = 'numeric';
  input.addEventListener('input', () => {
    if (input.value !== '' && input.validity.valid) onIndex(input.valueAsNumber);
  });
  return {
    input,
    set(index, count) {
      if (count > 0) input.max = String(count - 1);
      const text = index === undefined ? '' : String(index);
      if (input.value !== text) input.value = text;
    },
  };
}
