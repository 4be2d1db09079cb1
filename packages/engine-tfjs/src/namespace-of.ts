/** Node gives a CommonJS module as `default`, and beside it only those names that it could guess. */
export function namespaceOf<T extends object>(module: T & { readonly default?: T }): T {
  return module.default ?? module;
}
