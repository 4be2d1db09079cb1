import type { AttributeReader, Kind } from './attribute-reader.js';
import { listOf } from './values.js';

/** A place along an axis as a trace gives it: a number, or the name of a category. */
export type Place = number | string;

/** What an axis without a type can be sure of: `mixed` are texts that Plotly might take for numbers or dates. */
export type PlaceKind = 'counted' | 'numbers' | 'names' | 'mixed';

/** The places of a trace along one axis. */
export interface Places {
  readonly kind: PlaceKind;
  readonly places: readonly Place[];
}

/** Numbers with gaps, or texts without: Plotly gives a gap no category. */
const placeList: Kind<readonly Place[]> = (value) => {
  const list = listOf(value);
  if (list === undefined) return undefined;
  const isKnown = (each: unknown) => each === null || typeof each === 'number' || typeof each === 'string';
  if (!list.every(isKnown)) return undefined;
  return list.map((each) =>
    typeof each === 'string' || Number.isFinite(each) ? (each as Place) : Number.NaN,
  );
};

/** Reads `x` or `y`; where it is not given, places are counted from 0. */
export function readPlaces(reader: AttributeReader, name: 'x' | 'y', counted: number): Places {
  const places = reader.has(name) ? reader.read(name, placeList, []) : undefined;
  if (places === undefined)
    return { kind: 'counted', places: Array.from({ length: counted }, (_, index) => index) };
  return { kind: kindOf(places), places };
}

function kindOf(places: readonly Place[]): PlaceKind {
  if (places.every((place) => typeof place === 'number')) return 'numbers';
  // Plotly takes 1995 and 95-7 for dates.
  const isName = (place: Place) =>
    typeof place === 'string' &&
    place.trim() !== '' &&
    Number.isNaN(Number(place)) &&
    !/^\s*-?\d{2,4}(-|$)/.test(place) &&
    // Plotly reads numbers behind signs of currencies, and with commas.
    !/^[\s%,$£€]*[-+]?[\d.,\s]+(e[-+]?\d+)?[%,$£€\s]*$/i.test(place);
  return places.every(isName) ? 'names' : 'mixed';
}
