import type { AllAccounts } from '../../ports/all-accounts.ts';
import type { AccountFacts } from '../account-facts.ts';
import { type FactsCatalog, factsOf } from '../facts-of.ts';

/** The facts of all accounts, ordered by id. Holds one account in memory at a time, because its usage may be large. */
export const gatherFacts = async (
  all: Pick<AllAccounts, 'records'>,
  catalog: FactsCatalog,
): Promise<AccountFacts[]> => {
  const facts: AccountFacts[] = [];
  for await (const record of all.records()) facts.push(factsOf(record, catalog));
  return facts.sort((a, b) => (a.account < b.account ? -1 : 1));
};
