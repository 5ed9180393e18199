import type { Enrollment } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import type { RoutingInput } from '../account/routing.ts';
import type { Task } from '../account/task.ts';
import { matches } from '../conditions/evaluate-condition.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import { type ChangedTask, outlive } from './task-changes.ts';

/** A payment that failed for good and the end of its subscription are one event to people, but two to processors. */
const togetherSeconds = 3600;

/** The task of an exiting enrollment, if it outlives that exit: it was opened by the same cause. */
export const outlived = (
  task: Task,
  facts: readonly DomainEvent[],
  { snapshot, now }: RoutingInput,
): ChangedTask | undefined => {
  const { outlives, openedAt } = task;
  if (outlives === undefined) return undefined;
  const enrolling = snapshot.enrollments.find(({ id }) => id === task.enrollment)?.trigger.fields ?? {};
  const comesWith = facts.some(
    fact =>
      outlives.exits.some(exit => matches(exit, fact, enrolling)) &&
      // Both may arrive late, one after the other.
      (isTogether(fact.occurredAt, openedAt) || isTogether(now, openedAt)),
  );
  return comesWith ? outlive(task, outlives.reason) : undefined;
};

/**
 * Enrollments that exited just before an event with an earlier or equal time: tasks that outlive that exit are still opened.
 * No other step of theirs runs any more.
 */
export const justLeft = ({ event, snapshot, now }: RoutingInput): Enrollment[] =>
  snapshot.enrollments.flatMap(enrollment => {
    const { status, exitReason = '', endedAt, early } = enrollment;
    if (status !== 'exited' || endedAt === undefined || event.occurredAt > endedAt || !isTogether(now, endedAt)) {
      return [];
    }
    const steps = early.filter(({ outlives }) => outlives?.exits.some(exit => names(exit, exitReason)));
    return steps.length > 0 ? [{ ...enrollment, early: steps }] : [];
  });

const names = ({ event, alternatives = [] }: EventTrigger, name: string): boolean =>
  event === name || alternatives.some(other => names(other, name));

const isTogether = (a: Instant, b: Instant): boolean =>
  Math.abs(Date.parse(a) - Date.parse(b)) <= togetherSeconds * 1000;
