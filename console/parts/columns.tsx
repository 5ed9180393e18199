/** Heading of a column; columns of numbers are right-aligned. `title`: tooltip. */
export type Column = string | { number: string; title?: string };

/** The headings of a table. */
export const Columns = ({ of }: { of: readonly Column[] }) => (
  <thead>
    <tr>
      {of.map(column =>
        typeof column === 'string' ? (
          <th key={column} scope="col">
            {column}
          </th>
        ) : (
          <th key={column.number} scope="col" class="number" title={column.title}>
            {column.number}
          </th>
        ),
      )}
    </tr>
  </thead>
);

/** Headings of columns of numbers. */
export const numberColumns = (...names: readonly string[]): Column[] => names.map(name => ({ number: name }));
