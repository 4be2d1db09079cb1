import type { Attributes } from './values.js';

/** Reads a value of Plotly as far as the writer of drawings understands it; undefined for any other value. */
export type Kind<T> = (value: unknown) => T | undefined;

/**
 * Reads the attributes of an object for Plotly, and keeps account of them: what nobody has read, or what is of no kind that the reader
 * understands, would be drawn wrong. So the list of what is understood is the code that reads it.
 */
export class AttributeReader {
  readonly #path: string;
  readonly #attributes: Attributes;
  readonly #read = new Set<string>();
  readonly #parts: AttributeReader[] = [];
  readonly #refused = new Set<string>();

  /** @param path names the object, such as `traces[0]` */
  constructor(attributes: Attributes, path: string) {
    this.#attributes = attributes;
    this.#path = path;
  }

  /** Whether the attribute is given. Plotly, too, takes null for nothing. */
  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  /** The value as it is; whoever calls this has to judge it. */
  raw(name: string): unknown {
    this.#read.add(name);
    return (Object.hasOwn(this.#attributes, name) ? this.#attributes[name] : undefined) ?? undefined;
  }

  /** A value of a kind, or `otherwise` where there is none. */
  read<T>(name: string, kind: Kind<T>, otherwise: T): T {
    const value = this.raw(name);
    if (value === undefined) return otherwise;
    const known = kind(value);
    if (known === undefined) this.refuse(name);
    return known ?? otherwise;
  }

  /** The attributes in an attribute; none where it is not given. */
  part(name: string): AttributeReader {
    const value = this.raw(name);
    const isObject = typeof value === 'object' && !Array.isArray(value) && !ArrayBuffer.isView(value);
    if (value !== undefined && !isObject) this.refuse(name);
    return this.#keep(new AttributeReader(isObject ? (value as Attributes) : {}, this.#place(name)));
  }

  /** The attributes of each object in a list. */
  parts(name: string): readonly AttributeReader[] {
    const value = this.raw(name);
    const list = Array.isArray(value) ? value : [];
    if (value !== undefined && !Array.isArray(value)) this.refuse(name);
    return list.map((each: unknown, index) => {
      const isObject = typeof each === 'object' && each !== null;
      if (!isObject) this.refuse(name);
      return this.#keep(
        new AttributeReader(isObject ? (each as Attributes) : {}, `${this.#place(name)}[${index}]`),
      );
    });
  }

  /** Attributes that a drawing does not need: words under the pointer, and places that the geometry decides for all figures alike. */
  leave(...names: readonly string[]): void {
    for (const name of names) this.#read.add(name);
  }

  /** Says of an attribute that it cannot be drawn as it is. */
  refuse(name: string): void {
    this.#read.add(name);
    this.#refused.add(name);
  }

  /** The paths of everything given that was refused or not read. */
  rest(): readonly string[] {
    const unread = Object.keys(this.#attributes).filter(
      (name) => !this.#read.has(name) && (this.#attributes[name] ?? undefined) !== undefined,
    );
    return [
      ...[...this.#refused, ...unread].map((name) => this.#place(name)),
      ...this.#parts.flatMap((part) => part.rest()),
    ];
  }

  #keep(part: AttributeReader): AttributeReader {
    this.#parts.push(part);
    return part;
  }

  #place(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }
}
