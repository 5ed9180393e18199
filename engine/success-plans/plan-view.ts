import type { GoalStates } from '../account/goal-state.ts';
import type { PlanGoal, SuccessPlan } from '../account/success-plan.ts';
import { progressOf } from './measure-goal.ts';

/** A goal as the one who works with the customer sees it, in the customer's words. Never for queues, executions or logs. */
export interface GoalView
  extends Pick<PlanGoal, 'id' | 'title' | 'owner' | 'metric' | 'target' | 'dueAt' | 'milestones'> {
  state: 'open' | 'behind' | 'reached' | 'missed';
  /** So much of `whole` is there, where it was measured. */
  progress?: { part: number; whole: number };
}

/** Goals in the plan's order; those that were not judged yet are open, or reached as the plan says. */
export const planView = ({ goals }: SuccessPlan, states: GoalStates = {}): GoalView[] =>
  goals.map(goal => {
    const { id, title, owner, metric, target, dueAt, milestones, reachedAt } = goal;
    const state = states[id];
    const is = state?.is ?? (reachedAt === undefined ? 'open' : 'reached');
    return {
      id,
      ...(title !== undefined && { title }),
      state: is === 'open' && state?.behind ? 'behind' : is,
      ...(state?.measured && { progress: progressOf(goal, state.measured) }),
      ...(metric !== undefined && { metric }),
      ...(target !== undefined && { target }),
      ...(dueAt !== undefined && { dueAt }),
      ...(owner !== undefined && { owner }),
      ...(milestones && milestones.length > 0 && { milestones }),
    };
  });
