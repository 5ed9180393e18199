import { choose } from '../../location.ts';

/** The title of a column, by which the table is sorted. */
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
          // Once: by it. Twice: the other way around. Then: as before, by revenue at risk.
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
