import type { AccountSnapshot } from '../../domain/account.ts';
import type { Instant } from '../../domain/instant.ts';
import { mediansOf } from '../../domain/medians/medians.ts';
import { planOf } from '../../domain/medians/plan-figures.ts';
import type { PlanStore } from './plan-store.ts';

/** The snapshot with what accounts of its plan come to: one small read, and the whole plan once a day. */
export const withMedians = async (
  snapshot: AccountSnapshot,
  now: Instant,
  { accounts }: { accounts: PlanStore },
): Promise<AccountSnapshot> => {
  const plan = planOf(snapshot.profile);
  if (plan === undefined) return snapshot;
  const day = now.slice(0, 10);
  const kept = await accounts.medians(plan, day);
  const medians = kept ?? (await accounts.keepMedians(plan, day, mediansOf(await accounts.planFigures(plan))));
  return { ...snapshot, medians };
};
