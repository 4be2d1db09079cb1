import { hash } from 'node:crypto';

/**
 * A sha256 in lower-case hexadecimal (64 characters): of an artifact, of a recipe (its key) or of a bundle (its
 * fingerprint).
 */
export type Digest = string & { readonly __brand: 'Digest' };

/** Whether a text has the form of a digest. */
export function isDigest(text: string): text is Digest {
  return /^[0-9a-f]{64}$/.test(text);
}

/** The sha256 of bytes, or of the UTF-8 bytes of a text. */
export function digestOf(content: Uint8Array | string): Digest {
  return hash('sha256', content, 'hex') as Digest;
}
