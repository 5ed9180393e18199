import type { Answer } from '../api.ts';
import { hrefOf } from '../location.ts';
import { dayText, number } from '../words.ts';
import { Behind, LongList } from './behind.tsx';
import { ChoiceLink } from './choice-link.tsx';
import { showOnly } from './chosen-number.ts';
import { Columns } from './columns.tsx';
import { countText } from './count-text.ts';
import { Wide } from './wide.tsx';

type Load = Answer<'/v1/numbers/load'>;

/** Open tasks and capacity of each CSM, and the tasks expected in the next four weeks. */
export const LoadAheadTable = ({ load: { accounts, weeks, csms } }: { load: Load }) => (
  <section aria-label="Load ahead">
    <h2>
      Load ahead <span class="quiet">now, and what the next four weeks add if no task is closed</span>
    </h2>
    {csms.length === 0 ? (
      <p class="quiet">No one has a task, and none is expected.</p>
    ) : (
      <Wide label="Load ahead, as a table">
        <table>
          <Columns
            of={[
              'CSM',
              'Now of capacity',
              { number: 'Now' },
              ...weeks.map(({ from }, week) => ({ number: `Week ${week + 1}`, title: `from ${dayText(from)}` })),
              'Over capacity',
            ]}
          />
          <tbody>
            {csms.map(({ csm, open, tasks, capacity, overInWeek }) => (
              <tr key={csm.id}>
                <th scope="row">{csm.name}</th>
                <td>
                  <meter min={0} max={Math.max(1, capacity)} high={capacity * 0.9} value={open}>
                    {open}
                  </meter>{' '}
                  {number(capacity)}
                </td>
                <td class="number">
                  <ChoiceLink to={showOnly({ load: `${csm.id} 0` })}>{number(open)}</ChoiceLink>
                </td>
                {tasks.map((count, week) => (
                  <td key={weeks[week]?.from} class="number">
                    {count === 0 ? (
                      <span class="quiet">0</span>
                    ) : (
                      <ChoiceLink to={showOnly({ load: `${csm.id} ${week + 1}` })}>+{number(count)}</ChoiceLink>
                    )}
                  </td>
                ))}
                <td>{overText(overInWeek)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    )}
    <p class="quiet">
      Foreseen for {countText(accounts.foreseen, 'account')} in journeys
      {accounts.foreseen < accounts.inJourneys && `, those with the most revenue, of ${number(accounts.inJourneys)}`}:
      tasks of journeys that they are in. Sign-ups, payments and dates yet to come add to them.
    </p>
  </section>
);

const overText = (week: number | null) =>
  week === null ? (
    <span class="quiet">no</span>
  ) : (
    <span class="late">{week === 0 ? '▲ already now' : `▲ in week ${week}`}</span>
  );

/** The tasks behind a number of the load: `maya 0` are those of now, `maya 2` those of the second week. */
export const TasksOfLoad = ({ chosen, load }: { chosen: string; load: Load }) => {
  const [id = '', week = '0'] = chosen.split(' ');
  const within = load.weeks[Number(week) - 1];
  const own = load.tasks.filter(
    ({ csm, at, isOpen }) => csm === id && (within ? !isOpen && at > within.from && at <= within.to : isOpen),
  );
  const name = load.csms.find(({ csm }) => csm.id === id)?.csm.name ?? id;
  return (
    <Behind title={within ? `${name}: week from ${dayText(within.from)}` : `${name}: open now`}>
      <p class="value">{own.length}</p>
      <LongList
        class="moved"
        rows={own}
        none="No task."
        row={({ account, at, title, isOpen }) => (
          <li key={`${account.id} ${title} ${at}`}>
            <a
              class="account"
              href={hrefOf(`/accounts/${encodeURIComponent(account.id)}${isOpen ? '?tab=story&kind=task' : ''}`)}
            >
              {account.name}
            </a>
            <span class="quiet">
              {title} · {isOpen ? 'since ' : ''}
              {dayText(at)}
            </span>
          </li>
        )}
      />
    </Behind>
  );
};
