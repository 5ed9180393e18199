import type { PlanFigures } from '../../../../account/medians.ts';
import type { ItemWrite } from '../item-write.ts';
import { planFiguresKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

/** Beside the account's partition, for those who read a whole plan. Written with the evaluation, whose revision guards it. */
export const planFiguresWrite = ({ account, plan, at, figures }: PlanFigures & { account: string }): ItemWrite => ({
  kind: 'put',
  key: planFiguresKey(plan, account),
  item: { ...packed(figures), expiresAt: Math.floor(Date.parse(at) / 1000) + fiveWeeks },
  // With the conditions of a commit that is too large for one transaction: apart from them it might be of an older one.
  tests: [],
});

export const leavePlanWrite = (plan: string, account: string): ItemWrite => ({
  kind: 'delete',
  key: planFiguresKey(plan, account),
  tests: [],
});

/** Who is not evaluated any more is no part of the plan's middle. */
const fiveWeeks = 35 * 86_400;
