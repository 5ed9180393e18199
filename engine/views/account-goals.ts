import * as z from 'zod';
import type { AccountSnapshot } from '../account/account.ts';
import { ageOfPlan } from '../account/success-plan.ts';
import { asTitle } from '../kernel/as-title.ts';
import { planView } from '../success-plans/plan-view.ts';

const milestone = z.object({
  id: z.string(),
  title: z.string().exactOptional(),
  dueAt: z.string().exactOptional(),
  doneAt: z.string().exactOptional(),
});

/** A goal of the success plan, in the customer's words. */
export const accountGoal = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['open', 'behind', 'reached', 'missed']),
  dueAt: z.string().exactOptional(),
  progress: z.object({ part: z.number(), whole: z.number() }).exactOptional(),
  owner: z.string().exactOptional(),
  metric: z.string().exactOptional(),
  target: z.number().exactOptional(),
  milestones: z.array(milestone).readonly().exactOptional(),
});

interface Shown {
  goals: z.input<typeof accountGoal>[];
  goalsSeen?: string;
}

export const accountGoals = ({ successPlan, evaluation }: AccountSnapshot): Shown => ({
  goals: successPlan
    ? planView(successPlan, evaluation?.goals).map(goal => ({ ...goal, title: goal.title ?? asTitle(goal.id) }))
    : [],
  ...(successPlan && { goalsSeen: ageOfPlan(successPlan) }),
});
