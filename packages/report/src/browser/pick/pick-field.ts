import { followFeature, orClickIt } from '../../sentences/pick.js';
import { element } from '../element.js';
import { type NumberField, numberField } from './number-field.js';

/** The field beside the contents by which a reader picks a feature. */
export interface PickField extends Pick<NumberField, 'set'> {
  /** Adds it to a page that shows features, and removes it from one that shows none. */
  readonly place: () => void;
}

export function pickField(onIndex: (index: number) => void): PickField {
  const field = numberField(onIndex);
  const label = element('label', 'pick-field');
  label.dataset['added'] = '';
  const note = element('small', '');
  note.textContent = orClickIt;
  label.append(followFeature, field.input, note);
  return {
    set: field.set,
    place() {
      if (document.querySelector('[data-shows~="feature"], [data-feature]') === null) label.remove();
      else if (!label.isConnected) document.querySelector('aside')?.append(label);
    },
  };
}
