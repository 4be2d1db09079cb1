// The types of figures lie in a file that also has a function for Node, which the scripts of the page do not call.
declare const Buffer: { from(bytes: Uint8Array): { toString(encoding: 'base64'): string } };
