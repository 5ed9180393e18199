import type { AccountSnapshot } from '../account/account.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import type { AwaitedEvent } from '../account/routing.ts';
import { matches } from '../conditions/evaluate-condition.ts';
import { countsBack, isDelay } from '../definition/anchor.ts';
import { wakeAt } from '../definition/calendar.ts';
import type { Policy } from '../definition/policy.ts';
import { stepErrors } from '../definition/step-call.ts';
import { type Instant, type Second, toSecond } from '../kernel/instant.ts';
import { wakeContext } from '../steps/step-frame.ts';

/** The enrollment's awaited events that these events match. */
export const awaitedEvents = (enrollment: Enrollment, facts: readonly DomainEvent[]): AwaitedEvent[] =>
  enrollment.awaits.flatMap(({ flag, trigger }) => {
    const fact = facts.find(each => matches(trigger, each, enrollment.trigger.fields));
    return fact ? [{ enrollment: enrollment.id, flag, at: fact.occurredAt }] : [];
  });

/** How an event ends a wait: the first event it listens for ends it normally, the others by an error. */
export const wakeUp = (
  { wait, awaits }: Enrollment,
  { flag, at }: Pick<AwaitedEvent, 'flag' | 'at'>,
): { error?: string } | undefined => {
  if (!wait?.listens.includes(flag) || at < wait.anchoredAt) return undefined;
  const edge = awaits.find(each => each.flag === flag)?.edge ?? flag;
  return wait.listens[0] === flag ? {} : { error: stepErrors.event + edge };
};

/** The end of a parked wait by current facts, if it differs from the stored one. A wait whose date is gone is unchanged. */
export const movedWait = (
  enrollment: Enrollment,
  snapshot: AccountSnapshot,
  policy: Policy,
  now: Instant,
): { step: string; from: Second; to: Second } | undefined => {
  const due = dueOf(enrollment, snapshot, policy);
  if (due === undefined || enrollment.wait === undefined) return undefined;
  const { step, until: from } = enrollment.wait;
  const isPast = due <= toSecond(now);
  const to = isPast ? toSecond(now) : due;
  return to === from ? undefined : { step, from, to };
};

/** Whether the wait is extended, like that of a held touch. */
export const isHold = (
  enrollment: Enrollment,
  snapshot: Pick<AccountSnapshot, 'profile'>,
  policy: Policy,
  now: Instant,
): boolean => {
  // A wait for a task's outcome depends on the owner's working hours.
  if (enrollment.wait && enrollment.wait.listens.length > 0) return false;
  const due = dueOf(enrollment, snapshot, policy);
  return due !== undefined && due <= toSecond(now) && toSecond(now) < (enrollment.wait?.until ?? '');
};

/** Whether the wait depends on one of these account attributes. */
export const dependsOn = ({ wait }: Enrollment, attributes: readonly string[]): boolean => {
  if (wait === undefined || isDelay(wait.wake)) return false;
  return attributes.includes('timezone') || (countsBack(wait.wake) && attributes.includes(wait.wake.attribute));
};

/** When the wait ends by its own time. */
export const dueOf = (
  enrollment: Enrollment,
  snapshot: Pick<AccountSnapshot, 'profile'>,
  policy: Policy,
): Second | undefined =>
  enrollment.wait &&
  wakeAt(enrollment.wait.wake, wakeContext(snapshot, enrollment, policy, enrollment.wait.anchoredAt));
