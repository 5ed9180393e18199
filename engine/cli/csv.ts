/**
 * RFC 4180, but with `\n` at the end of lines: standard output escapes carriage returns, which could fake a line on a terminal.
 * Values that a spreadsheet would read as formulas are made text, since they come from outside.
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
