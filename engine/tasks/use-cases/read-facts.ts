import type { HeadlineFacts } from '../../headlines/headline-facts.ts';
import { headlineFactsOf, headlineUsageSince } from '../../headlines/headline-facts-of.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** Weekly scores to read; they must include the one from four weeks before the last. */
const scores = 8;

/** Facts for the headlines of an account, by two queries; undefined if the business does not score health. */
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
