import type { Answer } from '../api.ts';
import { pendingOf } from '../later.ts';
import { dollarText } from '../words.ts';
import { SeverityMark } from './severity.tsx';
import { Spark } from './spark.tsx';
import { Deadline, Time } from './time.tsx';

type Row = Answer<'/v1/today'>['rows'][number];

/** A task in a list. */
export const TaskRow = ({
  row,
  isCurrent,
  isPicked,
  pick,
  show,
}: {
  row: Row;
  isCurrent: boolean;
  isPicked: boolean;
  pick(): void;
  show(): void;
}) => {
  const isTaken = row.status === 'acknowledged' || pendingOf(row.id)?.path.endsWith('/acknowledge');
  const last = row.health.findLast(score => score !== null);
  return (
    <li id={`task-${row.id}`} class="task-row" aria-current={isCurrent ? 'true' : undefined}>
      <input
        type="checkbox"
        aria-label={`Select ${row.title} of ${row.account.name}`}
        checked={isPicked}
        onChange={pick}
        tabIndex={-1}
      />
      <SeverityMark of={row.severity} />
      <button type="button" class="what" onClick={show}>
        <span class="title">
          <span>
            <b>{row.account.name}</b> {row.title}
          </span>
          {isTaken && <span class="pill">acknowledged</span>}
          {row.breachedAt && <span class="pill late">missed</span>}
        </span>
        <span class="why">{row.why || row.play}</span>
        {row.headlines[0] && <span class="why headline">{row.headlines[0]}</span>}
      </button>
      <Spark
        values={row.health}
        label={last === undefined || last === null ? 'No health score yet' : `Health ${last}, of 12 weeks`}
      />
      <span class="money">{row.atStake ? dollarText(row.atStake.amount) : <span class="quiet">free</span>}</span>
      <span class="due">
        {row.snoozedUntil ? <Time at={row.snoozedUntil} /> : <Deadline at={row.breachedAt ?? row.deadline} />}
      </span>
      <span class="call">
        {row.contact && (
          <>
            {row.contact.name}
            <span class="quiet">
              {row.contact.role}
              {row.contact.lastSeen && (
                <>
                  , seen <Time at={row.contact.lastSeen} />
                </>
              )}
            </span>
          </>
        )}
      </span>
    </li>
  );
};
