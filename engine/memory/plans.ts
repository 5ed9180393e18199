import type { PlanRow } from '../account/medians.ts';
import type { Plans } from '../ports/plans.ts';
import { afterMedians, afterPlanFigures } from '../ports/retention.ts';
import { allExpiring, deleteExpiring, expiringAt, newExpiringRows, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import type { ChangeWriters } from './row-write.ts';
import { entry, type Store } from './store.ts';

export const memoryPlans = ({ planFigures, medians, clock }: Store): Plans => {
  const mediansOn = (plan: string, day: string) => expiringAt(medians, `${plan}#${day}`, clock.now());
  return {
    rows: async plan => allExpiring(planFigures.get(plan) ?? newExpiringRows<PlanRow>(), clock.now()),
    medians: async (plan, day) => mediansOn(plan, day),
    keepMedians: async (plan, day, made) => {
      const known = mediansOn(plan, day);
      if (known) return known;
      const value = immutable(made);
      putExpiring(medians, `${plan}#${day}`, { value, expiresAt: afterMedians(day) }, clock.now());
      return value;
    },
  };
};

export const planWriters: ChangeWriters<'planFigures' | 'leavePlan'> = {
  planFigures: ({ account, plan, at, figures, former }, _rows, { planFigures, clock }) => [
    {
      row: rowOf(plan, account),
      isWhole: true,
      apply: () =>
        putExpiring(
          entry(planFigures, plan, newExpiringRows<PlanRow>),
          account,
          { value: immutable({ at, figures, ...(former && { former }) }), expiresAt: afterPlanFigures(at) },
          clock.now(),
        ),
    },
  ],

  leavePlan: ({ account, plan }, _rows, { planFigures }) => [
    {
      row: rowOf(plan, account),
      isWhole: true,
      apply: () => deleteExpiring(entry(planFigures, plan, newExpiringRows<PlanRow>), account),
    },
  ],
};

const rowOf = (plan: string, account: string): string => `plan ${plan}#${account}`;
