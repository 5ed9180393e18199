/** A cell of which nothing is known, as databases, spreadsheets and people write it. */
export const saysNothing = (cell: string): boolean => nothing.test(cell.trim());

const nothing = /^(?:|null|\(null\)|<null>|\\n|undefined|nan|#?n\/a|[-–—]+)$/i;

/** Why a cell cannot be meant as it stands, in any column: a spreadsheet failed, or rounded what it took for a number. */
export const brokenCell = (cell: string, isId: boolean): string | undefined => {
  if (/^#(?:ref!|value!|name\?|div\/0!|num!|null!|spill!|calc!)$/i.test(cell))
    return `is "${cell}", an error of the spreadsheet`;
  return isId && /^\d(?:[.,]\d+)?E\+\d{2,}$/i.test(cell)
    ? `is "${cell}", which a spreadsheet rounded: format the column as a number without decimals there, and export it again`
    : undefined;
};
