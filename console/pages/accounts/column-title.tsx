import { choose } from '../../location.ts';

/** A column heading that sorts the table. */
export const ColumnTitle = ({
  sort,
  name,
  isNumber,
  asked,
}: {
  sort: string | undefined;
  name: string;
  isNumber: boolean;
  asked: Readonly<Record<string, string | undefined>>;
}) => {
  const isBy = sort !== undefined && asked.sort === sort;
  const isReversed = asked.reverse === 'true';
  const direction = isBy ? (isReversed ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" class={isNumber ? 'number' : ''} aria-sort={direction}>
      {sort === undefined ? (
        name
      ) : (
        <button
          type="button"
          class="sort"
          // First click: sort. Second: reverse. Third: back to the default, revenue at risk.
          onClick={() =>
            choose(
              !isBy
                ? { sort, reverse: undefined }
                : isReversed
                  ? { sort: undefined, reverse: undefined }
                  : { reverse: 'true' },
            )
          }
        >
          {name}
          {isBy && (isReversed ? ' ↑' : ' ↓')}
        </button>
      )}
    </th>
  );
};
