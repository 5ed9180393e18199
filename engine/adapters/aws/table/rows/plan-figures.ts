import type { PlanFigures } from '../../../../account/medians.ts';
import { afterPlanFigures } from '../../../../ports/retention.ts';
import type { ItemWrite } from '../item-write.ts';
import { planFiguresKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

/** Outside the account's partition, to be read by plan. Written with the evaluation, whose revision guards it. */
export const planFiguresWrite = ({ account, plan, at, figures }: PlanFigures & { account: string }): ItemWrite => ({
  kind: 'put',
  key: planFiguresKey(plan, account),
  item: { ...packed(figures), expiresAt: afterPlanFigures(at) },
  // With the conditions of a commit that is too large for one transaction: apart from them it might be of an older one.
  tests: [],
});

export const leavePlanWrite = (plan: string, account: string): ItemWrite => ({
  kind: 'delete',
  key: planFiguresKey(plan, account),
  tests: [],
});
