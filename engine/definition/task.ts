export const taskTypes = ['risk', 'renewal', 'billing', 'expansion', 'onboarding', 'data'] as const;

export type TaskType = (typeof taskTypes)[number];

/** 1 is the most severe. */
export type Severity = 1 | 2 | 3;

/** The closed list of a task's outcomes. */
export const taskOutcomes = [
  'contacted_recovering',
  'contacted_no_response',
  'plan_agreed',
  'churn_confirmed',
  'expansion_created',
  'false_positive',
  'duplicate',
  'not_actionable',
] as const;

export type TaskOutcome = (typeof taskOutcomes)[number];

/** Actions of people on tasks; the name of each event is `task.` and the action. */
export const taskActions = {
  acknowledge: 'acknowledged',
  snooze: 'snoozed',
  tick: 'ticked',
  reassign: 'reassigned',
  resolve: 'resolved',
} as const;

export type TaskActionName = keyof typeof taskActions;
