import { useState } from 'preact/hooks';
import { type Answer, isReadOnly, readView } from '../api.ts';
import { useKeys } from '../keys.ts';
import { choose, goTo, hrefOf, search } from '../location.ts';
import { Score } from '../parts/band.tsx';
import { AccountLink } from '../parts/person.tsx';
import { SeverityMark } from '../parts/severity.tsx';
import { Await, Empty } from '../parts/states.tsx';
import { VirtualRows } from '../parts/virtual-rows.tsx';
import { useRows } from '../use-rows.ts';
import { useView } from '../use-view.ts';
import { dayText, dollars, number } from '../words.ts';

type List = Answer<'/v1/accounts'>;
type Row = List['rows'][number];

/** Of one request. */
const size = 200;
const rowHeight = 45;

const columns = [
  { sort: 'name', name: 'Account' },
  { sort: 'health', name: 'Health', number: true },
  { sort: 'change', name: '4 weeks' },
  { sort: 'arr', name: 'A year', number: true },
  { sort: 'renewal', name: 'Renewal', number: true },
  { sort: 'stage', name: 'Stage' },
  { sort: 'owner', name: 'Owner' },
  { sort: 'lastSeen', name: 'Last seen', number: true },
  { sort: 'tasks', name: 'Tasks', number: true },
  { sort: undefined, name: 'In journeys' },
] as const;

const filterNames = ['segment', 'owner', 'plan', 'stage', 'touchModel', 'band', 'journey', 'tasks'] as const;
const bands = [
  { id: 'red', name: 'At risk' },
  { id: 'yellow', name: 'Watch' },
  { id: 'green', name: 'Healthy' },
  { id: 'none', name: 'Not known yet' },
] as const;

/** `/accounts`: the whole portfolio; what is chosen is in the address, so a view is saved by keeping its link. */
export const AccountsPage = () => {
  const asked = Object.fromEntries(
    ['search', ...filterNames, 'sort', 'reverse'].map(name => [name, search.value.get(name) ?? undefined]),
  );
  const shown = useView('/v1/accounts', asked);
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
      <Await of={shown} rows={10}>
        {list => <Accounts key={JSON.stringify(asked)} list={list} asked={asked} />}
      </Await>
    </div>
  );
};

const Accounts = ({ list, asked }: { list: List; asked: Readonly<Record<string, string | undefined>> }) => {
  const { rowAt, show } = useRows<Row>(
    JSON.stringify(asked),
    list.rows,
    size,
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
      {!isReadOnly && <Filters list={list} />}
      <p class="sum">
        <b>{number(list.found)}</b> {isFiltered && `of ${number(list.of)}`} accounts, {list.arr.text} a year
        {(isReadOnly ? [] : bands).map(({ id, name }) =>
          (list.arrByBand[id]?.amount ?? 0) > 0 ? (
            <button
              key={id}
              type="button"
              class={`band ${id}`}
              aria-pressed={asked.band === id}
              onClick={() => choose({ band: asked.band === id ? undefined : id })}
            >
              {name} {dollars(list.arrByBand[id]?.amount ?? 0, { short: true })}
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
        <Empty title={list.of === 0 ? 'No account is known yet' : 'No account is like that'}>
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
                <Title key={name} sort={sort} name={name} isNumber={'number' in column} asked={asked} />
              ))}
            </tr>
          </thead>
          <VirtualRows
            count={isReadOnly ? list.rows.length : list.found}
            height={rowHeight}
            columns={columns.length}
            onShow={show}
            row={index => <Line key={index} row={rowAt(index)} index={index} isCurrent={index === at} now={list.now} />}
          />
        </table>
      )}
    </>
  );
};

