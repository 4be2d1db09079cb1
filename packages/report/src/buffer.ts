/** What `typed-array.ts` uses of Node's `Buffer`, by functions of browsers. */
export const bufferOfBrowsers = {
  from: (bytes: Uint8Array) => ({
    toString(): string {
      const parts: string[] = [];
      // A call takes a limited number of arguments.
      for (let start = 0; start < bytes.length; start += 8192)
        parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
      return btoa(parts.join(''));
    },
  }),
};

/** The build lets `typed-array.ts` import this (tsup.config.ts), so that figures are drawn in browsers, too. */
export const Buffer = (globalThis as { Buffer?: typeof bufferOfBrowsers }).Buffer ?? bufferOfBrowsers;
