import type { AccountSnapshot } from '../account/account.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EvaluationContext } from './condition-kind.ts';

/** The context of conditions about an account, with one of its enrollments or without. */
export const accountContext = (
  { profile, seats, tasks, usage, medians, evaluation, goals = evaluation?.goals }: AccountSnapshot,
  now: Instant,
  enrollment?: EvaluationContext['enrollment'],
): EvaluationContext => ({
  now,
  usage,
  tasks,
  ...(profile && { profile }),
  ...(seats && { seats }),
  ...(medians && { medians }),
  ...(evaluation?.stage && { stage: evaluation.stage }),
  ...(goals && { goals }),
  ...(enrollment && { enrollment }),
});
