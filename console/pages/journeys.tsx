import type { Answer } from '../api.ts';
import { useKeys } from '../keys.ts';
import { choose, hrefOf, search } from '../location.ts';
import { GoalRate, JourneyState } from '../parts/journey-numbers.tsx';
import { Awaited, Empty } from '../parts/states.tsx';
import { Wide } from '../parts/wide.tsx';
import { useView } from '../use-view.ts';
import { dayText, number } from '../words.ts';

type Row = Answer<'/v1/journeys'>['journeys'][number];

const columns = [
  { id: 'enrolled', name: 'Enrolled' },
  { id: 'running', name: 'Running' },
  { id: 'completed', name: 'Completed' },
  { id: 'exited', name: 'Left early' },
  { id: 'failed', name: 'Failed' },
  { id: 'heldOut', name: 'Held out' },
] as const;

/** `/journeys`: every journey with its current state. */
export const JourneysPage = () => {
  const shown = useView('/v1/journeys');
  useKeys({ '/': { does: 'Search', run: () => document.getElementById('find-journey')?.focus() } });
  return (
    <div class="page journeys">
      <header>
        <h1>Journeys</h1>
        <input
          id="find-journey"
          type="search"
          aria-label="Search journeys"
          placeholder="Search"
          value={search.value.get('find') ?? ''}
          onInput={({ currentTarget }) => choose({ find: currentTarget.value })}
        />
      </header>
      <Awaited of={shown}>{({ journeys }) => <Table all={journeys} />}</Awaited>
    </div>
  );
};

const Table = ({ all }: { all: readonly Row[] }) => {
  const words = (search.value.get('find') ?? '').toLowerCase();
  const by = columns.find(({ id }) => id === search.value.get('sort'))?.id;
  const found = all
    .filter(({ id, title }) => `${title} ${id}`.toLowerCase().includes(words))
    .sort((a, b) => (by ? b[by] - a[by] : 0) || a.title.localeCompare(b.title));
  if (found.length === 0)
    return (
      <Empty title={all.length === 0 ? 'No journeys yet' : 'No journey matches'}>
        <p>Add a file to the folder journeys; docs/write-a-journey.md shows how.</p>
      </Empty>
    );
  return (
    <Wide label="All journeys">
      <table>
        <thead>
          <tr>
            <th aria-sort={by ? 'none' : 'ascending'}>
              <button type="button" class="sort" onClick={() => choose({ sort: undefined })}>
                Journey
              </button>
            </th>
            {columns.map(({ id, name }) => (
              <th key={id} class="number" aria-sort={by === id ? 'descending' : 'none'}>
                <button type="button" class="sort" onClick={() => choose({ sort: id })}>
                  {name}
                  {by === id && ' ↓'}
                </button>
              </th>
            ))}
            <th class="number">Goal reached</th>
            <th>Last enrollment</th>
            <th>Versions in flight</th>
          </tr>
        </thead>
        <tbody>
          {found.map(row => (
            <tr key={row.id}>
              <td class="name">
                <a href={hrefOf(`/journeys/${row.id}`)}>{row.title}</a> <JourneyState of={row.state} />
              </td>
              {columns.map(({ id }) => (
                <td key={id} class="number">
                  {row[id] === 0 ? (
                    <span class="quiet">0</span>
                  ) : (
                    <a href={hrefOf(`/journeys/${row.id}?of=${id}`)}>{number(row[id])}</a>
                  )}
                </td>
              ))}
              <td class="number">
                {row.goal ? (
                  <GoalRate goal={row.goal} />
                ) : (
                  <span class="quiet" title="No goal, or no result yet">
                    –
                  </span>
                )}
              </td>
              <td>
                {row.last ? <time dateTime={row.last}>{dayText(row.last)}</time> : <span class="quiet">never</span>}
                {row.isQuiet && (
                  <span class="pill quiet-warning" title="The last enrollment is more than twice the usual gap ago">
                    usually every {row.usualGapDays === 1 ? 'day' : `${row.usualGapDays} days`}
                  </span>
                )}
              </td>
              <td>
                {row.inFlight.length === 0 ? (
                  <span class="quiet">none</span>
                ) : (
                  row.inFlight.map(({ version, isLive, running }) => (
                    <a
                      key={version}
                      class="version"
                      href={hrefOf(`/journeys/${row.id}?version=${version}&of=running`)}
                      title={`Version ${version}`}
                    >
                      {isLive ? 'live' : version.slice(0, 7)}: {number(running)}
                    </a>
                  ))
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
