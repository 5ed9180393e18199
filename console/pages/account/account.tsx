import { isReadOnly } from '../../api.ts';
import { useKeys } from '../../keys.ts';
import { goTo } from '../../location.ts';
import { Awaited } from '../../parts/states.tsx';
import { showTab, Tabs, tabOf } from '../../parts/tabs.tsx';
import { useView } from '../../use-view.ts';
import { AccountStory } from './account-story.tsx';
import { AccountHeader } from './header.tsx';
import { Journeys } from './journeys.tsx';
import { Overview } from './overview.tsx';
import { People } from './people.tsx';
import { UsageTable } from './usage-table.tsx';

const tabs = [
  { id: 'overview', name: 'Overview' },
  { id: 'story', name: 'Story' },
  { id: 'people', name: 'People' },
  { id: 'usage', name: 'Usage' },
  { id: 'journeys', name: 'Journeys' },
] as const;

/** `/accounts/{id}`: everything about one customer. */
export const AccountPage = ({ id = '' }: Readonly<Record<string, string>>) => {
  const shown = useView('/v1/accounts/{id}', { id });
  useKeys({
    ...Object.fromEntries(
      tabs.map(({ id: tab, name }, n) => [String(n + 1), { does: name, run: () => showTab(tab, 'overview') }]),
    ),
    ...(!isReadOnly && { Escape: { does: 'Back to the accounts', run: () => goTo('/accounts') } }),
  });
  return (
    <div class="page account">
      <Awaited of={shown} rows={8}>
        {account => {
          const tab = tabOf(tabs);
          const counts = {
            overview: account.tasks.length,
            people: account.peopleCount,
            journeys: account.journeys.filter(({ state }) => state === 'in').length,
          };
          return (
            <>
              <AccountHeader account={account} />
              <Tabs
                label="Parts of the account"
                tabs={tabs.map(each => ({
                  ...each,
                  count: each.id in counts ? counts[each.id as 'people'] : undefined,
                }))}
              />
              {tab === 'overview' && <Overview account={account} />}
              {tab === 'story' && <AccountStory account={account} />}
              {tab === 'people' && <People account={account} />}
              {tab === 'usage' && <UsageTable account={account} />}
              {tab === 'journeys' && <Journeys account={account} />}
            </>
          );
        }}
      </Awaited>
    </div>
  );
};
