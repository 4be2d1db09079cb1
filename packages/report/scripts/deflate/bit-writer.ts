/** Writes bits from the lowest on. */
export class BitWriter {
  readonly #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size + 1_000);
  }

  put(value: number, bits: number): void {
    this.#held |= value << this.#count;
    this.#count += bits;
    for (; this.#count >= 8; this.#count -= 8, this.#held >>>= 8) this.#bytes[this.#at++] = this.#held & 255;
  }

  bytes(): Uint8Array {
    if (this.#count > 0) this.#bytes[this.#at++] = this.#held & 255;
    return this.#bytes.slice(0, this.#at);
  }
}
