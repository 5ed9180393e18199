import { ageOfPlan, type SuccessPlan } from '../../../../account/success-plan.ts';
import type { LoneWrite } from '../item-write.ts';
import { successPlanKey } from '../keys.ts';
import { packed, type StoredItem } from '../stored-item.ts';
import type { Table } from '../table.ts';
import { writeIf } from '../write-items.ts';

/** The plan with the latest time wins, in any order of arrival. */
export const keepSuccessPlan = async (table: Table, account: string, plan: SuccessPlan): Promise<void> => {
  await writeIf(table, successPlanWrite(account, plan));
};

export const successPlanWrite = (account: string, plan: SuccessPlan): LoneWrite => {
  const age = ageOfPlan(plan);
  return {
    kind: 'put',
    key: successPlanKey(account),
    item: { age, ...packed(plan) },
    tests: [{ kind: 'isMissingOrBelow', attribute: 'age', value: age }],
  };
};

export const successPlanOf = ({ json }: StoredItem): SuccessPlan => JSON.parse(String(json)) as SuccessPlan;
