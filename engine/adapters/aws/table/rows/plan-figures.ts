import type { Figures, PlanRow } from '../../../../account/medians.ts';
import { afterPlanFigures } from '../../../../ports/retention.ts';
import type { ItemWrite } from '../item-write.ts';
import { planFiguresKey } from '../keys.ts';
import { content, packed, type StoredItem } from '../stored-item.ts';

/** In the plan's partition, to be read by plan. Written with the evaluation, whose revision guards it. */
export const planFiguresWrite = ({
  account,
  plan,
  at,
  figures,
  former,
}: PlanRow & { account: string; plan: string }): ItemWrite => ({
  kind: 'put',
  key: planFiguresKey(plan, account),
  item: { ...packed({ at, figures, ...(former && { former }) } satisfies PlanRow), expiresAt: afterPlanFigures(at) },
});

/** An item of an earlier version of Daymark has only the figures, from some day before this version was deployed. */
export const planRowIn = (item: StoredItem): PlanRow => {
  const row = content<PlanRow | Figures>(item);
  return isRow(row) ? row : { at: '', figures: row };
};

/** Figures are numbers. */
const isRow = (row: PlanRow | Figures): row is PlanRow => typeof row.at === 'string';

export const leavePlanWrite = (plan: string, account: string): ItemWrite => ({
  kind: 'delete',
  key: planFiguresKey(plan, account),
});
