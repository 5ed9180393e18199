import type { Answer } from '../api.ts';
import { choose, search } from '../location.ts';
import { Bars } from '../parts/bars.tsx';
import { ChoiceLink } from '../parts/choice-link.tsx';
import { FigureDetail, Moved } from '../parts/figure-detail.tsx';
import { FigureGroups } from '../parts/figure-groups.tsx';
import { FigureTile } from '../parts/figure-tile.tsx';
import { Renewals } from '../parts/renewals.tsx';
import { movementWords, RevenueMoved } from '../parts/revenue-moved.tsx';
import { Await, Empty } from '../parts/states.tsx';
import { TaskNumbers } from '../parts/task-numbers.tsx';
import { useView } from '../use-view.ts';
import { dayText, monthText, number } from '../words.ts';

type Numbers = Answer<'/v1/numbers'>;

/** `/numbers`: what a head of customer success reads of a month. */
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
            onChange={event => choose({ month: event.currentTarget.value, moved: undefined })}
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
      <Await of={shown} rows={8}>
        {answer => <Told numbers={answer} />}
      </Await>
    </div>
  );
};

const Told = ({ numbers }: { numbers: Numbers }) => {
  const last = numbers.revenue.at(-1);
  const figure = numbers.figures.find(({ id }) => id === search.value.get('figure'));
  const moved = search.value.get('moved');
  if (numbers.accounts === 0)
    return (
      <Empty title="No account is known yet">
        <p>Numbers appear when billing events and usage of accounts come in; each month is told once it is over.</p>
      </Empty>
    );
  return (
    <div class={`split ${figure || moved ? 'open' : ''}`}>
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
            <FigureTile key={each.id} figure={each} isChosen={each.id === figure?.id} />
          ))}
        </section>
        <Renewals renewals={numbers.renewals} />
        <FigureGroups groups={numbers.groups} />
        <TaskNumbers csms={numbers.csms} rules={numbers.rules} />
      </div>
      {figure && <FigureDetail figure={figure} numbers={numbers} />}
      {!figure && moved && (
        <aside class="figure" aria-label="What moved">
          <header>
            <h2>{movementWords[moved as keyof typeof movementWords] ?? moved}</h2>
            <ChoiceLink to={{ moved: undefined }}>Close</ChoiceLink>
          </header>
          <Moved movements={numbers.movements.filter(({ kind }) => kind === moved)} />
        </aside>
      )}
    </div>
  );
};
