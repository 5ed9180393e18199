import type { HeadlineFacts } from '../../headlines/headline-facts.ts';
import { headlineFactsOf, headlineUsageSince } from '../../headlines/headline-facts-of.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** Scores are weekly; the one of four weeks before the last must be among them. */
const scores = 8;

/** Facts for headlines, for a business that scores health: two queries an account. Undefined for one that does not. */
export const readFacts = async (
  account: string,
  now: Instant,
  { accounts, build, healthHistory }: Pick<AllPorts, 'accounts' | 'build' | 'healthHistory'>,
): Promise<HeadlineFacts | undefined> => {
  const catalog = await build.catalog();
  if (!catalog.health) return undefined;
  const [{ profile, usage, seats }, health] = await Promise.all([
    accounts.snapshot(account, { withoutContacts: true, usageSince: headlineUsageSince(now) }),
    healthHistory.last(account, { until: now, atMost: scores }),
  ]);
  return headlineFactsOf({ account, profile, usage, seats, health }, catalog, now);
};
