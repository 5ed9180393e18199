import type { ListedAccount } from '../../counts/listed-account.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { AccountList } from '../../ports/account-list.ts';
import type { AllPorts } from '../../ports/ports.ts';
import type { AccountFacts } from '../account-facts.ts';
import { gatherFacts } from './gather-facts.ts';

type FactsPorts = Pick<AllPorts, 'accountList' | 'accountRecords' | 'build' | 'clock'>;

/** The report's inputs, and the names of the accounts. */
export interface KnownFacts {
  asOf: string;
  facts: readonly AccountFacts[];
  /** By account. */
  names: Readonly<Record<string, string>>;
}

/** Reading more accounts would take too long for a page. */
const mostAccounts = 5_000;
const keptSeconds = 900;

/** Cache of the last read, for viewers who go from month to month. */
const known = new WeakMap<AccountList, Promise<KnownFacts>>();

/**
 * The facts of all accounts, at most 15 minutes old. Queries each account's partition.
 * @throws RefusedRequest 409 if there are too many accounts to read for a page
 */
export const factsOfAll = async (ports: FactsPorts): Promise<KnownFacts> => {
  const before = await known.get(ports.accountList)?.catch(() => undefined);
  if (before && Date.parse(ports.clock.now()) - Date.parse(before.asOf) < keptSeconds * 1000) return before;
  const read = readAll(ports);
  known.set(ports.accountList, read);
  return read;
};

const readAll = async ({ accountList, accountRecords, build, clock }: FactsPorts): Promise<KnownFacts> => {
  const asOf = clock.now();
  const rows: Pick<ListedAccount, 'account' | 'name'>[] = [];
  for await (const page of accountList.all()) rows.push(...page.map(({ account, name }) => ({ account, name })));
  if (rows.length > mostAccounts)
    throw new RefusedRequest(
      'too_many_accounts',
      `The numbers of more than ${mostAccounts} accounts take too long for a page. Use \`npx daymark report --environment <name>\`.`,
      { status: 409 },
    );
  const all = { records: () => accountRecords.of(rows.map(({ account }) => account)) };
  return {
    asOf,
    facts: await gatherFacts(all, await build.catalog()),
    names: Object.fromEntries(rows.map(({ account, name }) => [account, name])),
  };
};
