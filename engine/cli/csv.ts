/**
 * RFC 4180, but lines end with `\n`: standard output escapes carriage returns, which could fake a line on a terminal.
 * Cells that a spreadsheet would read as formulas are turned into text, because values come from outside.
 */
export const csvOf = <Column extends string>(
  columns: readonly Column[],
  rows: readonly { readonly [Name in Column]?: string | number | undefined }[],
): string =>
  [columns.join(','), ...rows.map(row => columns.map(column => cell(row[column] ?? '')).join(','))]
    .map(line => `${line}\n`)
    .join('');

const cell = (value: string | number): string => {
  const lines = String(value).replaceAll(/\r\n?/g, '\n');
  const text = typeof value === 'string' && /^[=+\-@\t\n]/.test(lines) ? `'${lines}` : lines;
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
