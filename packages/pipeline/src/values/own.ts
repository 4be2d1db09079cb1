/** The member of this name that is the object's own: names come from outside, and every object inherits a `constructor`. */
export function own<T>(members: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