const Title = ({
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
      {sort === undefined || isReadOnly ? (
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

const Filters = ({ list: { filters } }: { list: List }) => (
  <div class="filters">
    <Filter name="segment" all="Every segment" options={filters.segments} />
    <Filter name="owner" all="Every owner" options={filters.owners} />
    <Filter name="stage" all="Every stage" options={filters.stages} />
    <Filter name="plan" all="Every plan" options={filters.plans} />
    <Filter name="touchModel" all="Every touch model" options={filters.touchModels} />
    <Filter name="journey" all="Every journey" options={filters.journeys} />
    <Filter name="band" all="Every health" options={bands} />
    <Filter
      name="tasks"
      all="With tasks or not"
      options={[
        { id: 'open', name: 'With open tasks' },
        { id: 'breached', name: 'With missed tasks' },
      ]}
    />
  </div>
);

const Filter = ({
  name,
  all,
  options,
}: {
  name: (typeof filterNames)[number];
  all: string;
  options: readonly { id: string; name: string; accounts?: number }[];
}) => {
  const value = search.value.get(name) ?? '';
  return (
    <select
      aria-label={all}
      class={value ? 'set' : ''}
      value={value}
      onChange={event => choose({ [name]: event.currentTarget.value })}
    >
      <option value="">{all}</option>
      {options.map(option => (
        <option key={option.id} value={option.id}>
          {words(option.name)}
          {option.accounts !== undefined && ` (${number(option.accounts)})`}
        </option>
      ))}
    </select>
  );
};

const Line = ({
  row,
  index,
  isCurrent,
  now,
}: {
  row: Row | undefined;
  index: number;
  isCurrent: boolean;
  now: string;
}) => {
  if (!row)
    return (
      <tr class="waiting" data-row={index}>
        <td colSpan={columns.length}>
          <span class="quiet">…</span>
        </td>
      </tr>
    );
  const { health, tasks, journeys } = row;
  const [first, ...others] = journeys;
  return (
    <tr data-row={index} aria-current={isCurrent ? 'true' : undefined}>
      <th scope="row">
        <AccountLink id={row.id} name={row.name} />
      </th>
      <td class="number">
        {health ? <Score score={health.score} band={health.band} /> : <span class="quiet">–</span>}
      </td>
      <td class="cause" title={health?.cause && `${health.cause.component}: ${health.cause.because}`}>
        {health?.change === undefined || health.change === 0 ? (
          <span class="quiet">–</span>
        ) : (
          <>
            {health.change > 0 ? '▲' : '▼'} {Math.abs(health.change)}{' '}
            <span class="quiet">{health.cause?.because ?? health.cause?.component}</span>
          </>
        )}
      </td>
      <td class="number">{row.arr ? row.arr.text : <span class="quiet">–</span>}</td>
      <td class="number">
        {row.renewalAt ? <Renewal date={row.renewalAt} now={now} /> : <span class="quiet">–</span>}
      </td>
      <td>{row.stage ? words(row.stage) : <span class="quiet">–</span>}</td>
      <td>{row.owner?.name ?? <span class="quiet">nobody</span>}</td>
      <td class="number">
        {row.lastSeen ? (
          <span title={dayText(row.lastSeen)}>{ago(row.lastSeen, now)}</span>
        ) : (
          <span class="quiet">over 5 weeks</span>
        )}
      </td>
      <td class="number">
        {tasks.worst ? (
          <a href={hrefOf(`/tasks/${encodeURIComponent(tasks.worst.id)}`)} title={words(tasks.worst.title)}>
            <SeverityMark of={tasks.worst.severity} /> {tasks.open}
            {tasks.worst.isBreached && <span class="missed"> missed</span>}
          </a>
        ) : (
          <span class="quiet">0</span>
        )}
      </td>
      <td class="in-journeys" title={journeys.map(({ name }) => name).join(', ')}>
        {first ? (
          <>
            <a href={hrefOf(`/accounts/${encodeURIComponent(row.id)}?tab=journeys`)}>{first.name}</a>
            {others.length > 0 && <span class="quiet"> and {others.length} more</span>}
          </>
        ) : (
          <span class="quiet">none</span>
        )}
      </td>
    </tr>
  );
};

const day = 86_400_000;

const Renewal = ({ date, now }: { date: string; now: string }) => {
  const left = Math.ceil((Date.parse(date.slice(0, 10)) - Date.parse(now.slice(0, 10))) / day);
  return (
    <span class={left >= 0 && left <= 30 ? 'soon' : ''} title={dayText(date.slice(0, 10))}>
      {left < 0 ? `${-left} d ago` : left === 0 ? 'today' : `in ${left} d`}
    </span>
  );
};

const ago = (date: string, now: string): string => {
  const days = Math.max(0, Math.round((Date.parse(now.slice(0, 10)) - Date.parse(date)) / day));
  return days === 0 ? 'today' : `${days} d ago`;
};

/** `atRisk` → `At risk` */
const words = (name: string): string => {
  const text = name.replaceAll(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
};

const saveCsv = async (asked: Readonly<Record<string, string | undefined>>): Promise<void> => {
  const { csv = '' } = await readView('/v1/accounts', { ...asked, as: 'csv' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\ufeff${csv}`], { type: 'text/csv' }));
  link.download = 'accounts.csv';
  link.click();
  URL.revokeObjectURL(link.href);
};
