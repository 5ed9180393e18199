import type { AccountSnapshot } from '../../account/account.ts';
import { mediansOn } from '../../account/medians.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Plans } from '../../ports/plans.ts';
import { planOf } from '../plan-figures.ts';

/** The snapshot with the medians of its plan: one small read, and the whole plan once a day. */
export const withMedians = async (
  snapshot: AccountSnapshot,
  now: Instant,
  { plans }: { plans: Plans },
): Promise<AccountSnapshot> => {
  const plan = planOf(snapshot.profile);
  if (plan === undefined) return snapshot;
  const day = now.slice(0, 10);
  const kept = await plans.medians(plan, day);
  const medians = kept ?? (await plans.keepMedians(plan, day, mediansOn(day, await plans.rows(plan))));
  return { ...snapshot, medians };
};
