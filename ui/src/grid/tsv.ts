// Rows as tab-separated text, the way spreadsheets take them from the clipboard.

/** One line for the names and one for each row. */
export function toTsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((cells) => cells.map(cell).join('\t')).join('\n');
}

/**
 * A value that holds a tab, a line break or a quote is quoted. One that a spreadsheet would run as a
 * formula gets an apostrophe in front.
 */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[\t\n\r"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
