import { followFeature, orClickIt } from '../../sentences/pick.js';
import { element } from '../element.js';
import { type NumberField, numberField } from './number-field.js';

/** Adds a field beside the contents by which a reader picks a feature; to a page without features none. */
export function pickField(onIndex: (index: number) => void): NumberField | undefined {
  const place = document.querySelector('aside');
  if (place === null || document.querySelector('[data-shows~="feature"], [data-feature]') === null)
    return undefined;
  const field = numberField(onIndex);
  const label = element('label', 'pick-field');
  label.dataset['added'] = '';
  const note = element('small', '');
  note.textContent = orClickIt;
  label.append(followFeature, field.input, note);
  place.append(label);
  return field;
}
