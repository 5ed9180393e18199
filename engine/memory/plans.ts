import type { Figures } from '../account/medians.ts';
import type { Plans } from '../ports/plans.ts';
import { afterMedians, afterPlanFigures } from '../ports/retention.ts';
import { immutable } from './immutable.ts';
import { allLasting, deleteLasting, lastingAt, newLastingRows, putLasting } from './lasting-rows.ts';
import type { ChangeWriters } from './row-write.ts';
import { entry, type Store } from './store.ts';

export const memoryPlans = ({ planFigures, medians, clock }: Store): Plans => {
  const mediansOn = (plan: string, day: string) => lastingAt(medians, `${plan}#${day}`, clock.now());
  return {
    figures: async plan => allLasting(planFigures.get(plan) ?? newLastingRows<Figures>(), clock.now()),
    medians: async (plan, day) => mediansOn(plan, day),
    keepMedians: async (plan, day, made) => {
      const known = mediansOn(plan, day);
      if (known) return known;
      const value = immutable(made);
      putLasting(medians, `${plan}#${day}`, { value, expiresAt: afterMedians(day) }, clock.now());
      return value;
    },
  };
};

export const planWriters: ChangeWriters<'planFigures' | 'leavePlan'> = {
  planFigures: ({ account, plan, at, figures }, _rows, { planFigures, clock }) => [
    {
      row: rowOf(plan, account),
      isWhole: true,
      apply: () =>
        putLasting(
          entry(planFigures, plan, newLastingRows<Figures>),
          account,
          { value: immutable(figures), expiresAt: afterPlanFigures(at) },
          clock.now(),
        ),
    },
  ],

  leavePlan: ({ account, plan }, _rows, { planFigures }) => [
    {
      row: rowOf(plan, account),
      isWhole: true,
      apply: () => deleteLasting(entry(planFigures, plan, newLastingRows<Figures>), account),
    },
  ],
};

const rowOf = (plan: string, account: string): string => `plan ${plan}#${account}`;
