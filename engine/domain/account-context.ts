import type { AccountSnapshot } from './account.ts';
import type { EvaluationContext } from './conditions/condition-kind.ts';
import type { Instant } from './instant.ts';

/** What conditions may look at of an account, with one of its enrollments or without. */
export const accountContext = (
  { profile, seats, tasks, usage, medians }: AccountSnapshot,
  now: Instant,
  enrollment?: EvaluationContext['enrollment'],
): EvaluationContext => ({
  now,
  usage,
  tasks,
  ...(profile && { profile }),
  ...(seats && { seats }),
  ...(medians && { medians }),
  ...(enrollment && { enrollment }),
});
