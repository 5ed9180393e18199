import type { Answer } from '../api.ts';
import { choose, search } from '../location.ts';
import { Bars } from '../parts/bars.tsx';
import { Behind } from '../parts/behind.tsx';
import { showOnly } from '../parts/chosen-number.ts';
import { CountedTasks } from '../parts/counted-tasks.tsx';
import { FigureDetail, GroupMembers, MovedAccounts } from '../parts/figure-detail.tsx';
import { FigureGroups } from '../parts/figure-groups.tsx';
import { FigureTile } from '../parts/figure-tile.tsx';
import { LoadAheadTable, TasksOfLoad } from '../parts/load-ahead-table.tsx';
import { MonthlyCost } from '../parts/monthly-cost.tsx';
import { Renewals } from '../parts/renewals.tsx';
import { movementWords, RevenueMoved } from '../parts/revenue-moved.tsx';
import { Awaited, Empty } from '../parts/states.tsx';
import { TaskNumbers } from '../parts/task-numbers.tsx';
import { useView } from '../use-view.ts';
import { dayText, monthText, number } from '../words.ts';

type Numbers = Answer<'/v1/numbers'>;

/** `/numbers`: the business report of a month. */
export const NumbersPage = () => {
  const month = search.value.get('month') ?? undefined;
  const shown = useView('/v1/numbers', { month });
  return (
    <div class="page numbers">
      <header>
        <h1>Numbers</h1>
        {shown.answer && (
          <select
            aria-label="Month"
            value={shown.answer.month}
            onChange={event => choose({ ...showOnly(), month: event.currentTarget.value })}
          >
            {shown.answer.months.map(each => (
              <option key={each} value={each}>
                {monthText(each)}
              </option>
            ))}
          </select>
        )}
        {shown.answer && (
          <p class="quiet">
            {number(shown.answer.accounts)} accounts, as of {dayText(shown.answer.asOf)}; months are those of UTC
          </p>
        )}
      </header>
      <Awaited of={shown} rows={8}>
        {answer => <Told numbers={answer} />}
      </Awaited>
    </div>
  );
};

const Told = ({ numbers }: { numbers: Numbers }) => {
  const last = numbers.revenue.at(-1);
  const load = useView('/v1/numbers/load');
  const cost = useView('/v1/numbers/cost');
  const beside = shownBeside(numbers, load.answer);
  const figure = search.value.get('group') === null ? search.value.get('figure') : null;
  if (numbers.accounts === 0)
    return (
      <Empty title="No accounts yet">
        <p>Numbers appear when billing events and usage of accounts arrive; each month is reported once it is over.</p>
      </Empty>
    );
  return (
    <div class={`split ${beside ? 'open' : ''}`}>
      <div>
        {last && (
          <section class="revenue" aria-label="Monthly recurring revenue">
            <div>
              <h2>Monthly recurring revenue</h2>
              <RevenueMoved of={last} />
            </div>
            <figure>
              <Bars
                values={numbers.revenue.map(({ month, end, endText }) => ({
                  name: monthText(month),
                  value: end,
                  text: endText,
                }))}
                label={`Monthly recurring revenue of ${numbers.revenue.length} months, ${last.endText} at the end`}
              />
              <figcaption class="quiet">
                {monthText(numbers.revenue[0]?.month ?? last.month, { short: true })} to{' '}
                {monthText(last.month, { short: true })}, {numbers.currency.toUpperCase()}
              </figcaption>
            </figure>
          </section>
        )}
        {numbers.notes.map(note => (
          <p key={note} class="quiet">
            {note}
          </p>
        ))}
        <section class="tiles" aria-label="Figures">
          {numbers.figures.map(each => (
            <FigureTile key={each.id} figure={each} isChosen={each.id === figure} />
          ))}
        </section>
        <Renewals renewals={numbers.renewals} />
        <FigureGroups groups={numbers.groups} />
        <TaskNumbers csms={numbers.csms} rules={numbers.rules} playbooks={numbers.playbooks} />
        <Awaited of={load} rows={4}>
          {answer => <LoadAheadTable load={answer} />}
        </Awaited>
        <Awaited of={cost} rows={4}>
          {answer => <MonthlyCost cost={answer} />}
        </Awaited>
      </div>
      {beside}
    </div>
  );
};

/** The details of the chosen number. */
const shownBeside = (numbers: Numbers, load: Answer<'/v1/numbers/load'> | undefined) => {
  const chosen = (name: string): string => search.value.get(name) ?? '';
  const figure = numbers.figures.find(({ id }) => id === chosen('figure'));
  const group = numbers.groups.find(({ by, value }) => `${by} ${value}` === chosen('group'));
  if (figure) return <FigureDetail figure={figure} numbers={numbers} {...(group && { group })} />;
  if (group)
    return (
      <Behind title={group.value}>
        <p class="value">{group.revenue} a month</p>
        <GroupMembers group={group} names={numbers.names} />
      </Behind>
    );
  if (chosen('tasks')) return <CountedTasks chosen={chosen('tasks')} numbers={numbers} />;
  if (chosen('load') && load) return <TasksOfLoad chosen={chosen('load')} load={load} />;
  const moved = chosen('moved') as keyof typeof movementWords;
  if (!moved) return undefined;
  return (
    <Behind title={movementWords[moved] ?? moved}>
      <MovedAccounts movements={numbers.movements.filter(({ kind }) => kind === moved)} />
    </Behind>
  );
};
