import { useState } from 'preact/hooks';
import { hrefOf } from '../location.ts';
import type { Parameters } from '../url-of.ts';
import { useView } from '../use-view.ts';
import { eventText } from '../words.ts';
import { money } from './money.ts';
import { Awaited } from './states.tsx';
import { Time } from './time.tsx';

/** The accounts behind a number of a journey, page by page. */
export const CountedAccounts = ({ asked, title }: { asked: Parameters; title: string }) => {
  const key = JSON.stringify(asked);
  const [after, setAfter] = useState<{ key: string; page: string }>();
  const page = after?.key === key ? after.page : undefined;
  const shown = useView('/v1/journeys/{id}/accounts', { ...asked, after: page });
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <Awaited of={shown} rows={3}>
        {({ accounts, next }) => (
          <>
            {accounts.length === 0 && <p class="quiet">None at the moment.</p>}
            <ul class="who-list">
              {accounts.map(({ id, name, arr, currency, startedAt, endedAt, reason }) => (
                <li key={`${id} ${startedAt}`}>
                  <a href={hrefOf(`/accounts/${encodeURIComponent(id)}`)}>{name}</a>
                  <span class="money">{arr !== undefined && money(arr, currency)}</span>
                  <span class="quiet">
                    enrolled <Time at={startedAt} />
                    {endedAt && (
                      <>
                        , ended <Time at={endedAt} />
                      </>
                    )}
                    {reason && `, ${eventText(reason)}`}
                  </span>
                </li>
              ))}
            </ul>
            <p>
              {page !== undefined && (
                <button type="button" onClick={() => setAfter(undefined)}>
                  First page
                </button>
              )}{' '}
              {next !== undefined && (
                <button type="button" onClick={() => setAfter({ key, page: next })}>
                  Next page
                </button>
              )}
            </p>
          </>
        )}
      </Awaited>
    </section>
  );
};
