/** What was begun last for each file. It never rejects. */
const last = new Map<string, Promise<unknown>>();

/** Does something for a file once all that was asked for the same file before is done. Resolves and rejects as the action does. */
export async function inTurn<T>(file: string, action: () => Promise<T>): Promise<T> {
  const answer = last.get(file)?.then(action) ?? action();
  const end = answer.catch(() => {});
  last.set(file, end);
  try {
    return await answer;
  } finally {
    if (last.get(file) === end) last.delete(file);
  }
}
