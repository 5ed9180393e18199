import { ageOfPlan, type SuccessPlan } from '../../../../account/success-plan.ts';
import { successPlanKey } from '../keys.ts';
import { packed, type StoredItem } from '../stored-item.ts';
import type { Table } from '../table.ts';
import { writeIf } from '../write-if.ts';

/** The last writer wins by the time of the plan, in any order of arrival. */
export const keepSuccessPlan = async (table: Table, account: string, plan: SuccessPlan): Promise<void> => {
  const age = ageOfPlan(plan);
  await writeIf(table, {
    kind: 'put',
    key: successPlanKey(account),
    item: { age, ...packed(plan) },
    tests: [{ kind: 'isMissingOrBelow', attribute: 'age', value: age }],
  });
};

export const successPlanOf = ({ json }: StoredItem): SuccessPlan => JSON.parse(String(json)) as SuccessPlan;
