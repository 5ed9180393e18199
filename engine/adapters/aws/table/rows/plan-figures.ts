import type { PlanFigures, PlanRow } from '../../../../account/medians.ts';
import { afterPlanFigures } from '../../../../ports/retention.ts';
import type { ItemWrite } from '../item-write.ts';
import { planFiguresKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

/** In the plan's partition, to be read by plan. Written with the evaluation, whose revision guards it. */
export const planFiguresWrite = ({
  account,
  plan,
  at,
  figures,
  former,
}: PlanFigures & PlanRow & { account: string }): ItemWrite => ({
  kind: 'put',
  key: planFiguresKey(plan, account),
  item: { ...packed({ at, figures, ...(former && { former }) } satisfies PlanRow), expiresAt: afterPlanFigures(at) },
});

export const leavePlanWrite = (plan: string, account: string): ItemWrite => ({
  kind: 'delete',
  key: planFiguresKey(plan, account),
});
