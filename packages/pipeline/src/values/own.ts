/** The object's own member of this name. Names come from outside, and `constructor` would find an inherited member. */
export function own<T>(members: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
