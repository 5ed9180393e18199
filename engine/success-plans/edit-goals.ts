import type { PlanGoal, SuccessPlan } from '../account/success-plan.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';

export const goalEdits = ['add', 'change', 'reach', 'drop'] as const;

/** Edits of a person to one goal of a success plan. */
export interface GoalEdit {
  does: (typeof goalEdits)[number];
  goal: string;
  /** Of `add` and `change`: what is said of it; null takes away what was said. */
  members: Readonly<Record<string, unknown>>;
  at: Instant;
}

/** The goals after the edit, not checked; nothing where it adds a goal that is there, or changes one that is not. */
export const editGoals = (
  goals: readonly PlanGoal[],
  { does, goal: id, members, at }: GoalEdit,
): readonly unknown[] | undefined => {
  const isThere = goals.some(goal => goal.id === id);
  if (isThere === (does === 'add')) return undefined;
  if (does === 'add') return [...goals, { ...members, id }];
  if (does === 'drop') return goals.filter(goal => goal.id !== id);
  const said = does === 'reach' ? { reachedAt: at } : members;
  return goals.map(goal => (goal.id === id ? { ...goal, ...said } : goal));
};

/** When an edit counts: later than the plan that it changes, though that said a later time than it is. */
export const timeOfEdit = ({ at }: Pick<SuccessPlan, 'at'>, now: Instant): Instant =>
  at < now ? now : plusSeconds(at, 0.001);
