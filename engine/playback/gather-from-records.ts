import type { HeadlineFacts } from '../headlines/headline-facts.ts';
import { type HeadlineCatalog, headlineFactsOf } from '../headlines/headline-facts-of.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountFacts } from '../numbers/account-facts.ts';
import type { FactsCatalog } from '../numbers/facts-of.ts';
import { gatherFacts } from '../numbers/use-cases/gather-facts.ts';
import type { AllAccounts } from '../ports/all-accounts.ts';

/** What the business report and headlines are made of, by account: everything that is stored is read once for both. */
export const gatherFromRecords = async (
  all: Pick<AllAccounts, 'records'>,
  catalog: FactsCatalog & HeadlineCatalog,
  at: Instant,
): Promise<{ facts: AccountFacts[]; changes: HeadlineFacts[] }> => {
  const changes: HeadlineFacts[] = [];
  async function* records() {
    for await (const record of all.records()) {
      changes.push(headlineFactsOf(record, catalog, at));
      yield record;
    }
  }
  const facts = await gatherFacts({ records }, catalog);
  return { facts, changes: changes.sort((a, b) => (a.account < b.account ? -1 : 1)) };
};
