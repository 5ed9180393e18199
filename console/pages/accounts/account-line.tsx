import { hrefOf } from '../../location.ts';
import { Score } from '../../parts/band.tsx';
import { AccountLink } from '../../parts/person.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import { dayText } from '../../words.ts';
import { columns, type ListedRow, titleOf } from './list.ts';

/** An account in the table. Rows that aren't loaded yet are shown as placeholders. */
export const AccountLine = ({
  row,
  index,
  isCurrent,
  now,
}: {
  row: ListedRow | undefined;
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
        {health ? (
          <a href={hrefOf(`/accounts/${encodeURIComponent(row.id)}`)} title="What it is made of">
            <Score score={health.score} band={health.band} />
          </a>
        ) : (
          <span class="quiet">–</span>
        )}
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
      <td>{row.stage ? titleOf(row.stage) : <span class="quiet">–</span>}</td>
      <td>{row.owner?.name ?? <span class="quiet">nobody</span>}</td>
      <td class="number">
        {row.lastSeen ? (
          <span title={dayText(row.lastSeen)}>{ago(row.lastSeen, now)}</span>
        ) : (
          <span class="quiet">5 weeks +</span>
        )}
      </td>
      <td class="number">
        {tasks.worst ? (
          <a href={hrefOf(`/tasks/${encodeURIComponent(tasks.worst.id)}`)} title={titleOf(tasks.worst.title)}>
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
