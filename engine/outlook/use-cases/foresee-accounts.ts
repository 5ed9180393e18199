import { accountTimezone } from '../../account/profile.ts';
import type { ListedAccount } from '../../counts/listed-account.ts';
import type { Instant, TimeZone } from '../../kernel/instant.ts';
import type { AccountList } from '../../ports/account-list.ts';
import type { AllPorts } from '../../ports/ports.ts';
import type { Foreseen } from '../foreseen.ts';
import { foreseeAccount } from './foresee-account.ts';

type ForeseeAllPorts = Pick<AllPorts, 'accountList' | 'accounts' | 'build' | 'clock' | 'deliveries' | 'switches'>;

/** Maximum number of accounts foreseen, those with the most revenue first; `atOnce`: in parallel. */
const mostForeseen = 300;
const atOnce = 12;

/** The longest outlook of any page about all accounts. */
const daysForeseen = 28;

export interface ForeseenAccounts {
  now: Instant;
  /** Number of accounts in a journey. */
  inJourneys: number;
  /** The accounts that were looked at. */
  accounts: readonly { id: string; name: string; timezone: TimeZone; acts: readonly Foreseen[] }[];
}

/** Cache of the last answer, for another page at the same moment. */
const known = new WeakMap<AccountList, { key: string; foreseen: Promise<ForeseenAccounts> }>();

/** Foresees four weeks of the accounts in journeys, without events, answers or new enrollments. */
export const foreseeAccounts = async (ports: ForeseeAllPorts): Promise<ForeseenAccounts> => {
  const now = ports.clock.now();
  const inJourneys = await accountsInJourneys(ports);
  const key = `${now} ${JSON.stringify(inJourneys)}`;
  const before = known.get(ports.accountList);
  if (before?.key === key) return before.foreseen;
  const foreseen = foreseeEach(inJourneys, now, ports);
  known.set(ports.accountList, { key, foreseen });
  foreseen.catch(() => known.delete(ports.accountList));
  return foreseen;
};

const foreseeEach = async (
  inJourneys: readonly ListedAccount[],
  now: Instant,
  ports: ForeseeAllPorts,
): Promise<ForeseenAccounts> => {
  const looked = inJourneys.slice(0, mostForeseen);
  const accounts: ForeseenAccounts['accounts'][number][] = [];
  for (let n = 0; n < looked.length; n += atOnce) {
    const found = await Promise.all(
      looked.slice(n, n + atOnce).map(async ({ account: id, name }) => {
        const snapshot = await ports.accounts.snapshot(id, { usageSince: now });
        const { acts } = await foreseeAccount(snapshot, { now, days: daysForeseen, usageSince: now }, ports);
        return { id, name, timezone: accountTimezone(snapshot.profile), acts };
      }),
    );
    accounts.push(...found);
  }
  return { now, inJourneys: inJourneys.length, accounts };
};

const accountsInJourneys = async ({ accountList }: Pick<ForeseeAllPorts, 'accountList'>): Promise<ListedAccount[]> => {
  const found: ListedAccount[] = [];
  for await (const page of accountList.all()) found.push(...page.filter(({ journeys }) => journeys.length > 0));
  return found.sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0) || (a.account < b.account ? -1 : 1));
};
