/** The rows of comma-separated values (RFC 4180). @throws Error for a text that breaks its rules */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`no field at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    const [, quoted, plain, end] = match;
    row.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  const [head] = rows;
  const ragged = rows.findIndex((each) => each.length !== head?.length);
  if (ragged !== -1)
    throw new Error(`row ${ragged} has ${rows[ragged]!.length} fields, the header ${head!.length}`);
  return rows;
}

/** The rows as objects by the header. */
export function readTable(text: string): readonly Readonly<Record<string, string>>[] {
  const [head, ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(row.map((value, index) => [head![index]!, value])));
}
