import type { CatalogData } from '../definition/catalog.ts';
import type { HeadlineFacts } from '../headlines/headline-facts.ts';
import { type HeadlineCatalog, headlineFactsOf } from '../headlines/headline-facts-of.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountFacts } from '../numbers/account-facts.ts';
import type { FactsCatalog } from '../numbers/facts-of.ts';
import { type SegmentCount, segmentCounter } from '../numbers/segment-counts.ts';
import { gatherFacts } from '../numbers/use-cases/gather-facts.ts';
import type { AllAccounts } from '../ports/all-accounts.ts';

/**
 * Inputs of the business report and the headlines by account, and the segment counts, gathered in one pass over all
 * records. `at`: the instant that changes are reported for; `end`: the end of the play.
 */
export const gatherFromRecords = async (
  all: Pick<AllAccounts, 'records'>,
  catalog: FactsCatalog & HeadlineCatalog & Pick<CatalogData, 'segments'>,
  { at, end }: { at: Instant; end: Instant },
): Promise<{ facts: AccountFacts[]; changes: HeadlineFacts[]; segments: SegmentCount[] }> => {
  const segments = segmentCounter(catalog, end);
  const changes: HeadlineFacts[] = [];
  async function* records() {
    for await (const record of all.records()) {
      segments.add(record);
      changes.push(headlineFactsOf(record, catalog, at));
      yield record;
    }
  }
  const facts = await gatherFacts({ records }, catalog);
  return { facts, changes: changes.sort((a, b) => (a.account < b.account ? -1 : 1)), segments: segments.counts() };
};
