import { useState } from 'preact/hooks';
import { isReadOnly, readView } from '../../api.ts';
import { useKeys } from '../../keys.ts';
import { choose, goTo, search } from '../../location.ts';
import { Awaited, Empty } from '../../parts/states.tsx';
import { VirtualRows } from '../../parts/virtual-rows.tsx';
import { useRows } from '../../use-rows.ts';
import { useView } from '../../use-view.ts';
import { dollarText, number } from '../../words.ts';
import { AccountLine } from './account-line.tsx';
import { ColumnTitle } from './column-title.tsx';
import { bands, filterNames } from './filter-names.ts';
import { Filters } from './filters.tsx';
import { keptList } from './kept-list.ts';
import { type AccountsList, columns, type ListedRow } from './list.ts';

/** Rows per request. */
const size = 200;
const rowHeight = 45;

/** `/accounts`: the whole portfolio. Choices are in the URL, so a link saves a view. */
export const AccountsPage = () => {
  const asked = Object.fromEntries(
    ['search', ...filterNames, 'sort', 'reverse'].map(name => [name, search.value.get(name) ?? undefined]),
  );
  const shown = useView('/v1/accounts', isReadOnly ? { as: 'kept' } : asked);
  return (
    <div class="page accounts">
      <header>
        <h1>Accounts</h1>
        <input
          id="find-account"
          type="search"
          aria-label="Search accounts"
          placeholder="Search by name"
          value={search.value.get('search') ?? ''}
          onChange={event => choose({ search: event.currentTarget.value })}
        />
      </header>
      <Awaited of={shown} rows={10}>
        {list => (
          <Accounts key={JSON.stringify(asked)} list={isReadOnly ? keptList(list, asked) : list} asked={asked} />
        )}
      </Awaited>
    </div>
  );
};

const Accounts = ({ list, asked }: { list: AccountsList; asked: Readonly<Record<string, string | undefined>> }) => {
  const { rowAt, show } = useRows<ListedRow>(
    JSON.stringify(asked),
    list.rows,
    isReadOnly ? Math.max(size, list.rows.length) : size,
    async from => (await readView('/v1/accounts', { ...asked, from })).rows,
  );
  const [at, setAt] = useState(0);
  const move = (by: number) => {
    const next = Math.min(list.found - 1, Math.max(0, at + by));
    setAt(next);
    show(next, next + 1);
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const current = rowAt(at);
  useKeys({
    '/': { does: 'Search', run: () => document.getElementById('find-account')?.focus() },
    j: { does: 'Next account', run: () => move(1) },
    k: { does: 'Account before', run: () => move(-1) },
    ArrowDown: { does: 'Next account', run: () => move(1) },
    ArrowUp: { does: 'Account before', run: () => move(-1) },
    o: { does: 'Open the account', run: () => current && goTo(`/accounts/${encodeURIComponent(current.id)}`) },
    Enter: { does: 'Open the account', run: () => current && goTo(`/accounts/${encodeURIComponent(current.id)}`) },
  });
  const isFiltered = ['search', ...filterNames].some(name => asked[name] !== undefined);
  return (
    <>
      <Filters list={list} />
      <p class="found">
        <b>{number(list.found)}</b> {isFiltered && `of ${number(list.of)}`} accounts, {list.arr.text} a year
        {bands.map(({ id, name }) =>
          (list.arrByBand[id]?.amount ?? 0) > 0 ? (
            <button
              key={id}
              type="button"
              class={`band ${id}`}
              aria-pressed={asked.band === id}
              onClick={() => choose({ band: asked.band === id ? undefined : id })}
            >
              {name} {dollarText(list.arrByBand[id]?.amount ?? 0, { short: true })}
            </button>
          ) : null,
        )}
        {!isReadOnly && list.found > 0 && (
          <button type="button" class="csv" onClick={() => void saveCsv(asked)}>
            Save as CSV
          </button>
        )}
      </p>
      {list.found === 0 ? (
        <Empty title={list.of === 0 ? 'No accounts yet' : 'No account matches'}>
          {list.of === 0 ? (
            <p>Accounts appear when your application calls group for them.</p>
          ) : (
            <button
              type="button"
              onClick={() => choose(Object.fromEntries(['search', ...filterNames].map(name => [name, undefined])))}
            >
              Show all
            </button>
          )}
        </Empty>
      ) : (
        <table>
          <thead>
            <tr>
              {columns.map(({ sort, name, ...column }) => (
                <ColumnTitle key={name} sort={sort} name={name} isNumber={'number' in column} asked={asked} />
              ))}
            </tr>
          </thead>
          <VirtualRows
            count={list.found}
            height={rowHeight}
            columns={columns.length}
            onShow={show}
            row={index => (
              <AccountLine key={index} row={rowAt(index)} index={index} isCurrent={index === at} now={list.now} />
            )}
          />
        </table>
      )}
    </>
  );
};

const saveCsv = async (asked: Readonly<Record<string, string | undefined>>): Promise<void> => {
  const { csv = '' } = await readView('/v1/accounts', { ...asked, as: 'csv' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\ufeff${csv}`], { type: 'text/csv' }));
  link.download = 'accounts.csv';
  link.click();
  URL.revokeObjectURL(link.href);
};
