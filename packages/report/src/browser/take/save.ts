/** Gives a file to the reader, as a download that the page makes itself. Nothing is asked of a server. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has begun to read it by the next minute. Without this, the page would keep every file that was saved.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
