import type { PlanGoal, SuccessPlan } from '../account/success-plan.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';

export const goalEdits = ['add', 'change', 'reach', 'drop'] as const;

/** Edits of a person to one goal of a success plan. */
export interface GoalEdit {
  does: (typeof goalEdits)[number];
  goal: string;
  /** Of `add` and `change`: members of the goal to set; null removes one. */
  members: Readonly<Record<string, unknown>>;
  at: Instant;
}

/** The goals after the edit, unchecked; undefined if it adds a goal that exists, or changes one that does not. */
export const editGoals = (
  goals: readonly PlanGoal[],
  { does, goal: id, members, at }: GoalEdit,
): readonly unknown[] | undefined => {
  const isThere = goals.some(goal => goal.id === id);
  if (isThere === (does === 'add')) return undefined;
  if (does === 'add') return [...goals, { ...members, id }];
  if (does === 'drop') return goals.filter(goal => goal.id !== id);
  const edited = does === 'reach' ? { reachedAt: at } : members;
  return goals.map(goal => (goal.id === id ? { ...goal, ...edited } : goal));
};

/** The time of an edit: now, or right after the plan that it changes if that is dated in the future. */
export const timeOfEdit = ({ at }: Pick<SuccessPlan, 'at'>, now: Instant): Instant =>
  at < now ? now : plusSeconds(at, 0.001);
