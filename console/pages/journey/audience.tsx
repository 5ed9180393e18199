import { choose, hrefOf, hrefWith, search } from '../../location.ts';
import { money } from '../../parts/money.ts';
import { Awaited } from '../../parts/states.tsx';
import { useView } from '../../use-view.ts';
import { number } from '../../words.ts';

/** Funnel of the accounts that would enter, by condition of the audience; each number lists its accounts. */
export const WhoWouldEnter = ({ id }: { id: string }) => {
  const held = search.value.get('held') ?? undefined;
  const shown = useView('/v1/journeys/{id}/audience', { id });
  return (
    <Awaited of={shown}>
      {({ of, parts, free, unknown }) => {
        const rows = [
          { held: '0', says: 'accounts in total', accounts: of },
          ...parts.map(({ needs, accounts }, n) => ({ held: String(n + 1), says: needs, accounts })),
          { held: 'free', says: 'it is not in the journey yet', accounts: free },
        ];
        const chosen = rows.find(each => each.held === held);
        return (
          <div class="split">
            <div class="list">
              <p class="note links">
                If what enrolls happened to every account now. It is judged again when it does; the account may have
                entered before, or another journey may exclude it: <a href={hrefOf('/why')}>Why</a> explains one
                account.
              </p>
              <ol class="funnel">
                {rows.map(row => (
                  <li key={row.held} aria-current={row.held === held}>
                    <a class="number" href={hrefWith({ held: row.held })}>
                      {number(row.accounts)}
                    </a>
                    <span>{row.says}</span>
                    <i style={`width:${of === 0 ? 0 : (100 * row.accounts) / of}%`} />
                  </li>
                ))}
              </ol>
              {unknown > 0 && (
                <p class="note">
                  {number(unknown)} accounts were not seen since the audience is as it is. They are counted once
                  something happens to them, or by <code>npx daymark recount</code>.
                </p>
              )}
            </div>
            <aside aria-label="The accounts">
              {chosen ? (
                <Behind id={id} held={chosen.held} title={chosen.says} />
              ) : (
                <>
                  <h2>Who they are</h2>
                  <p class="quiet">Choose a number to see the accounts behind it.</p>
                </>
              )}
            </aside>
          </div>
        );
      }}
    </Awaited>
  );
};

const Behind = ({ id, held, title }: { id: string; held: string; title: string }) => {
  const from = Number(search.value.get('from') ?? 0);
  const shown = useView('/v1/journeys/{id}/audience', { id, held, from: from || undefined });
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Awaited of={shown} rows={3}>
        {({ accounts, next }) => (
          <>
            {accounts.length === 0 && <p class="quiet">None at the moment.</p>}
            <ul class="who-list">
              {accounts.map(({ id: account, name, arr, currency }) => (
                <li key={account}>
                  <a href={hrefOf(`/accounts/${encodeURIComponent(account)}`)}>{name}</a>
                  <span class="money">{arr !== undefined && money(arr, currency)}</span>
                  <a class="quiet" href={hrefOf(`/why?${new URLSearchParams({ account, journey: id })}`)}>
                    Why?
                  </a>
                </li>
              ))}
            </ul>
            {from > 0 && (
              <button type="button" onClick={() => choose({ from: undefined })}>
                First page
              </button>
            )}{' '}
            {next !== undefined && (
              <button type="button" onClick={() => choose({ from: String(next) })}>
                Next page
              </button>
            )}
          </>
        )}
      </Awaited>
    </section>
  );
};
