interface Look {
  indent?: string;
  /** Left-align the last column, because it is text. */
  prose?: boolean;
}

/** Columns aligned for a terminal: the first to the left, the others to the right. */
export const table = (rows: readonly (readonly string[])[], { indent = '  ', prose = false }: Look = {}): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const isLeft = (column: number) => column === 0 || (prose && column === widths.length - 1);
  return rows
    .map(row =>
      row
        .map((cell, column) => (isLeft(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .map(row => `${indent}${row.trimEnd()}\n`)
    .join('');
};
