import { isReadOnly } from '../../api.ts';
import { pendingOf } from '../../later.ts';
import { hrefOf } from '../../location.ts';
import { viewer } from '../../viewer.ts';
import { exact } from '../../words.ts';
import type { Account } from './header.tsx';
import { mayStop, Stop, stopSubject } from './stop.tsx';

type Act = Account['ahead']['acts'][number];

const kinds: Readonly<Record<string, string>> = {
  email: 'Mail',
  inApp: 'In the app',
  slack: 'Slack',
  webhook: 'Webhook',
  task: 'Task',
  end: 'End',
};

/** Daymark's planned actions for this account, if nothing else happens. */
export const DaysAhead = ({ account }: { account: Account }) => {
  const { ahead, timezone } = account;
  const planned = ahead.acts.filter(
    act => !pendingOf(`${account.id} ${act.journey.id}`) && !pendingOf(stopSubject(account.id, act)),
  );
  const days = [...Map.groupBy(planned, ({ at }) => dayOf(at, timezone))];
  return (
    <section>
      <h2>
        Next {ahead.days} days <span class="quiet">if nothing else happens</span>
      </h2>
      {planned.length === 0 && (
        <p class="quiet">
          Nothing is planned. Journeys act when the customer does something, falls silent, or a date comes near.
        </p>
      )}
      <ol class="ahead">
        {days.map(([day, acts]) => (
          <li key={day}>
            <h3>{day}</h3>
            <ul>
              {acts.map(act => (
                <Line
                  key={`${act.enrollment} ${act.step} ${act.round} ${act.outcome} ${act.at}`}
                  act={act}
                  zone={timezone}
                  account={account}
                />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {ahead.unknown.length > 0 && (
        <p class="quiet">
          {ahead.unknown.map(({ name }) => name).join(', ')}: in a former version, so the next steps are unknown here.
        </p>
      )}
    </section>
  );
};

const Line = ({ act, zone, account }: { act: Act; zone: string; account: Account }) => (
  <li class={`act ${act.outcome}`}>
    <time dateTime={act.at} title={`${exact(act.at, zone)} there, ${exact(act.at)} here`}>
      {timeOf(act.at, zone)}
    </time>
    <span class={`kind ${act.does}`}>{kinds[act.does] ?? act.does}</span>
    <span class="what">
      <span class="title">{act.title}</span>
      <span class="why">
        {act.to.length > 0 && <>{named(act.to)} · </>}
        <a href={hrefOf(`/journeys/${encodeURIComponent(act.journey.id)}?step=${encodeURIComponent(act.step)}`)}>
          {act.journey.name}
        </a>
        {act.outcome === 'held' && ` · held: ${act.because}`}
        {act.outcome === 'skipped' && ` · will not go: ${act.because}`}
      </span>
    </span>
    {!isReadOnly && act.does !== 'end' && mayStop(viewer.value?.roles) && <Stop account={account} act={act} />}
  </li>
);

/** `to Ada Lovelace, Sam Admin and 3 more` */
const named = (to: Act['to']): string => {
  const names = to.map(({ name }) => name);
  return names.length <= 3
    ? `to ${names.join(', ')}`
    : `to ${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
};

const dayOf = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', timeZone }).format(new Date(at));

const timeOf = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(at),
  );
