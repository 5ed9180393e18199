import type { PlanFigures } from '../../../../account/medians.ts';
import type { ItemWrite } from '../item-write.ts';
import { planFiguresKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

/** Outside the account's partition, to be read by plan. Written with the evaluation, whose revision guards it. */
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

/** An account that is no longer evaluated drops out of the plan's median. */
const fiveWeeks = 35 * 86_400;
