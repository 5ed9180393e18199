/** True for an empty cell, including the placeholders that databases, spreadsheets and people use. */
export const saysNothing = (cell: string): boolean => nothing.test(cell.trim());

const nothing = /^(?:|null|\(null\)|<null>|\\n|undefined|nan|#?n\/a|[-–—]+)$/i;

/** The problem of a cell that is wrong in any column: a spreadsheet error, or an id that was rounded as a number. */
export const brokenCell = (cell: string, isId: boolean): string | undefined => {
  if (/^#(?:ref!|value!|name\?|div\/0!|num!|null!|spill!|calc!)$/i.test(cell))
    return `is "${cell}", an error of the spreadsheet`;
  return isId && /^\d(?:[.,]\d+)?E\+\d{2,}$/i.test(cell)
    ? `is "${cell}", which a spreadsheet rounded: format the column as a number without decimals there, and export it again`
    : undefined;
};
