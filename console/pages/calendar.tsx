import type { Answer } from '../api.ts';
import { choose, hrefOf, search } from '../location.ts';
import { CapsAhead, QuietZones } from '../parts/calendar-limits.tsx';
import { ChoiceLink } from '../parts/choice-link.tsx';
import { Columns, numberColumns } from '../parts/columns.tsx';
import { countText } from '../parts/count-text.ts';
import { Awaited, Empty } from '../parts/states.tsx';
import { Wide } from '../parts/wide.tsx';
import { useView } from '../use-view.ts';
import { dayText, exact, number } from '../words.ts';

type Calendar = Answer<'/v1/calendar'>;
type Day = Calendar['days'][number];

const classes = [
  { id: 'transactional', name: 'Transactional' },
  { id: 'lifecycle', name: 'Lifecycle' },
  { id: 'marketing', name: 'Marketing' },
] as const;

/** `/calendar`: the next two weeks. */
export const CalendarPage = () => (
  <div class="page calendar">
    <header>
      <h1>Calendar</h1>
    </header>
    <Awaited of={useView('/v1/calendar')} rows={14}>
      {shown => <Weeks shown={shown} />}
    </Awaited>
  </div>
);

const Weeks = ({ shown }: { shown: Calendar }) => {
  const { accounts, days, touches } = shown;
  const chosen = {
    day: search.value.get('day'),
    class: search.value.get('class'),
    reason: search.value.get('reason'),
    zone: search.value.get('zone'),
  };
  const found = touches.filter(
    touch =>
      (!chosen.day || touch.at.startsWith(chosen.day)) &&
      (!chosen.class || (touch.class === chosen.class && touch.outcome === 'will')) &&
      (!chosen.reason || [touch.reason, `${touch.outcome} ${touch.reason}`].includes(chosen.reason)) &&
      (!chosen.zone || touch.timezone === chosen.zone),
  );
  if (accounts.inJourneys === 0)
    return (
      <Empty title="Nothing is planned">
        <p>No account is in a journey. Planned messages appear here as soon as one is.</p>
      </Empty>
    );
  return (
    <>
      <p class="quiet">
        What goes out if nothing else happens: no event, no answer, no new enrollment. Foreseen for{' '}
        {countText(accounts.foreseen, 'account')} in journeys
        {accounts.foreseen < accounts.inJourneys && `, those with the most revenue, of ${number(accounts.inJourneys)}`}.
        Days are UTC.
      </p>
      <div class="split">
        <div class="list">
          <Wide label="The next two weeks">
            <table class="days">
              <Columns of={['Day', ...numberColumns(...classes.map(({ name }) => name)), 'Does not go']} />
              <tbody>
                {days.map(day => (
                  <DayRow key={day.date} day={day} chosen={chosen.day} />
                ))}
              </tbody>
            </table>
          </Wide>
          <CapsAhead shown={shown} />
          <QuietZones shown={shown} />
        </div>
        <aside aria-label="Touches">
          <h2>{chosen.day ? dayText(chosen.day) : 'All fourteen days'}</h2>
          {(chosen.class || chosen.reason || chosen.zone) && (
            <p>
              <ChoiceLink to={nothingChosen}>Show all</ChoiceLink>
            </p>
          )}
          <p class="quiet">
            {countText(found.length, 'touch').replace(/touchs$/, 'touches')}
            {found.length > shownAtMost && `, the first ${shownAtMost} of them`}
          </p>
          <ul class="who-list">
            {found.slice(0, shownAtMost).map(touch => (
              <li key={`${touch.account.id} ${touch.journey.id} ${touch.step} ${touch.at} ${touch.outcome}`}>
                <a href={hrefOf(`/accounts/${encodeURIComponent(touch.account.id)}`)}>{touch.account.name}</a>
                <span class="money" title={exact(touch.at, 'UTC')}>
                  {chosen.day ? '' : `${weekday(touch.at)}, `}
                  {touch.at.slice(11, 16)}
                </span>
                <span class="quiet">
                  <a href={hrefOf(`/journeys/${touch.journey.id}?step=${encodeURIComponent(touch.step)}`)}>
                    {touch.subject ?? touch.step}
                  </a>
                  {touch.receivers > 1 && `, ${touch.receivers} people`}
                  {touch.outcome !== 'will' && (
                    <>
                      <span class="pill">{touch.outcome === 'held' ? 'held' : 'not sent'}</span> {touch.because}
                      {touch.until && `, until ${exact(touch.until, touch.timezone)} there`}
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </>
  );
};

const shownAtMost = 200;
const nothingChosen = { day: undefined, class: undefined, reason: undefined, zone: undefined };

const DayRow = ({ day: { date, will, not }, chosen }: { day: Day; chosen: string | null }) => (
  <tr aria-current={date === chosen}>
    <td>
      <button
        type="button"
        class="linked"
        aria-pressed={date === chosen}
        onClick={() => choose({ ...nothingChosen, day: date })}
      >
        {weekday(date)}
      </button>
    </td>
    {classes.map(({ id, name }) => (
      <td key={id} class="number">
        {will[id] === 0 ? (
          <span class="quiet">0</span>
        ) : (
          <button
            type="button"
            class="linked"
            aria-label={`${name}, ${date}: ${will[id]}`}
            onClick={() => choose({ ...nothingChosen, day: date, class: id })}
          >
            {number(will[id])}
          </button>
        )}
      </td>
    ))}
    <td>
      {not.map(({ reason, because, outcome, touches }) => (
        <div key={`${outcome} ${reason}`}>
          <button
            type="button"
            class="linked"
            onClick={() => choose({ ...nothingChosen, day: date, reason: `${outcome} ${reason}` })}
          >
            {number(touches)} {outcome === 'held' ? 'held' : 'not sent'}
          </button>{' '}
          <span class="quiet">{because}</span>
        </div>
      ))}
    </td>
  </tr>
);

const weekday = (date: string): string =>
  new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(date),
  );
